import type { Change, Match, Source } from "../types.ts";
import { type Documents, documentsOf } from "./documents.ts";
import type { Joined, Place } from "./join-chunks.ts";
import type { LocateOptions } from "./locate/options.ts";
import { locate, locateExactly } from "./locate.ts";
import { nearest } from "./nearest.ts";

/** Where a quotation stands in sources whose chunks are joined. */
export interface Located extends Pick<Match, "similarity" | "match" | "edits"> {
  /** As in `Match`; what differs over a seam of chunks is left out. */
  readonly diff?: readonly Change[];
  /** One a chunk, in the order of the text. */
  readonly places: readonly [Place, ...Place[]];
  /** What stands there, read on over the seams. */
  readonly text: string;
  /** Other places with the same words, each within one chunk. */
  readonly alternatives: readonly Place[];
}

/**
 * Where the quotation stands in the documents of the sources at the positions asked: the best match, as `locate` finds it.
 * A hint is an offset in any of these sources; where chunks are joined, it is not followed.
 */
export function locateIn(
  sources: readonly Source[],
  asked: readonly number[],
  quote: string,
  { hint }: Pick<LocateOptions, "hint"> = {},
): Located | undefined {
  const documents = documentsOf(sources);
  const best = strongest(documents, asked, (source, at) =>
    locate(source, quote, hint === undefined || source.text !== sources[at]?.text ? {} : { hint }),
  );
  if (documents.tight === undefined || (best !== undefined && best.match !== "fuzzy")) return best;
  return strongest(documents.tight, seamsOf(documents, asked), (source) => locateExactly(source, quote)) ?? best;
}

/** The text closest to the quotation, however far. */
export function nearestIn(sources: readonly Source[], asked: readonly number[], quote: string): Located | undefined {
  return strongest(documentsOf(sources), asked, (source) => nearest(source, quote));
}

/** Those of the positions asked whose text depends on what is lost between two chunks. */
const seamsOf = ({ sources, tight }: Documents, asked: readonly number[]): readonly number[] =>
  asked.filter((at) => tight?.sources[at]?.text !== sources[at]?.text);

function strongest(
  { sources, apart }: Joined,
  asked: readonly number[],
  matchIn: (source: Source, at: number) => Match | undefined,
): Located | undefined {
  let found: { readonly match: Match; readonly source: Source; readonly at: number } | undefined;
  for (const at of asked) {
    const source = sources[at];
    if (source === undefined || source.text === "") continue;
    const match = matchIn(source, at);
    if (match !== undefined && match.similarity > (found?.match.similarity ?? 0)) found = { match, source, at };
    if (found?.match.similarity === 1) break;
  }
  if (found === undefined) return undefined;
  const { at, source, match } = found;
  const [first, ...rest] = apart({ source: at, span: match.span });
  if (first === undefined) return undefined;
  const alternatives = (match.alternatives ?? [])
    .map((span) => apart({ source: at, span }))
    .flatMap(([place, ...more]) => (place === undefined || more.length > 0 ? [] : [place]));
  const within = (change: Change): readonly Change[] => {
    const [place, ...more] = apart({ source: at, span: change.at });
    return place === undefined || more.length > 0 ? [] : [{ ...change, at: place.span }];
  };
  return {
    similarity: match.similarity,
    match: match.match,
    edits: match.edits,
    ...(match.diff === undefined ? {} : { diff: match.diff.flatMap(within) }),
    places: [first, ...rest],
    text: source.text.slice(match.span.start, match.span.end),
    alternatives,
  };
}
