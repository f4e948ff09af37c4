/** Where folding writes: units, and if asked where each came from, half-open offsets of the original. */
export interface Folding {
  units: Uint16Array<ArrayBuffer>;
  length: number;
  /** All units written, or-ed: what kind of string holds them. */
  seen: number;
  starts?: Uint32Array;
  ends?: Uint32Array;
  readonly checkpoints?: Checkpoints;
  /** Units written before those that are still here. */
  taken?: number;
}

/** Items of the original and the unit that each became, ascending: where folding may begin anew. */
export interface Checkpoints {
  readonly sources: number[];
  readonly units: number[];
  /** The unit from which on the next one is due. */
  next: number;
}

/** Units between checkpoints: the way back folds that many again, and costs an eighth of a byte a unit. */
export const STRIDE = 64;

/** Writes one unit of an item. */
export function write(into: Folding, unit: number, start: number, end: number): void {
  if (into.length + STRIDE >= into.units.length) grow(into);
  if (into.starts !== undefined) into.starts[into.length] = start;
  if (into.ends !== undefined) into.ends[into.length] = end;
  into.seen |= unit;
  into.units[into.length] = unit;
  into.length += 1;
}

export function grow(into: Folding): void {
  const units = new Uint16Array(2 * into.length + 4 * STRIDE);
  units.set(into.units.subarray(0, into.length));
  into.units = units;
  if (into.starts !== undefined) into.starts = larger(into.starts, units.length);
  if (into.ends !== undefined) into.ends = larger(into.ends, units.length);
}

function larger(from: Uint32Array, length: number): Uint32Array {
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}
