import type { PlainSpan } from "../../types.ts";
import { offsetsIn, type Unit } from "./offsets.ts";

/** A span as a provider gives it: offsets in units of its own, and often the text that it means. */
interface SaidSpan {
  readonly start: unknown;
  readonly end: unknown;
  /** What stands there, in the provider's own words. */
  readonly said?: string | undefined;
  /** They stand nowhere before this offset, in UTF-16 units. */
  readonly after?: number;
}
/** The place of a span in one text: absent if it has none that can be told. */
export type Placing = (span: SaidSpan, units: readonly [Unit, ...Unit[]]) => PlainSpan | undefined;

const MOST_UNITS = 50_000_000; // searched in one text for words at wrong offsets; what is not found by then has no place
const HEAD = 64; // units looked for first: a search for long words in text that nearly has them takes their product

/**
 * Places spans in a text. What a span is said to hold decides: the first unit by which it holds that, with an end that is
 * inclusive or not; else where those words stand nearest. A span that says nothing is read in the first unit.
 */
export function placingIn(text: string): Placing {
  const offsets = offsetsIn(text);
  let left = MOST_UNITS;
  const nearest = (said: string, near: number, after: number): PlainSpan | undefined => {
    // Half of a character would be found in the middle of a whole one.
    if (left <= 0 || !said.isWellFormed()) return undefined;
    left -= text.length;
    const head = said.slice(0, HEAD);
    let best: number | undefined;
    for (let at = text.indexOf(head, after); at >= 0 && left > 0; at = text.indexOf(head, at + 1)) {
      if (best !== undefined && at - near > Math.abs(best - near)) break;
      left -= said.length;
      if (text.startsWith(said, at)) best = at;
    }
    return best === undefined ? undefined : { start: best, end: best + said.length };
  };
  return ({ start, end, said, after = 0 }, units) => {
    if (said === undefined || said === "") return offsets.span(start, end, units[0]);
    const ends = typeof end === "number" ? [end, end + 1] : [end];
    for (const unit of units) {
      for (const one of ends) {
        const span = offsets.span(start, one, unit);
        if (span !== undefined && text.slice(span.start, span.end) === said) return span;
      }
    }
    return nearest(said, offsets.span(start, start, units[0])?.start ?? 0, after);
  };
}

/** The place of a part in the answer that it is part of. */
export const shifted = ({ start, end }: PlainSpan, by: number): PlainSpan => ({ start: start + by, end: end + by });
