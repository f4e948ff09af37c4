import type { Marker, MarkerContext } from "../marker.ts";

const SPOKEN =
  /\b(?:passage|document|source|excerpt|snippet)s? #?(\d{1,3}(?:(?: ?, ?| ?& ?| and | or |, and )#?\d{1,3}){0,20})\b/gi;

/** "Passage 2 says …", "according to documents 1 and 3": the number is read as in `[2]`; it covers its own sentence. */
export function passageMarkers({ answer, resolve }: MarkerContext, start: number, end: number): readonly Marker[] {
  const found: Marker[] = [];
  for (const match of answer.slice(start, end).matchAll(SPOKEN)) {
    // "[Passage 2]" is a bracket, and has been read as one.
    if (answer[start + match.index - 1] === "[") continue;
    const from = start + match.index;
    const to = from + match[0].length;
    const ids = (match[1] ?? "").match(/\d+/g) ?? [];
    // "(Passage 2)" is a marker like "[2]"; "Passage 2 says" is part of its sentence.
    const aside = answer[from - 1] === "(" && answer[to] === ")";
    found.push({
      start: aside ? from - 1 : from,
      end: aside ? to + 1 : to,
      form: "passage",
      ids: ids.map((sourceId) => ({ sourceId, sources: resolve(sourceId) })),
      reach: aside ? "before" : "own",
      spoken: !aside,
    });
  }
  return found;
}
