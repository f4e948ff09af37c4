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

function isMark(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x300 && combines(text.codePointAt(at) ?? unit);
}
