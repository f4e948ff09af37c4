import { lowerBound } from "../text/lower-bound.ts";
import { attributionMarkers } from "./citations/attribution.ts";
import { authorYearMarkers } from "./citations/author-year.ts";
import { bracketMarkers } from "./citations/bracket.ts";
import { citeMarkers } from "./citations/cite.ts";
import { lenticularMarkers } from "./citations/lenticular.ts";
import { linkMarkers } from "./citations/link.ts";
import { listMarkers } from "./citations/list.ts";
import { passageMarkers } from "./citations/passage.ts";
import { roundMarkers } from "./citations/round.ts";
import { superscriptMarkers } from "./citations/superscript.ts";
import type { Marker, MarkerContext } from "./marker.ts";
import type { Opaque } from "./opaque.ts";

/**
 * All markers between two offsets of the answer, in order and disjoint. None stands in code, in mathematics, or in the
 * text or address of a link. Linear.
 */
export function markersIn(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const links = linkMarkers(context, start, end);
  const inOpaque = within(context.opaque);
  const inLink = within(links.opaque);
  const found = [
    ...links.markers,
    ...[
      ...citeMarkers(context, start, end),
      ...bracketMarkers(context, start, end),
      ...lenticularMarkers(context, start, end),
      ...superscriptMarkers(context, start, end),
      ...roundMarkers(context, start, end),
      ...authorYearMarkers(context, start, end),
      ...passageMarkers(context, start, end),
      ...listMarkers(context, start, end),
      ...attributionMarkers(context, start, end),
    ].filter((marker) => !inLink(marker.start)),
  ]
    .filter((marker) => !inOpaque(marker.start))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Marker[] = [];
  for (const marker of found) if (marker.start >= (kept.at(-1)?.end ?? start)) kept.push(marker);
  return kept;
}

/** Whether an offset lies in one of the stretches, which are in order. */
const within =
  (stretches: readonly Opaque[]) =>
  (at: number): boolean => {
    const next = lowerBound(stretches.length, (one) => (stretches[one]?.end ?? 0) <= at);
    return (stretches[next]?.start ?? Number.POSITIVE_INFINITY) <= at;
  };
