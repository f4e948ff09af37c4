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
      const end = marker.wraps === undefined ? marker.end : marker.wraps[1] + "</cite>".length;
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
 * no source has them, and the words around them claim nothing.
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
  for (const marker of markers) {
    if (keepSpoken && marker.spoken) continue;
    if (marker.start === marker.end || marker.end <= from || marker.start >= end) continue;
    const before = answer.slice(from, Math.max(from, marker.start));
    text += /^[\s.,;:!?)\]]|^$/.test(answer.slice(marker.end, marker.end + 1)) ? before.trimEnd() : before;
    from = Math.min(end, marker.end);
  }
  return (text + answer.slice(from, end)).replaceAll("</cite>", "").trim();
}
