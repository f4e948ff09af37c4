/** A quote as bit masks, for Myers' algorithm in blocks of 32 rows. Units that it lacks have the masks of id 0: none. */
export interface Pattern {
  readonly length: number;
  readonly blocks: number;
  /** Ids of the units under 256, the others by map. */
  readonly low: Uint16Array;
  readonly high: ReadonlyMap<number, number> | undefined;
  readonly masks: Int32Array;
}

/** The masks of a quote, and of the same read from its end. */
export function patternsOf(quote: string): { readonly forwards: Pattern; readonly backwards: Pattern } {
  const low = new Uint16Array(256);
  let high: Map<number, number> | undefined;
  const { length } = quote;
  const blocks = (length + 31) >> 5;
  const ids = new Uint16Array(length);
  let known = 0;
  for (let at = 0; at < length; at += 1) {
    const unit = quote.charCodeAt(at);
    let id = unit < 256 ? (low[unit] ?? 0) : (high?.get(unit) ?? 0);
    if (id === 0) {
      known += 1;
      id = known;
      if (unit < 256) low[unit] = id;
      else {
        high ??= new Map();
        high.set(unit, id);
      }
    }
    ids[at] = id;
  }
  const masks = new Int32Array((known + 1) * blocks);
  const reversed = new Int32Array((known + 1) * blocks);
  for (let at = 0; at < length; at += 1) {
    const row = (ids[at] ?? 0) * blocks;
    const end = length - 1 - at;
    masks[row + (at >> 5)] = (masks[row + (at >> 5)] ?? 0) | (1 << (at & 31));
    reversed[row + (end >> 5)] = (reversed[row + (end >> 5)] ?? 0) | (1 << (end & 31));
  }
  const shared = { length, blocks, low, high };
  return { forwards: { ...shared, masks }, backwards: { ...shared, masks: reversed } };
}

/**
 * One column of the table of edits, as the differences between its rows. Myers, "A fast bit-vector algorithm for
 * approximate string matching", JACM 46(3), 1999, with Hyyrö's blocks (2003).
 */
export interface Column {
  readonly plus: Int32Array;
  readonly minus: Int32Array;
}

/** The column before the text: every row one more than that above. */
export const firstColumn = ({ blocks }: Pattern): Column => ({
  plus: new Int32Array(blocks).fill(-1),
  minus: new Int32Array(blocks),
});

/**
 * Moves the column over one unit of the text. `carry` is what the row above gains: 0 if a stretch may begin anywhere, 1
 * if it must begin with the first. Gives what the last row gained or lost.
 */
export function advance(
  { length, blocks, low, high, masks }: Pattern,
  column: Column,
  unit: number,
  above: 0 | 1,
): number {
  const { plus, minus } = column;
  const id = unit < 256 ? (low[unit] ?? 0) : (high?.get(unit) ?? 0);
  const base = id * blocks;
  let carry: number = above;
  for (let block = 0; block < blocks; block += 1) {
    let equal = masks[base + block] ?? 0;
    const p = plus[block] ?? 0;
    const m = minus[block] ?? 0;
    const vertical = equal | m;
    if (carry < 0) equal |= 1;
    const diagonal = (((equal & p) + p) ^ p) | equal;
    let gained = m | ~(diagonal | p);
    let lost = p & diagonal;
    const row = 1 << (block === blocks - 1 ? (length - 1) & 31 : 31);
    const out = (gained & row) !== 0 ? 1 : (lost & row) !== 0 ? -1 : 0;
    gained = (gained << 1) | (carry > 0 ? 1 : 0);
    lost = (lost << 1) | (carry < 0 ? 1 : 0);
    plus[block] = lost | ~(vertical | gained);
    minus[block] = gained & vertical;
    carry = out;
  }
  return carry;
}

let reached = new Uint16Array(1 << 10);

/** For each unit of `text.slice(from, to)` the edits of the nearest stretch that ends behind it. Valid until the next call. */
export function editsAtEnds(pattern: Pattern, text: string, from: number, to: number): Uint16Array {
  if (reached.length < to - from) reached = new Uint16Array(2 * (to - from));
  const column = firstColumn(pattern);
  let edits = pattern.length;
  for (let at = from; at < to; at += 1) {
    edits += advance(pattern, column, text.charCodeAt(at), 0);
    reached[at - from] = edits;
  }
  return reached;
}

/** Where the stretches begin that end at `end`, not before `from`, and are just so many edits from the quote that the pattern read from its end is of. */
export function startsAt(
  backwards: Pattern,
  text: string,
  from: number,
  end: number,
  edits: number,
  isStart: (at: number) => boolean,
): readonly number[] {
  const found: number[] = [];
  const column = firstColumn(backwards);
  const farthest = Math.max(from, end - backwards.length - edits);
  let own = backwards.length;
  for (let at = end - 1; at >= farthest; at -= 1) {
    own += advance(backwards, column, text.charCodeAt(at), 1);
    if (own === edits && isStart(at)) found.push(at);
  }
  return found;
}
