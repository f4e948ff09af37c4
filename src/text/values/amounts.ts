import { type AmountParts, amountAt } from "./amount-parts.ts";
import type { Currency } from "./currencies.ts";
import { hedgeAt } from "./hedges.ts";
import { isDash, type Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";
import { inBase } from "./units.ts";
import type { Amount, Value } from "./value.ts";

/**
 * Numbers, money, shares, quantities, durations, years and ranges of them. In a range what is said of its end holds for its beginning:
 * "5–10 million dollars".
 */
export function amountsAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = amountAt(tokens, at);
  if (first === undefined) return undefined;
  const joined = at + first.length;
  const other = joins(tokens, at, joined) ? amountAt(tokens, joined + 1) : undefined;
  if (other === undefined || !isRange(tokens, first, other, joined))
    return { values: [madeOf(tokens, at, first)], length: first.length };
  const whole = likeEnd(first, other);
  const end = likeEnd(other, first);
  const low = madeOf(tokens, at, whole);
  const high = madeOf(tokens, joined + 1, end);
  const [from, to] = [whole.values[0], end.values[0]];
  const range: Value = { kind: "range", from, to, start: low.start, end: high.end };
  return { values: [low, range, high], length: first.length + 1 + other.length };
}

const joins = (tokens: readonly Token[], at: number, joint: number): boolean =>
  isDash(tokens[joint]) ||
  tokens[joint]?.text === "to" ||
  (tokens[joint]?.text === "and" && tokens[at - 1]?.text === "between");

function isRange(tokens: readonly Token[], first: AmountParts, other: AmountParts, joint: number): boolean {
  const [low, high] = [first.values[0], likeEnd(other, first).values[0]];
  // "747-8" and "10-15-20" are names and lists; a range rises.
  const goesOn = isDash(tokens[joint + 1 + other.length]) && tokens[joint + 1 + other.length]?.glued === true;
  return !goesOn && first.unit === undefined && Number.isFinite(low) && (low < high || isShortYear(first, other));
}

/** "1990–95". */
const isShortYear = (first: AmountParts, other: AmountParts): boolean =>
  isYear(first) &&
  isBare(other) &&
  other.values[0] >= 0 &&
  other.values[0] < 100 &&
  other.values[0] > first.values[0] % 100;

const isBare = ({ currency, unit, share, factor, spelled }: AmountParts): boolean =>
  currency === undefined && unit === undefined && share === undefined && factor === 1 && !spelled;
const isYear = (parts: AmountParts): boolean => isBare(parts) && parts.values[0] >= 1000 && parts.values[0] < 2200;

/** One end of a range with what only the other says: its unit, its currency, its scale, its century. */
function likeEnd(parts: AmountParts, other: AmountParts): AmountParts {
  const { currency = other.currency, unit = other.unit, share = other.share } = parts;
  const isScaled = parts.factor === 1 && other.factor > 1 && Math.abs(parts.values[0]) < other.factor;
  const factor = isScaled ? other.factor : 1;
  const century =
    isYear(other) && isBare(parts) && parts.values[0] < 100 ? other.values[0] - (other.values[0] % 100) : 0;
  const [value, ...others] = parts.values.map((one) => Number((one * factor).toPrecision(15)) + century);
  return {
    ...parts,
    values: [value ?? 0, ...others],
    step: parts.step * factor,
    ...(currency !== undefined && { currency }),
    ...(unit !== undefined && { unit }),
    ...(share !== undefined && { share }),
  };
}

function madeOf(tokens: readonly Token[], at: number, parts: AmountParts): Value {
  const { values, step, spelled, currency, unit, share, length } = parts;
  const [value, ...readings] = values;
  const hedge = hedgeAt(tokens, at, at + length);
  const amount: Amount = {
    start: tokens[at]?.start ?? 0,
    end: tokens[at + length - 1]?.end ?? 0,
    value,
    step,
    ...(readings.length > 0 && { readings }),
    ...(hedge !== undefined && { hedge }),
    ...(spelled && { spelled: true as const }),
  };
  if (share !== undefined) return shareOf(amount, share);
  if (currency !== undefined) return moneyOf(amount, currency);
  if (unit !== undefined) {
    const kind = unit.dimension === "time" ? "duration" : "quantity";
    const base = Number(inBase(unit, value).toPrecision(12));
    const other = unit.other === undefined ? [] : [...readings, (value * unit.other) / unit.factor];
    const read = other.length > 0 ? { readings: other } : {};
    return { kind, ...amount, ...read, unit: unit.name, dimension: unit.dimension, base };
  }
  // Two digits are a year at the end of a range that begins with one.
  const digits = /^\d{2}(?:\d{2})?$/.test(tokens[at]?.text ?? "") && length === 1 && parts.factor === 1;
  return { kind: digits && value >= 1000 && value < 2200 ? "year" : "number", ...amount };
}

function moneyOf(amount: Amount, { code, shared, minor = 1 }: Currency): Value {
  const inWhole = (value: number): number => Number((value * minor).toPrecision(12));
  const readings = amount.readings === undefined ? {} : { readings: amount.readings.map(inWhole) };
  const sized = { ...amount, ...readings, value: inWhole(amount.value), step: amount.step * minor };
  return { kind: "money", ...sized, currency: code, ...(shared && { shared }) };
}

function shareOf(amount: Amount, share: NonNullable<AmountParts["share"]>): Value {
  if (share === "per-mille")
    return { kind: "percent", ...amount, value: Number((amount.value / 10).toPrecision(12)), step: amount.step / 10 };
  if (share !== "basis-points") return { kind: share, ...amount };
  const value = Number((amount.value / 100).toPrecision(12));
  return { kind: "percentage-points", ...amount, value, step: amount.step / 100 };
}
