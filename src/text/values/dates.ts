import { englishMonth, isMonthAlone, otherMonth } from "./months.ts";
import { isDash, isPlainDigits, type Reading, wholeOf } from "./reading.ts";
import type { Token } from "./tokens.ts";
import type { CalendarDay, Value } from "./value.ts";

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isDay = (month: number, day: number): boolean => day >= 1 && day <= (LENGTHS[month - 1] ?? 0);

/** Dates and months: "2024-03-05", "3/4/2024", "5 March 2024", "March 3rd, 2024", "March 3–5", "Mar 2024", "2024年3月5日". */
export function datesAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first?.kind === "digits") return inFigures(tokens, at) ?? inCharacters(tokens, at) ?? dayFirst(tokens, at);
  return first?.kind === "word" ? monthFirst(tokens, at) : undefined;
}

function inFigures(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(first.text);
  if (dotted !== null) {
    const [day, month, year] = dotted.slice(1).map(Number);
    return dateOf(tokens, at, 1, Number(year), Number(month), Number(day));
  }
  const [one, second, two, third] = [tokens[at + 1], tokens[at + 2], tokens[at + 3], tokens[at + 4]];
  const parted = (one?.text === "/" || one?.text === "-") && one.text === two?.text;
  if (!parted || ![one, second, two, third].every((token) => token?.glued)) return undefined;
  if (!isPlainDigits(first, 4) || !isPlainDigits(second, 2) || !isPlainDigits(third, 4)) return undefined;
  const [a, b, c] = [Number(first.text), Number(second.text), Number(third.text)];
  if (first.text.length === 4) return third.text.length <= 2 ? dateOf(tokens, at, 5, a, b, c) : undefined;
  if (first.text.length > 2 || third.text.length === 3 || third.text.length === 1) return undefined;
  const year = third.text.length === 4 ? c : c < 70 ? 2000 + c : 1900 + c;
  // The month first as in the United States, the day first as elsewhere: where both can be, both are read.
  const american = isDay(a, b) ? { year, month: a, day: b } : undefined;
  const other = isDay(b, a) && a !== b ? { year, month: b, day: a } : undefined;
  const read = american ?? other;
  if (read === undefined) return undefined;
  const place = { start: first.start, end: third.end };
  const both = american !== undefined && other !== undefined;
  return { values: [{ kind: "date", ...place, ...read, ...(both && { other }) }], length: 5 };
}

function inCharacters(tokens: readonly Token[], at: number): Reading | undefined {
  const isYear = tokens[at + 1]?.text === "年" || tokens[at + 1]?.text === "년";
  const year = isYear ? wholeOf(tokens[at], 1, 2999) : undefined;
  const from = year === undefined ? at : at + 2;
  const isMonth = tokens[from + 1]?.text === "月" || tokens[from + 1]?.text === "월";
  const month = isMonth ? wholeOf(tokens[from], 1, 12) : undefined;
  const isDayMark = ["日", "号", "일"].includes(tokens[from + 3]?.text ?? "");
  const day = month !== undefined && isDayMark ? wholeOf(tokens[from + 2], 1, 31) : undefined;
  const start = tokens[at]?.start ?? 0;
  const place = (length: number) => ({ start, end: tokens[at + length - 1]?.end ?? start });
  if (month === undefined) {
    if (year === undefined) return undefined;
    return { values: [{ kind: "year", ...place(2), value: year, step: 1 }], length: 2 };
  }
  const taken = from - at + (day === undefined ? 2 : 4);
  const said = { month, ...(year !== undefined && { year }) };
  const value: Value =
    day === undefined ? { kind: "month", ...place(taken), ...said } : { kind: "date", ...place(taken), ...said, day };
  return { values: [value], length: taken };
}

