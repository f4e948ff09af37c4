import type { Origins } from "../normalise.ts";
import { wordClass } from "../script.ts";
import { cutsGrapheme, cutsWord } from "./edges.ts";
import { type Pattern, startsAt } from "./pattern.ts";

/** A stretch of a text between word boundaries, and its edits from the quote. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly edits: number;
}

/** Where in a text a stretch may begin and end. */
export interface Edges {
  isStart(at: number): boolean;
  isEnd(at: number): boolean;
}

/**
 * Whole words of a normalised text and whole characters of its original; with a letter or figure at an edge where the
 * quote has one, so that no full stop before the first word is counted to it.
 */
export function edgesOf(text: string, origins: () => Origins, quote: string): Edges {
  let known: Origins | undefined;
  const parts = (at: number): boolean => cutsWord(text, at) || (at > 0 && at < text.length && splits(at));
  const isPlain = (at: number): boolean => text.charCodeAt(at) < 0x80 && text.charCodeAt(at - 1) < 0x80;
  // A character may unfold into several units, or be one of a few that readers see as one.
  const splits = (at: number): boolean => {
    if (isPlain(at)) return false;
    known ??= origins();
    const [start, end] = [known.start(at), known.end(at - 1)];
    return start < end || cutsGrapheme(known.text, start) || cutsGrapheme(known.text, end);
  };
  const [first, last] = [isWord(quote, 0), isWord(quote, quote.length - 1)];
  return {
    isStart: (at) => text.charCodeAt(at) !== BLANK && (!first || isWord(text, at)) && !parts(at),
    isEnd: (at) => text.charCodeAt(at - 1) !== BLANK && (!last || isWord(text, at - 1)) && !parts(at),
  };
}

const BLANK = 0x20;

/** A letter, a figure or a mark; half a character beyond the first plane counts, as most of them are letters. */
function isWord(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  return wordClass(unit) !== 0 || (unit >= 0xd800 && unit <= 0xdfff && wordClass(codePointAt(text, at)) !== 0);
}

const codePointAt = (text: string, at: number): number =>
  text.codePointAt(at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at) ?? 0;

/**
 * The stretches of `text.slice(from, to)` with such edges and the fewest edits from the quote, no more than `bound`.
 * Sellers' table ("The theory and computation of evolutionary distances", 1980), of each column only the rows within
 * the bound (Ukkonen, 1985).
 */
export function wholeWords(
  text: string,
  from: number,
  to: number,
  quote: string,
  backwards: Pattern,
  bound: number,
  { isStart, isEnd }: Edges,
): readonly Stretch[] {
  const rows = quote.length;
  const column = new Int32Array(rows + 2);
  const codes = unitsOf(quote);
  let least = bound;
  const ends: number[] = [];
  column[0] = isStart(from) ? 0 : least + 1;
  let last = deepen(column, 0, rows, least); // the last row within the bound
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    let diagonal: number = column[0] ?? 0;
    let above: number = isStart(at + 1) ? 0 : diagonal + 1;
    column[0] = above;
    const reach = Math.min(rows, last + 1);
    column[last + 1] = least + 1; // out of the bound, and left over from columns before
    let deepest = 0;
    for (let row = 1; row <= reach; row += 1) {
      const left = column[row] ?? 0;
      let edits = codes[row - 1] === unit ? diagonal : diagonal + 1;
      if (left + 1 < edits) edits = left + 1;
      if (above + 1 < edits) edits = above + 1;
      column[row] = edits;
      diagonal = left;
      above = edits;
      if (edits <= least) deepest = row;
    }
    last = deepest === reach ? deepen(column, reach, rows, least) : deepest;
    const edits = last === rows ? (column[rows] ?? 0) : least + 1;
    if (edits > least || !isEnd(at + 1)) continue;
    if (edits < least) ends.length = 0;
    least = edits;
    ends.push(at + 1);
  }
  return ends.flatMap((end) =>
    startsAt(backwards, text, from, end, least, isStart).map((start) => ({ start, end, edits: least })),
  );
}

/** Rows below the last one within the bound, reached by leaving units of the quote out. */
function deepen(column: Int32Array, from: number, rows: number, bound: number): number {
  let last = from;
  while (last < rows && (column[last] ?? 0) < bound) {
    column[last + 1] = (column[last] ?? 0) + 1;
    last += 1;
  }
  return last;
}

function unitsOf(quote: string): Uint16Array {
  const units = new Uint16Array(quote.length);
  for (let at = 0; at < quote.length; at += 1) units[at] = quote.charCodeAt(at);
  return units;
}
