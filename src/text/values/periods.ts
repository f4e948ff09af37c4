import { isDash, isPlainDigits, type Reading, wholeOf } from "./reading.ts";
import { ordinalAt } from "./spelled.ts";
import type { Token } from "./tokens.ts";
import type { Value } from "./value.ts";

const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  "monday tuesday wednesday thursday friday saturday sunday"
    .split(" ")
    .flatMap((name, at): readonly (readonly [string, number])[] => [
      [name, at + 1],
      [`${name}s`, at + 1],
      [`${name}'s`, at + 1],
      [`${name}’s`, at + 1],
    ])
    .concat([
      ["tues", 2],
      ["thurs", 4],
    ]),
);
const DECADES: ReadonlyMap<string, number> = new Map([
  ["twenties", 1920],
  ["thirties", 1930],
  ["forties", 1940],
  ["fifties", 1950],
  ["sixties", 1960],
  ["seventies", 1970],
  ["eighties", 1980],
  ["nineties", 1990],
]);

export const PERIOD_WORDS: readonly string[] = [...WEEKDAYS.keys(), ...DECADES.keys()];

/** Weekdays, quarters, decades, centuries, and years with a mark of their own: "Q3 FY24", "the '90s", "19th century", "44 BC". */
export function periodsAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.kind === "word") return inWords(tokens, at, first);
  if (first.kind === "digits") return inDigits(tokens, at) ?? shortDecade(tokens, at, 0) ?? quarterBehind(tokens, at);
  return isApostrophe(first) && tokens[at + 1]?.glued ? shortDecade(tokens, at, 1) : undefined;
}

const isApostrophe = (token: Token | undefined): boolean => ["'", "’", "‘"].includes(token?.text ?? "");

/** "4Q", "1Q24". */
function quarterBehind(tokens: readonly Token[], at: number): Reading | undefined {
  const [digits, letter, year] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const quarter = digits?.text.length === 1 ? wholeOf(digits, 1, 4) : undefined;
  if (quarter === undefined || letter?.text !== "q" || !letter.glued) return undefined;
  const isYear = year?.glued === true && isPlainDigits(year, 4) && year.text.length % 2 === 0;
  if (!isYear) return quarterOf(tokens, at, 2, quarter);
  return { values: [{ kind: "quarter", quarter, year: fullYear(year), ...placeOf(tokens, at, 3) }], length: 3 };
}

const BEFORE_DECADE = new Set(["the", "early", "late", "mid", "-", "–"]);

/** "'80s", "the 80s". */
function shortDecade(tokens: readonly Token[], at: number, mark: 0 | 1): Reading | undefined {
  const digits = tokens[at + mark];
  const quote = isApostrophe(tokens[at + mark + 1]) && tokens[at + mark + 1]?.glued ? 1 : 0;
  const plural = tokens[at + mark + 1 + quote];
  const value = digits?.text.length === 2 ? wholeOf(digits, 0, 99) : undefined;
  if (value === undefined || value % 10 !== 0 || plural?.text !== "s" || !plural.glued) return undefined;
  if (mark === 0 && !BEFORE_DECADE.has(tokens[at - 1]?.text ?? "")) return undefined;
  return period(tokens, at, 2 + mark + quote, "decade", (value < 20 ? 2000 : 1900) + value, 10);
}

function inWords(tokens: readonly Token[], at: number, first: Token): Reading | undefined {
  const day = first.capital ? WEEKDAYS.get(first.text) : undefined;
  if (day !== undefined) return { values: [{ kind: "weekday", day, start: first.start, end: first.end }], length: 1 };
  const decade = tokens[at - 1]?.text === "the" || isDash(tokens[at - 1]) ? DECADES.get(first.text) : undefined;
  if (decade !== undefined) return period(tokens, at, 1, "decade", decade, 10);
  const quarter = first.text === "q" && tokens[at + 1]?.glued ? wholeOf(tokens[at + 1], 1, 4) : undefined;
  if (quarter !== undefined) return quarterOf(tokens, at, 2, quarter);
  const isFiscal = first.text === "fy" && isPlainDigits(tokens[at + 1], 4);
  if (isFiscal) return year(tokens, at, 2, fullYear(tokens[at + 1]));
  const isAd =
    (first.text === "ad" || first.text === "ce") && first.capital ? wholeOf(tokens[at + 1], 1, 2199) : undefined;
  if (isAd !== undefined) return year(tokens, at, 2, isAd);
  const ordinal = ordinalAt(tokens, at);
  if (ordinal === undefined) return undefined;
  const named = tokens[at + ordinal.length]?.text;
  if (named === "century") return century(tokens, at, ordinal.length + 1, ordinal.value);
  return named === "quarter" && ordinal.value <= 4 && isOfYear(tokens, at + ordinal.length + 1)
    ? quarterOf(tokens, at, ordinal.length + 1, ordinal.value)
    : undefined;
}