/** "5 March 2024", "5th of March", "3–5 March". */
function dayFirst(tokens: readonly Token[], at: number): Reading | undefined {
  const day = wholeOf(tokens[at], 1, 31);
  if (day === undefined) return undefined;
  let next = at + 1 + suffixAt(tokens, at + 1);
  let last: number | undefined;
  if (isDash(tokens[next]) || tokens[next]?.text === "to" || tokens[next]?.text === "and") {
    last = wholeOf(tokens[next + 1], day + 1, 31);
    if (last === undefined) return undefined;
    next += 2 + suffixAt(tokens, next + 2);
  }
  if (tokens[next]?.text === "." && tokens[next]?.glued) next += 1;
  if (tokens[next]?.text === "of" || tokens[next]?.text === "de") next += 1;
  const month = englishMonth(tokens[next]) ?? otherMonth(tokens[next]);
  if (month === undefined || !isDay(month, day)) return undefined;
  // "In 5 May be": a day and a month stand together or have a year behind them.
  if (tokens[next]?.text === "may" && tokens[next + 1]?.text === "be") return undefined;
  next += 1;
  if (tokens[next]?.text === "." && (tokens[next - 1]?.text.length ?? 9) < 5 && isYear(tokens[next + 1])) next += 1;
  return withYear(tokens, at, next, month, last === undefined ? [day] : [day, last]);
}

/** "March 3rd, 2024", "March 3–5", "March 2024", "March". */
function monthFirst(tokens: readonly Token[], at: number): Reading | undefined {
  const english = englishMonth(tokens[at]);
  const month = english ?? otherMonth(tokens[at]);
  if (month === undefined) return undefined;
  let next = at + 1;
  if (tokens[next]?.text === "." && tokens[next]?.glued && (tokens[at]?.text.length ?? 9) < 5) next += 1;
  const day = wholeOf(tokens[next], 1, 31);
  const isBareDay = day !== undefined && isDay(month, day) && !isMeasured(tokens, next + 1);
  if (isBareDay) {
    next += 1 + suffixAt(tokens, next + 1);
    const last =
      isDash(tokens[next]) || tokens[next]?.text === "to" ? wholeOf(tokens[next + 1], day + 1, 31) : undefined;
    if (last !== undefined && englishMonth(tokens[next + 2]) === undefined) {
      next += 2 + suffixAt(tokens, next + 2);
      return withYear(tokens, at, next, month, [day, last]);
    }
    return withYear(tokens, at, next, month, [day]);
  }
  const comma = tokens[next]?.text === "," || tokens[next]?.text === "of" || tokens[next]?.text === "de" ? 1 : 0;
  const year = yearAt(tokens[next + comma]);
  const end = year === undefined ? at : next + comma;
  if (year === undefined && (english === undefined || !isMonthAlone(tokens, at))) return undefined;
  const place = { start: tokens[at]?.start ?? 0, end: tokens[end]?.end ?? 0 };
  return { values: [{ kind: "month", ...place, month, ...(year !== undefined && { year }) }], length: end - at + 1 };
}

/** "March 12%" and "March 12:30" are no days. */
const isMeasured = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === "%" ||
  (tokens[at]?.text === ":" && tokens[at + 1]?.glued === true && tokens[at + 1]?.kind === "digits");

function suffixAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  return token?.glued && ["st", "nd", "rd", "th"].includes(token.text) ? 1 : 0;
}

const isYear = (token: Token | undefined): boolean => yearAt(token) !== undefined;
const yearAt = (token: Token | undefined): number | undefined =>
  token?.text.length === 4 ? wholeOf(token, 1000, 2199) : undefined;

function withYear(tokens: readonly Token[], at: number, from: number, month: number, days: readonly number[]): Reading {
  const comma = tokens[from]?.text === "," || tokens[from]?.text === "de" || tokens[from]?.text === "of" ? 1 : 0;
  const year = yearAt(tokens[from + comma]);
  const end = year === undefined ? from : from + comma + 1;
  const place = { start: tokens[at]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 };
  const values = days.map(
    (day): Value => ({ kind: "date", ...place, month, day, ...(year !== undefined && { year }) }),
  );
  return { values, length: end - at };
}

function dateOf(
  tokens: readonly Token[],
  at: number,
  length: number,
  year: number,
  month: number,
  day: number,
): Reading | undefined {
  if (!isDay(month, day)) return undefined;
  const date: CalendarDay = { year, month, day };
  const place = { start: tokens[at]?.start ?? 0, end: tokens[at + length - 1]?.end ?? 0 };
  return { values: [{ kind: "date", ...place, ...date }], length };
}
