import { cutsWord } from "./edges.ts";

/** A stretch of a text between word boundaries, and its edits from the quote. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly edits: number;
}

/** Whether a stretch may begin or end here: at no blank, and not within a word. */
const isStart = (text: string, at: number): boolean => text.charCodeAt(at) !== 0x20 && !cutsWord(text, at);
const isEnd = (text: string, at: number): boolean => text.charCodeAt(at - 1) !== 0x20 && !cutsWord(text, at);

/**
 * The stretches of `text.slice(from, to)` that begin and end at word boundaries and have the fewest edits from the
 * quote, no more than `bound`. Sellers' table ("The theory and computation of evolutionary distances", 1980), of each
 * column only the rows within the bound (Ukkonen, 1985).
 */
export function wholeWords(text: string, from: number, to: number, quote: string, bound: number): readonly Stretch[] {
  const rows = quote.length;
  const column = new Int32Array(rows + 1);
  const codes = unitsOf(quote);
  let least = bound;
  const ends: number[] = [];
  column[0] = isStart(text, from) ? 0 : least + 1;
  let last = 0; // the last row within the bound; what lies below is out of it
  while (last < rows && (column[last] ?? 0) < least) {
    column[last + 1] = (column[last] ?? 0) + 1;
    last += 1;
  }
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    let diagonal: number = column[0] ?? 0;
    let above: number = isStart(text, at + 1) ? 0 : diagonal + 1;
    column[0] = above;
    const reach = Math.min(rows, last + 1);
    let deepest = above <= least ? 0 : -1;
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
    last = Math.max(0, deepest);
    if (deepest === reach) {
      while (last < rows && (column[last] ?? 0) < least) {
        column[last + 1] = (column[last] ?? 0) + 1;
        last += 1;
      }
    }
    const edits = last === rows ? (column[rows] ?? 0) : least + 1;
    if (edits > least || !isEnd(text, at + 1)) continue;
    if (edits < least) ends.length = 0;
    least = edits;
    ends.push(at + 1);
  }
  return ends.flatMap((end) => startsOf(text, from, end, codes, least).map((start) => ({ start, end, edits: least })));
}

/** Where the stretches begin that end here and have just so many edits. */
function startsOf(text: string, from: number, end: number, codes: Uint16Array, edits: number): readonly number[] {
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
    for (let row = low; row <= high; row += 1) {
      if (row === 0) {
        column[0] = length;
        continue;
      }
      let value = (before[row - 1] ?? 0) + (codes[rows - row] === unit ? 0 : 1);
      const left = (before[row] ?? 0) + 1;
      const above = (column[row - 1] ?? 0) + 1;
      if (left < value) value = left;
      if (above < value) value = above;
      column[row] = value;
    }
    column[high + 1] = edits + 1;
    if (high === rows && column[rows] === edits && isStart(text, end - length)) found.push(end - length);
    [before, column] = [column, before];
  }
  return found;
}

function unitsOf(quote: string): Uint16Array {
  const units = new Uint16Array(quote.length);
  for (let at = 0; at < quote.length; at += 1) units[at] = quote.charCodeAt(at);
  return units;
}
