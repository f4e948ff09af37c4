/** A quote as bit masks, for Myers' algorithm in blocks of 32 rows. Units that it lacks have the masks of id 0: none. */
export interface Pattern {
  readonly length: number;
  readonly blocks: number;
  /** Ids of the units under 256, the others by map. */
  readonly low: Uint16Array;
  readonly high: ReadonlyMap<number, number>;
  readonly masks: Int32Array;
}

export function patternOf(quote: string): Pattern {
  const low = new Uint16Array(256);
  const high = new Map<number, number>();
  const blocks = (quote.length + 31) >> 5;
  const ids = new Uint16Array(quote.length);
  let known = 0;
  for (let at = 0; at < quote.length; at += 1) {
    const unit = quote.charCodeAt(at);
    let id = unit < 256 ? (low[unit] ?? 0) : (high.get(unit) ?? 0);
    if (id === 0) {
      known += 1;
      id = known;
      if (unit < 256) low[unit] = id;
      else high.set(unit, id);
    }
    ids[at] = id;
  }
  const masks = new Int32Array((known + 1) * blocks);
  for (let at = 0; at < quote.length; at += 1) {
    const word = (ids[at] ?? 0) * blocks + (at >> 5);
    masks[word] = (masks[word] ?? 0) | (1 << (at & 31));
  }
  return { length: quote.length, blocks, low, high, masks };
}

/**
 * Goes over `text.slice(from, to)` and tells for each end how many edits the pattern is from the nearest stretch that
 * ends there, until `visit` says to stop. Myers, "A fast bit-vector algorithm for approximate string matching", JACM
 * 46(3), 1999, with Hyyrö's blocks (2003). Time: units times blocks.
 */
export function scan(
  { length, blocks, low, high, masks }: Pattern,
  text: string,
  from: number,
  to: number,
  visit: (end: number, edits: number) => boolean,
): void {
  const plus = new Int32Array(blocks).fill(-1);
  const minus = new Int32Array(blocks);
  const last = 1 << ((length - 1) & 31);
  let edits = length;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const id = unit < 256 ? (low[unit] ?? 0) : (high.get(unit) ?? 0);
    let carry = 0; // what the row above this block gained or lost
    for (let block = 0; block < blocks; block += 1) {
      let equal = masks[id * blocks + block] ?? 0;
      const p = plus[block] ?? 0;
      const m = minus[block] ?? 0;
      const vertical = equal | m;
      if (carry < 0) equal |= 1;
      const diagonal = (((equal & p) + p) ^ p) | equal;
      let gained = m | ~(diagonal | p);
      let lost = p & diagonal;
      const row = block === blocks - 1 ? last : 1 << 31;
      const out = (gained & row) !== 0 ? 1 : (lost & row) !== 0 ? -1 : 0;
      gained = (gained << 1) | (carry > 0 ? 1 : 0);
      lost = (lost << 1) | (carry < 0 ? 1 : 0);
      plus[block] = lost | ~(vertical | gained);
      minus[block] = gained & vertical;
      carry = out;
    }
    edits += carry;
    if (!visit(at + 1, edits)) return;
  }
}

/** The least edits between the pattern and any stretch of `text.slice(from, to)`. */
export function leastEdits(pattern: Pattern, text: string, from: number, to: number): number {
  let least = pattern.length;
  scan(pattern, text, from, to, (_, edits) => {
    if (edits < least) least = edits;
    return least > 0;
  });
  return least;
}
