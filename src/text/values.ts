import { amountsAt } from "./values/amounts.ts";
import { asideAt } from "./values/asides.ts";
import { timesAt } from "./values/clock.ts";
import { countsAt } from "./values/counts.ts";
import { datesAt } from "./values/dates.ts";
import { identifiersAt } from "./values/identifiers.ts";
import { namesIn } from "./values/names.ts";
import { periodsAt } from "./values/periods.ts";
import { piecesOf } from "./values/pieces.ts";
import type { Reader } from "./values/reading.ts";
import { mayBegin } from "./values/starts.ts";
import { type Token, tokensOf } from "./values/tokens.ts";
import type { Value } from "./values/value.ts";

export type * from "./values/value.ts";

export interface ValuesOptions {
  /** `"capitals"`: names too, by their capitals; or the names that somebody else found in the text, with their places. */
  readonly names?: "capitals" | readonly { readonly start: number; readonly end: number }[];
}

/** Tried in this order: the more a form asks for, the earlier. */
const READERS: readonly Reader[] = [datesAt, timesAt, periodsAt, identifiersAt, countsAt, amountsAt];

/**
 * The values that a text states, with their places, in order: numbers, money, shares, quantities and durations with their units, dates and
 * parts of dates, times, ordinals, fractions, ranges, identifiers, and names if asked for. Digits of any script; words of
 * number in English; month names in nineteen languages. What stands in a citation marker, an address or the number of a
 * list item is none. Linear, and total: any string has values or none, all of them finite.
 */
export function valuesOf(text: string, options: ValuesOptions = {}): readonly Value[] {
  const found: Value[] = [];
  for (const [from, to] of piecesOf(text)) readPiece(text, tokensOf(text, from, to), found);
  const { names } = options;
  if (names === undefined) return found;
  const named = namesIn(text, names === "capitals" ? undefined : names);
  return [...found, ...named].sort((a, b) => a.start - b.start || a.end - b.end);
}

function readPiece(text: string, tokens: readonly Token[], found: Value[]): void {
  let at = 0;
  while (at < tokens.length) {
    if (!mayBegin(tokens, at)) {
      at += 1;
      continue;
    }
    const skipped = asideAt(tokens, at, text);
    if (skipped > 0) {
      at += skipped;
      continue;
    }
    at += readAt(tokens, at, found);
  }
}

function readAt(tokens: readonly Token[], at: number, found: Value[]): number {
  for (const reader of READERS) {
    const reading = reader(tokens, at);
    if (reading === undefined) continue;
    found.push(...reading.values);
    return reading.length;
  }
  return 1;
}
