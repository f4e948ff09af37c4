import type { Marker, MarkerContext } from "../marker.ts";

const ROUND = /\((?:sources?|refs?|references?|docs?|documents?|see source): ?([^()\n]{1,160})\)/gi;

/** `(source: id)`, `(Sources: 1, 2)`: said to be a source, so a citation, whether or not it leads to one. */
export function roundMarkers({ answer, resolve }: MarkerContext, start: number, end: number): readonly Marker[] {
  return [...answer.slice(start, end).matchAll(ROUND)].map((match) => {
    const written = (match[1] ?? "").trim();
    const whole = resolve(written);
    const parts =
      whole.length > 0
        ? [written]
        : written.split(/[,;]/).map((part) => part.trim().replace(/^\[/, "").replace(/\]$/, ""));
    return {
      start: start + match.index,
      end: start + match.index + match[0].length,
      form: "bracket",
      ids: parts.filter((part) => part !== "").map((sourceId) => ({ sourceId, sources: resolve(sourceId) })),
      reach: "before",
      spoken: false,
    } as const;
  });
}
