import { lowerBound } from "../text/lower-bound.ts";
import { answerSpan } from "../text/span.ts";
import type { Citation } from "../types.ts";
import type { Marker } from "./marker.ts";

/** Citations of one claim out of the markers that cover it; the objects are shared between claims. */
export type CitationsOf = (markers: readonly Marker[]) => readonly Citation[];

export function citationsFactory(): CitationsOf {
  const made = new Map<Marker, readonly Citation[]>();
  // Claims under the same markers share the list of markers, and so the list of citations.
  const lists = new Map<readonly Marker[], readonly Citation[]>();
  return (markers) => {
    const known = lists.get(markers);
    if (known !== undefined) return known;
    const list = markers.flatMap((marker) => {
      const known = made.get(marker);
      if (known !== undefined) return known;
      const end = marker.wraps?.[2] ?? marker.end;
      const citations = marker.ids.map(({ sourceId, sources }) =>
        Object.freeze({ sourceId, sources, at: answerSpan(marker.start, end), form: marker.form }),
      );
      made.set(marker, citations);
      return citations;
    });
    lists.set(markers, list);
    return list;
  };
}

/**
 * The text between two offsets without its markers: what is checked. Spoken markers ("Passage 2 says …") go too, since
 * no source has them, and the words around them claim nothing. Words that a marker wraps stay.
 */
export function withoutMarkers(
  answer: string,
  start: number,
  end: number,
  markers: readonly Marker[],
  keepSpoken = false,
): string {
  let text = "";
  let from = start;
  const cuts = cutsOf(markers);
  const first = lowerBound(cuts.length, (at) => (cuts[at]?.end ?? 0) <= start);
  for (let at = first; (cuts[at]?.start ?? end) < end; at += 1) {
    const cut = cuts[at];
    if (cut === undefined || (keepSpoken && cut.spoken) || cut.end <= from) continue;
    const before = answer.slice(from, Math.max(from, cut.start));
    text += cut.trims && /^[\s.,;:!?)\]]|^$/.test(answer.slice(cut.end, cut.end + 1)) ? before.trimEnd() : before;
    from = Math.min(end, cut.end);
  }
  return (text + answer.slice(from, end)).replaceAll(TAG, "").trim();
}

/** Ends of elements whose beginnings are markers, and what sets a quotation apart: no words of the claim. */
const TAG =
  /<(?:\/(?:cite|citation|ref|reference|source)|sup>\s?<\/sup|\/?(?:q|blockquote|p|br)(?:\s[^<>]{0,300})?\/?)>/gi;

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly spoken: boolean;
  /** The space before it goes with it. */
  readonly trims: boolean;
}

const known = new WeakMap<readonly Marker[], readonly Cut[]>();

/** What markers take out of the text, in order: all of each, or of those that wrap words both their ends. */
function cutsOf(markers: readonly Marker[]): readonly Cut[] {
  const made = known.get(markers);
  if (made !== undefined) return made;
  const cuts = markers.flatMap(({ start, end, spoken, wraps }): readonly Cut[] => [
    { start, end, spoken, trims: wraps === undefined },
    ...(wraps === undefined ? [] : [{ start: wraps[1], end: wraps[2], spoken, trims: false }]),
  ]);
  const written = cuts.filter((cut) => cut.end > cut.start).sort((a, b) => a.start - b.start);
  known.set(markers, written);
  return written;
}
