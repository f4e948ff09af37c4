import { bracketMarkers } from "./citations/bracket.ts";
import { citeMarkers } from "./citations/cite.ts";
import { passageMarkers } from "./citations/passage.ts";
import { roundMarkers } from "./citations/round.ts";
import type { Marker, MarkerContext } from "./marker.ts";

/** All markers between two offsets of the answer, in order and disjoint. Linear. */
export function markersIn(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const found = [
    ...citeMarkers(context, start, end),
    ...bracketMarkers(context, start, end),
    ...roundMarkers(context, start, end),
    ...passageMarkers(context, start, end),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Marker[] = [];
  for (const marker of found) if (marker.start >= (kept.at(-1)?.end ?? start)) kept.push(marker);
  return kept;
}
