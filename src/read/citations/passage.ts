import type { Marker, MarkerContext } from "../markers.ts";

const SPOKEN = /\b(?:passage|document|source|excerpt|snippet)s? #?(\d{1,3}(?:(?: ?, ?| ?& ?| and | or |, and )#?\d{1,3}){0,20})\b/gi;

/** "Passage 2 says …", "according to documents 1 and 3": the number is read as in `[2]`; it covers its own sentence. */
export function passageMarkers({ answer, resolve }: MarkerContext, start: number, end: number): readonly Marker[] {
  const found: Marker[] = [];
  for (const match of answer.slice(start, end).matchAll(SPOKEN)) {
    // "[Passage 2]" is a bracket, and has been read as one.
    if (answer[start + match.index - 1] === "[") continue;
    const ids = (match[1] ?? "").match(/\d+/g) ?? [];
    found.push({
      start: start + match.index,
      end: start + match.index + match[0].length,
      form: "passage",
      ids: ids.map((sourceId) => ({ sourceId, sources: resolve(sourceId) })),
      reach: "own",
      spoken: true,
    });
  }
  return found;
}
