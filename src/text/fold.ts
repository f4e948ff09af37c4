import { foldSpecial } from "./fold-special.ts";
import { combines, folded, foldOf, SPACE, SPECIAL } from "./fold-unit.ts";
import { type Folding, grow, STRIDE } from "./folding.ts";

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
    else i += 1; // shows nothing
  }
  return i;
}

/** Plain units and blanks, of which no two stay in a row: most of any text, so this loop is what folding costs. */
function plainRun(text: string, from: number, to: number, into: Folding): number {
  if (into.length + STRIDE >= into.units.length) grow(into);
  if (into.starts !== undefined && into.ends !== undefined)
    return mappedRun(text, from, to, into, into.starts, into.ends);
  const { units } = into;
  let { seen, length } = into;
  let last = length > 0 ? (units[length - 1] ?? 0) : SPACE;
  let i = from;
  for (; i < to; i += 1) {
    const unit = folded[text.charCodeAt(i)] ?? 0;
    if (unit < SPACE) break;
    units[length] = unit;
    // One more, unless both are blanks: a branch at every word takes a fifth longer.
    length += 1 - ((((unit ^ SPACE) | (last ^ SPACE)) - 1) >>> 31);
    seen |= unit;
    last = unit;
  }
  into.seen = seen;
  into.length = length;
  return i;
}

/** The same, each unit with its place. */
function mappedRun(
  text: string,
  from: number,
  to: number,
  into: Folding,
  starts: Uint32Array,
  ends: Uint32Array,
): number {
  const { units } = into;
  let i = from;
  for (; i < to; i += 1) {
    const unit = folded[text.charCodeAt(i)] ?? 0;
    if (unit < SPACE) break;
    if (unit === SPACE && (into.length === 0 || units[into.length - 1] === SPACE)) continue;
    units[into.length] = unit;
    starts[into.length] = i;
    ends[into.length] = i + 1;
    into.seen |= unit;
    into.length += 1;
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

function isMark(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x300 && combines(text.codePointAt(at) ?? unit);
}
