import type { Source, Span } from "../types.ts";
import type { Chain, Link } from "./chains.ts";
import { lowerBound } from "./lower-bound.ts";
import { sourceSpan } from "./span.ts";

/** A place in one of the sources as they were handed in. */
export interface Place {
  readonly source: number;
  readonly span: Span<"source">;
}
/** The sources with the chunks of each document joined. */
export interface Joined {
  /** As many as were handed in: the text of a chain stands at its first chunk, and "" at its others. */
  readonly sources: readonly Source[];
  /** A place in these sources as places in those handed in: one a chunk, in the order of the text. */
  apart(place: Place): readonly Place[];
}
/** What was lost between two chunks that only follow one another: a space, where they were trimmed, or nothing. */
export type Seam = "spaced" | "tight";

/** The chains as one text each; what is in no chain stays as it is. */
export function joinChunks(sources: readonly Source[], chains: readonly Chain[], seam: Seam): Joined {
  const texts = sources.slice();
  const put = (at: number, text: string): void => {
    const source = texts[at];
    if (source !== undefined) texts[at] = Object.freeze({ ...source, text });
  };
  const chunks = new Map<number, readonly Chunk[]>();
  for (const { links, within } of chains) {
    const joined = textOf(sources, links, seam);
    for (const { source } of links) put(source, "");
    for (const at of within) put(at, "");
    put(links[0].source, joined.text);
    chunks.set(links[0].source, joined.chunks);
  }
  return {
    sources: Object.freeze(texts),
    apart(place) {
      const own = chunks.get(place.source);
      return own === undefined ? [place] : placesIn(own, sources, place.span);
    },
  };
}

/** A chunk, and where its text begins and ends in the joined text. */
interface Chunk {
  readonly source: number;
  readonly start: number;
  readonly end: number;
}

function textOf(sources: readonly Source[], links: readonly Link[], seam: Seam) {
  const parts: string[] = [];
  const chunks: Chunk[] = [];
  let length = 0;
  let before = "";
  for (const { source, repeats } of links) {
    const text = sources[source]?.text ?? "";
    const joint = repeats > 0 || chunks.length === 0 ? "" : jointOf(before, text, seam);
    parts.push(joint, text.slice(repeats));
    const start = length + joint.length - repeats;
    length = start + text.length;
    chunks.push({ source, start, end: length });
    before = text;
  }
  return { text: parts.join(""), chunks };
}

/** Between figures a line break, so that "30" and "000" never make 30 000. */
function jointOf(before: string, after: string, seam: Seam): string {
  if (!isBare(before, after)) return "";
  if (/\p{N}$/u.test(before.slice(-2)) && /^\p{N}/u.test(after)) return "\n";
  return seam === "tight" ? "" : " ";
}

/** Whether no white space is left where one chunk ends and the next begins. */
export const isBare = (before: string, after: string): boolean => !/\s$/.test(before.slice(-1)) && !/^\s/.test(after);

/** The span cut where chunks end. Each place is taken from the chunk that reaches farthest, so that no word is shown twice. */
function placesIn(chunks: readonly Chunk[], sources: readonly Source[], span: Place["span"]): readonly Place[] {
  const found: Place[] = [];
  let from: number = span.start;
  while (from < span.end) {
    // Starts and ends ascend: no chunk of a chain lies within another.
    const { source, start, end } = chunks[lowerBound(chunks.length, (at) => (chunks[at]?.start ?? 0) <= from) - 1] ?? {
      source: 0,
      start: 0,
      end: 0,
    };
    const to = Math.min(end, span.end);
    const place = trimmed(sources[source]?.text ?? "", from - start, to - start);
    if (place !== undefined) found.push({ source, span: place });
    from = Math.max(to, from + 1);
  }
  return found;
}

/** Without the white space that the cut has left at the edges; `undefined` if there is nothing else. */
function trimmed(text: string, start: number, end: number): Place["span"] | undefined {
  const shown = text.slice(start, Math.max(start, end));
  const from = start + shown.length - shown.trimStart().length;
  const to = from + shown.trim().length;
  return to > from ? sourceSpan(from, to) : undefined;
}
