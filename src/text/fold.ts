import { foldSpecial } from "./fold-special.ts";
import { combines, folded, foldOf, SPACE, SPECIAL } from "./fold-unit.ts";

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

/** Units between checkpoints: the way back folds that many again, and costs a sixteenth of a byte a unit. */
export const STRIDE = 128;

/**
 * Folds `text.slice(from, to)` behind what was written before, reading neighbours beyond both ends. Whether a sign is
 * kept depends on the unit written before it and the one read after it, and before anything but a plain unit or a
 * blank it is dropped, so that folding what was folded changes nothing. Gives the offset behind the last item, which may
 * lie behind `to`. Linear.
 */
export function fold(text: string, from: number, to: number, into: Folding): number {
  let i = from;
  while (i < to) {
    mark(text, i, into);
    const stop = Math.min(to, i + STRIDE);
    i = plainRun(text, i, stop, into);
    if (i === stop) continue;
    const unit = text.charCodeAt(i);
    const kind = folded[unit];
    if (kind === 0)
      foldOf(unit); // met for the first time: the run takes it now
    else if (kind === SPECIAL) i = foldSpecial(text, i, into);
    else i += 1; // shows nothing, or a blank behind a blank
  }
  return i;
}

/** Plain units and single blanks, one to one: most of any text, so this loop is what folding costs. */
function plainRun(text: string, from: number, to: number, into: Folding): number {
  const first = into.length;
  if (first + STRIDE >= into.units.length) grow(into);
  const { units } = into;
  let { seen } = into;
  let length = first;
  let last = first > 0 ? units[first - 1] : SPACE;
  let i = from;
  for (; i < to; i += 1) {
    const unit = folded[text.charCodeAt(i)] ?? 0;
    if (unit <= SPACE && (unit !== SPACE || last === SPACE)) break;
    units[length] = unit;
    length += 1;
    seen |= unit;
    last = unit;
  }
  into.seen = seen;
  into.length = length;
  const { starts, ends } = into;
  if (starts !== undefined && ends !== undefined) {
    for (let at = first; at < length; at += 1) {
      starts[at] = from + at - first;
      ends[at] = from + at - first + 1;
    }
  }
  return i;
}

/** Folding may begin anew here, unless a mark would join what lies before. */
function mark(text: string, at: number, { checkpoints, length, taken = 0 }: Folding): void {
  if (checkpoints === undefined || taken + length < checkpoints.next || isMark(text, at)) return;
  checkpoints.next = taken + length + STRIDE;
  checkpoints.sources.push(at);
  checkpoints.units.push(taken + length);
}

/** Writes one unit of an item. */
export function write(into: Folding, unit: number, start: number, end: number): void {
  if (into.length + STRIDE >= into.units.length) grow(into);
  if (into.starts !== undefined) into.starts[into.length] = start;
  if (into.ends !== undefined) into.ends[into.length] = end;
  into.seen |= unit;
  into.units[into.length] = unit;
  into.length += 1;
}

function grow(into: Folding): void {
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

function isMark(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x300 && combines(text.codePointAt(at) ?? unit);
}
