import type { Origins } from "../normalise.ts";
import { wordClass } from "../script.ts";
import { cutsGrapheme, cutsWord } from "./edges.ts";

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
export function edgesOf(text: string, { text: original, start, end }: Origins, quote: string): Edges {
  const parts = (at: number): boolean => cutsWord(text, at) || (at > 0 && at < text.length && splits(at));
  const isPlain = (at: number): boolean => text.charCodeAt(at) < 0x80 && text.charCodeAt(at - 1) < 0x80;
  // A character may unfold into several units, or be one of a few that readers see as one.
  const splits = (at: number): boolean =>
    !isPlain(at) &&
    (start(at) < end(at - 1) || cutsGrapheme(original, start(at)) || cutsGrapheme(original, end(at - 1)));
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
  bound: number,
  { isStart, isEnd }: Edges,
): readonly Stretch[] {
  const rows = quote.length;
  const column = new Int32Array(rows + 1);
  const codes = unitsOf(quote);
  let least = bound;
  const ends: number[] = [];
  column[0] = isStart(from) ? 0 : least + 1;
  let last = deepen(column, 0, rows, least);
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    let diagonal: number = column[0] ?? 0;
    let above: number = isStart(at + 1) ? 0 : diagonal + 1;
    column[0] = above;
    const reach = Math.min(rows, last + 1);
    let deepest = 0;
    for (let row = 1; row <= reach; row += 1) {
      const left = row <= last ? (column[row] ?? 0) : least + 1;
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
    startsOf(text, from, end, codes, least, isStart).map((start) => ({ start, end, edits: least })),
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

/** Where the stretches begin that end here and have just so many edits. */
function startsOf(
  text: string,
  from: number,
  end: number,
  codes: Uint16Array,
  edits: number,
  isStart: (at: number) => boolean,
): readonly number[] {
  const rows = codes.length;
  const found: number[] = [];
  let before = new Int32Array(rows + 2).fill(edits + 1);
  let column = new Int32Array(rows + 2).fill(edits + 1);
  for (let row = 0; row <= Math.min(rows, edits); row += 1) before[row] = row;
  const farthest = Math.max(from, end - rows - edits);
  for (let length = 1; end - length >= farthest; length += 1) {
    const unit = text.charCodeAt(end - length);
    // Off the diagonal by more than the edits, nothing is within them.
    const low = Math.max(0, length - edits);
    const high = Math.min(rows, length + edits);
    if (low > 0) column[low - 1] = edits + 1;
    else column[0] = length;
    for (let row = Math.max(1, low); row <= high; row += 1) {
      let value = (before[row - 1] ?? 0) + (codes[rows - row] === unit ? 0 : 1);
      const left = (before[row] ?? 0) + 1;
      const above = (column[row - 1] ?? 0) + 1;
      if (left < value) value = left;
      if (above < value) value = above;
      column[row] = value;
    }
    column[high + 1] = edits + 1;
    if (high === rows && column[rows] === edits && isStart(end - length)) found.push(end - length);
    [before, column] = [column, before];
  }
  return found;
}

function unitsOf(quote: string): Uint16Array {
  const units = new Uint16Array(quote.length);
  for (let at = 0; at < quote.length; at += 1) units[at] = quote.charCodeAt(at);
  return units;
}
