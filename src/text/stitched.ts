import type { Match, Source } from "../types.ts";
import { normalisedIn } from "./locate/exact.ts";
import { inRecord } from "./locate.ts";
import { subjectOf } from "./prepared.ts";
import { valuesOf } from "./record-text.ts";
import { type Word, words } from "./words.ts";

const MIN_WORDS = 3; // two words in a row are in most long texts by chance
const MAX_PIECES = 4; // a text cut finer than this is a collage of common phrases, not a stitched quotation

const FIRST = { alternatives: 0 };

/** A piece of a quotation, and the source, by position, that has it word for word. */
export type Stitch = Match & { readonly source: number };

/**
 * The two to four pieces that a quotation was stitched from, each word for word in one of the sources asked;
 * `undefined` if it was not. Greedy by the longest beginning, found by bisection: every beginning of a found text is
 * found.
 */
export function stitches(
  quote: string,
  sources: readonly Source[],
  asked: readonly number[],
): readonly [Stitch, ...Stitch[]] | undefined {
  const list = words(quote);
  const pieces: Stitch[] = [];
  let from = 0;
  while (from < list.length) {
    if (pieces.length === MAX_PIECES) return undefined;
    let best: { readonly match: Match; readonly source: number; readonly to: number } | undefined;
    for (const source of asked) {
      const found = longest(quote, list, from, sources[source]);
      if (found !== undefined && found.to > (best?.to ?? 0)) best = { ...found, source };
    }
    if (best === undefined || best.to - from < MIN_WORDS) return undefined;
    pieces.push({ ...best.match, source: best.source });
    from = best.to;
  }
  const [first, ...rest] = pieces;
  return first === undefined || rest.length === 0 ? undefined : [first, ...rest];
}

function longest(quote: string, list: readonly Word[], from: number, source: Source | undefined) {
  if (source === undefined) return undefined;
  const values = valuesOf(source);
  const subject = subjectOf(values?.text ?? source);
  let low = from; // the longest known to be found
  let high = list.length + 1;
  let match: Match | undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const piece = quote.slice(list[from]?.start ?? 0, list[middle - 1]?.end ?? 0);
    const found = normalisedIn(subject, piece, FIRST);
    const placed = values === undefined ? found : inRecord(values, found);
    if (placed === undefined) high = middle;
    else {
      low = middle;
      match = placed;
    }
  }
  return match === undefined ? undefined : { to: low, match };
}