/** "the third quarter" of a match is none of a year. */
const isOfYear = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at]?.text === "of" ? tokens[at + 1] : tokens[at];
  return (
    next?.text === "fy" ||
    next?.text === "fiscal" ||
    (next?.text.length === 4 && wholeOf(next, 1900, 2199) !== undefined)
  );
};

function inDigits(tokens: readonly Token[], at: number): Reading | undefined {
  const next = tokens[at + 1];
  const isQuoted = isApostrophe(next) && tokens[at + 2]?.text === "s" && tokens[at + 2]?.glued;
  const isPlural = next?.glued && (next.text === "s" || isQuoted);
  const decade = tokens[at]?.text.length === 4 && isPlural ? wholeOf(tokens[at], 1000, 2190) : undefined;
  if (decade !== undefined && decade % 10 === 0) {
    const length = isQuoted ? 3 : 2;
    return decade % 100 === 0 && isCentury(tokens, at)
      ? period(tokens, at, length, "century", decade, 100)
      : period(tokens, at, length, "decade", decade, 10);
  }
  const isOrdinal = next?.glued && ["st", "nd", "rd", "th"].includes(next.text);
  const value = wholeOf(tokens[at], 1, 2199);
  const dash = isOrdinal && isDash(tokens[at + 2]) ? 1 : 0;
  if (value !== undefined && isOrdinal && tokens[at + 2 + dash]?.text === "century")
    return century(tokens, at, 3 + dash, value);
  if (value === undefined) return undefined;
  const era = eraAt(tokens, at + 1);
  return era === undefined ? undefined : year(tokens, at, 1 + era.length, era.isBefore ? -value : value);
}

/** "the 1900s" are ten years or a hundred; with "early" or "late" before, or 1800 and earlier, a hundred. */
const isCentury = (tokens: readonly Token[], at: number): boolean => {
  const value = Number(tokens[at]?.text);
  return value < 1900 || ["early", "late", "mid"].includes(tokens[at - 1]?.text ?? "");
};

function eraAt(
  tokens: readonly Token[],
  at: number,
): { readonly isBefore: boolean; readonly length: number } | undefined {
  const first = tokens[at];
  if (first?.kind !== "word" || first.capital !== true) return undefined;
  if (first.text === "bc" || first.text === "bce") return { isBefore: true, length: 1 };
  if (first.text === "ad" || first.text === "ce") return { isBefore: false, length: 1 };
  const [, b, c] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  const isPointed = first.text === "b" && tokens[at + 1]?.text === "." && b?.text === "c";
  return isPointed ? { isBefore: true, length: c?.text === "." ? 4 : 3 } : undefined;
}

const fullYear = (token: Token | undefined): number => {
  const value = Number(token?.text ?? 0);
  return token?.text.length === 4 ? value : value < 70 ? 2000 + value : 1900 + value;
};

function quarterOf(tokens: readonly Token[], at: number, length: number, quarter: number): Reading {
  let end = at + length;
  while (["of", "fiscal", "fy", "/", ",", "year"].includes(tokens[end]?.text ?? "") && end < at + length + 3) end += 1;
  const isShort = tokens[end - 1]?.text === "fy" && tokens[end]?.text.length === 2;
  const isFull = tokens[end]?.text.length === 4 && wholeOf(tokens[end], 1900, 2199) !== undefined;
  const known = isPlainDigits(tokens[end], 4) && (isShort || isFull) ? fullYear(tokens[end]) : undefined;
  const taken = known === undefined ? length : end - at + 1;
  const place = placeOf(tokens, at, taken);
  return {
    values: [{ kind: "quarter", quarter, ...place, ...(known !== undefined && { year: known }) }],
    length: taken,
  };
}

const century = (tokens: readonly Token[], at: number, length: number, ordinal: number): Reading =>
  period(tokens, at, length, "century", (ordinal - 1) * 100, 100);

function period(
  tokens: readonly Token[],
  at: number,
  length: number,
  kind: "decade" | "century",
  from: number,
  years: number,
): Reading {
  return { values: [{ kind, from, to: from + years - 1, ...placeOf(tokens, at, length) }], length };
}

function year(tokens: readonly Token[], at: number, length: number, value: number): Reading {
  const said: Value = { kind: "year", value, step: 1, ...placeOf(tokens, at, length) };
  return { values: [said], length };
}

const placeOf = (tokens: readonly Token[], at: number, length: number) => ({
  start: tokens[at]?.start ?? 0,
  end: tokens[at + length - 1]?.end ?? 0,
});
