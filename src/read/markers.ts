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

type Reader = (context: MarkerContext, start: number, end: number) => readonly Marker[];

/** Each form with the signs without which a text has none of it. */
const READERS: readonly (readonly [reader: Reader, signs: readonly string[]])[] = [
  [citeMarkers, ["<"]],
  [bracketMarkers, ["]", "］"]],
  [lenticularMarkers, ["】"]],
  [superscriptMarkers, [""]],
  [roundMarkers, [":", "："]],
  [authorYearMarkers, [")", "）"]],
  [passageMarkers, [""]],
  [listMarkers, [":", "："]],
  [attributionMarkers, ["—", "–", "―", "--"]],
];

/**
 * All markers between two offsets of the answer, in order and disjoint. None stands in code, in mathematics, or in the
 * text or address of a link. Linear.
 */
export function markersIn(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const text = context.answer.slice(start, end);
  const has = (sign: string): boolean => text.includes(sign);
  const links = ["]", "://"].some(has) ? linkMarkers(context, start, end) : NO_LINKS;
  const inOpaque = within(context.opaque);
  const inLink = within(links.opaque);
  const others = READERS.flatMap(([reader, signs]) => (signs.some(has) ? reader(context, start, end) : []));
  const found = [...links.markers, ...others.filter((marker) => !inLink(marker.start))]
    .filter((marker) => !inOpaque(marker.start))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Marker[] = [];
  for (const marker of found) if (marker.start >= (kept.at(-1)?.end ?? start)) kept.push(marker);
  return kept;
}

const NO_LINKS = { markers: [], opaque: [] } as const;

/** Whether an offset lies in one of the stretches, which are in order. */
const within =
  (stretches: readonly Opaque[]) =>
  (at: number): boolean => {
    const next = lowerBound(stretches.length, (one) => (stretches[one]?.end ?? 0) <= at);
    return (stretches[next]?.start ?? Number.POSITIVE_INFINITY) <= at;
  };
