import type { PlainSpan } from "../../types.ts";
import { offsetsIn, type Unit } from "./offsets.ts";

/** A span as a provider gives it: offsets in units of its own, and often the text that it means. */
export interface SaidSpan {
  readonly start: unknown;
  readonly end: unknown;
  /** What stands there, in the provider's own words. */
  readonly said?: string | undefined;
}
/** The place of a span in one text: absent if it has none that can be told. */
export type Placing = (span: SaidSpan, units: readonly [Unit, ...Unit[]]) => PlainSpan | undefined;

const MOST_UNITS = 50_000_000; // searched in one text for words at wrong offsets; what is not found by then has no place

/**
 * Places spans in a text. What a span is said to hold decides: the first unit by which it holds that, with an end that is
 * inclusive or not; else where those words stand nearest. A span that says nothing is read in the first unit.
 */
export function placingIn(text: string): Placing {
  const offsets = offsetsIn(text);
  let left = MOST_UNITS;
  const nearest = (said: string, near: number): PlainSpan | undefined => {
    // Half of a character would be found in the middle of a whole one.
    if (left <= 0 || !said.isWellFormed()) return undefined;
    left -= text.length;
    const [before, after] = [text.lastIndexOf(said, near), text.indexOf(said, near)];
    const isBefore = before >= 0 && (after < 0 || near - before <= after - near);
    const start = isBefore ? before : after;
    return start < 0 ? undefined : { start, end: start + said.length };
  };
  return ({ start, end, said }, units) => {
    if (said === undefined || said === "") return offsets.span(start, end, units[0]);
    const ends = typeof end === "number" ? [end, end + 1] : [end];
    for (const unit of units) {
      for (const one of ends) {
        const span = offsets.span(start, one, unit);
        if (span !== undefined && text.slice(span.start, span.end) === said) return span;
      }
    }
    return nearest(said, offsets.span(start, start, units[0])?.start ?? 0);
  };
}

/** The place of a part in the answer that it is part of. */
export const shifted = ({ start, end }: PlainSpan, by: number): PlainSpan => ({ start: start + by, end: end + by });
