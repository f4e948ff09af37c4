/** A quote as bit masks, for Myers' algorithm in blocks of 32 rows. Units that it lacks have the masks of id 0: none. */
export interface Pattern {
  readonly length: number;
  readonly blocks: number;
  /** Ids of the units under 256, the others by map. */
  readonly low: Uint16Array;
  readonly high: ReadonlyMap<number, number> | undefined;
  readonly masks: Int32Array;
}

let ids = new Uint16Array(1 << 8);

/** The masks of a quote, and of the same read from its end. */
export function patternsOf(quote: string): { readonly forwards: Pattern; readonly backwards: Pattern } {
  const low = new Uint16Array(256);
  let high: Map<number, number> | undefined;
  const { length } = quote;
  const blocks = (length + 31) >> 5;
  if (ids.length < length) ids = new Uint16Array(2 * length);
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

/** One column of the table of edits, as the differences between its rows, and the last row itself. */
export interface Column {
  readonly plus: Int32Array;
  readonly minus: Int32Array;
  edits: number;
}

/** The column before the text: every row one more than that above. */
export const firstColumn = ({ blocks, length }: Pattern): Column => ({
  plus: new Int32Array(blocks).fill(-1),
  minus: new Int32Array(blocks),
  edits: length,
});

/** Whether a stretch may begin with any unit read, or must begin with the first. */
type Begins = "anywhere" | "first";

/**
 * Moves the column over units of the text, `count` from `from` on, in steps of 1 or of -1, and writes the edits of the
 * nearest stretch that ends with each into `edits`. Time: units times blocks. Myers, "A fast bit-vector algorithm for
 * approximate string matching", JACM 46(3), 1999, with Hyyrö's blocks (2003).
 */
export function scan(
  { length, blocks, low, high, masks }: Pattern,
  column: Column,
  text: string,
  from: number,
  count: number,
  step: 1 | -1,
  begins: Begins,
  edits: Uint16Array,
): void {
  rows = roomFor(rows, count);
  if (carries.length < count) carries = new Int8Array(2 * count);
  for (let at = 0, place = from; at < count; at += 1, place += step) {
    const unit = text.charCodeAt(place);
    rows[at] = unit < 256 ? (low[unit] ?? 0) : (high?.get(unit) ?? 0);
  }
  carries.fill(begins === "first" ? 1 : 0, 0, count);
  // Block by block, not unit by unit: the differences then stay in registers. A block hands on what its last row gained.
  for (let block = 0; block < blocks; block += 1) {
    let p = column.plus[block] ?? 0;
    let m = column.minus[block] ?? 0;
    const last = 1 << (block === blocks - 1 ? (length - 1) & 31 : 31);
    for (let at = 0; at < count; at += 1) {
      const carry = carries[at] ?? 0;
      const lost = carry >>> 31;
      let equal = masks[(rows[at] ?? 0) * blocks + block] ?? 0;
      const vertical = equal | m;
      equal |= lost;
      const diagonal = (((equal & p) + p) ^ p) | equal;
      const up = m | ~(diagonal | p);
      const down = p & diagonal;
      carries[at] = (up & last) !== 0 ? 1 : (down & last) !== 0 ? -1 : 0;
      const shifted = (up << 1) | (carry > 0 ? 1 : 0);
      p = (down << 1) | lost | ~(vertical | shifted);
      m = shifted & vertical;
    }
    column.plus[block] = p;
    column.minus[block] = m;
  }
  let own = column.edits;
  for (let at = 0; at < count; at += 1) {
    own += carries[at] ?? 0;
    edits[at] = own;
  }
  column.edits = own;
}

let rows = new Uint16Array(1 << 10);
let carries = new Int8Array(1 << 10);
let ends = new Uint16Array(1 << 10);
let starts = new Uint16Array(1 << 10);
const roomFor = (room: Uint16Array<ArrayBuffer>, units: number): Uint16Array<ArrayBuffer> =>
  room.length < units ? new Uint16Array(2 * units) : room;

/** For each unit of `text.slice(from, to)` the edits of the nearest stretch that ends behind it. Valid until the next call. */
export function editsAtEnds(pattern: Pattern, text: string, from: number, to: number): Uint16Array {
  ends = roomFor(ends, to - from);
  scan(pattern, firstColumn(pattern), text, from, to - from, 1, "anywhere", ends);
  return ends;
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
  const count = Math.min(end - from, backwards.length + edits);
  starts = roomFor(starts, count);
  scan(backwards, firstColumn(backwards), text, end - 1, count, -1, "first", starts);
  const found: number[] = [];
  for (let at = 0; at < count; at += 1) if (starts[at] === edits && isStart(end - 1 - at)) found.push(end - 1 - at);
  return found;
}
