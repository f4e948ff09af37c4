import { type Currency, currencyBefore, currencyBehind } from "./currencies.ts";
import { hedgeAt } from "./hedges.ts";
import { readingsOf } from "./numeral-readings.ts";
import { scaleAt } from "./scales.ts";
import { cardinalAt, type Spelled, smallOf } from "./spelled.ts";
import type { Token } from "./tokens.ts";
import { type Unit, unitAt } from "./units.ts";

/** A figure with what is written around it. */
export interface AmountParts {
  /** The likeliest value first; scale, sign and exponent are in it. */
  readonly values: readonly [number, ...number[]];
  readonly step: number;
  readonly factor: number;
  readonly spelled: boolean;
  readonly currency?: Currency;
  readonly unit?: Unit;
  readonly share?: "percent" | "percentage-points" | "basis-points" | "per-mille";
  /** Tokens taken. */
  readonly length: number;
}

/** The amount that begins at a token: "$2.5 million", "−5 °C", "twelve euros", "1 234,5 km", "1.2345e3". */
export function amountAt(tokens: readonly Token[], at: number): AmountParts | undefined {
  const before = currencyBefore(tokens, at);
  let next = at + (before?.length ?? 0);
  const isNegative = isSign(tokens, next) || isMinus(tokens, next);
  if (isNegative) next += 1;
  const figure = figureAt(tokens, next);
  if (figure === undefined) return undefined;
  next += figure.length;
  const exponent = exponentAt(tokens, next);
  next += exponent?.length ?? 0;
  const scale = scaleAt(tokens, next, before !== undefined);
  const unsure = scale?.isUnsure === true ? unitAt(tokens, next) : undefined;
  if (scale !== undefined && unsure === undefined) next += scale.length;
  const factor = (exponent?.factor ?? 1) * (unsure === undefined ? (scale?.factor ?? 1) : 1);
  const signed = (value: number): number => (isNegative && value !== 0 ? -value : value);
  const values = figure.values.map((value) => signed(scaled(value, factor)));
  const [first = 0, ...others] = values;
  if (unsure !== undefined && scale !== undefined) others.push(signed(scaled(figure.values[0], scale.factor)));
  if (![first, ...others].every(Number.isFinite)) return undefined;
  const plain = {
    values: [first, ...others] as const,
    step: figure.step * factor,
    factor,
    spelled: figure.spelled,
  };
  const share = shareAt(tokens, next);
  if (share !== undefined) return { ...plain, share: share.share, length: next + share.length - at };
  const behind = before ?? currencyBehind(tokens, next);
  if (behind !== undefined) {
    const { length: _length, ...currency } = behind;
    const length = next + (before === undefined ? behind.length : 0) - at;
    return { ...plain, currency, length };
  }
  const unit = unitAt(tokens, next);
  if (unit !== undefined) return { ...plain, unit: unit.unit, length: next + unit.length - at };
  return { ...plain, length: next - at };
}

/** Products of decimals carry the error of doubles: 2.3 × 1000 is 2299.9999999999995. */
const scaled = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(15));

/** A minus right before a figure, with space, a bracket or nothing before it: no hyphen, no range. */
function isSign(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind !== "mark" || (token.text !== "-" && token.text !== "−") || next?.glued !== true) return false;
  const before = tokens[at - 1];
  return next.kind === "digits" && (!token.glued || before === undefined || /^[([{]$/.test(before.text));
}

/** "minus 5", where nothing is taken from another figure. */
const isMinus = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === "minus" && tokens[at + 1]?.kind === "digits" && tokens[at - 1]?.kind !== "digits";

interface Figure {
  readonly values: readonly [number, ...number[]];
  readonly step: number;
  readonly spelled: boolean;
  readonly length: number;
}

function figureAt(tokens: readonly Token[], at: number): Figure | undefined {
  const first = tokens[at];
  if (first?.kind === "fraction") return { values: [Number(first.text)], step: 0.01, spelled: false, length: 1 };
  if (first?.kind === "word") {
    const cardinal = cardinalAt(tokens, at) ?? oneOf(tokens, at);
    if (cardinal === undefined) return undefined;
    const half = isAndAHalf(tokens, at + cardinal.length);
    const { value, step, length } = cardinal;
    const decimals = decimalsAt(tokens, at + length);
    if (decimals !== "")
      return {
        values: [Number(`${value}.${decimals}`)],
        step: 10 ** -decimals.length,
        spelled: true,
        length: length + 1 + decimals.length,
      };
    return half
      ? { values: [value + 0.5], step: 0.1, spelled: true, length: length + 3 }
      : { values: [value], step, spelled: true, length };
  }
  if (first?.kind !== "digits") return undefined;
  const grouped = withGroups(tokens, at);
  const read = readingsOf(grouped.text);
  if (read === undefined) return undefined;
  const next = tokens[at + grouped.length];
  if (next?.kind === "fraction" && read.values[0] < 1e6)
    return { values: [read.values[0] + Number(next.text)], step: 0.01, spelled: false, length: grouped.length + 1 };
  const mixed = mixedAt(tokens, at + grouped.length);
  if (mixed !== undefined && read.step === 1)
    return { values: [read.values[0] + mixed], step: 0.01, spelled: false, length: grouped.length + 3 };
  return { ...read, spelled: false, length: grouped.length };
}

/** "within a week", "up to an hour": one, as a limit; any other article counts nothing. */
const oneOf = (tokens: readonly Token[], at: number): Spelled | undefined =>
  (tokens[at]?.text === "a" || tokens[at]?.text === "an") &&
  unitAt(tokens, at + 1)?.unit.dimension === "time" &&
  hedgeAt(tokens, at, at + 2) === "below"
    ? { value: 1, step: 1, length: 1 }
    : undefined;

const isAndAHalf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === "and" && tokens[at + 1]?.text === "a" && tokens[at + 2]?.text === "half";

const MOST_DECIMALS = 6;

/** The digits of "point two five" behind a figure in words; none if there is no such thing. */
function decimalsAt(tokens: readonly Token[], at: number): string {
  let digits = "";
  if (tokens[at]?.text !== "point") return digits;
  while (digits.length < MOST_DECIMALS) {
    const digit = smallOf(tokens[at + 1 + digits.length]?.text ?? "");
    if (digit === undefined || digit > 9) break;
    digits += String(digit);
  }
  return digits;
}

/** "1/2" behind "1 ". */
function mixedAt(tokens: readonly Token[], at: number): number | undefined {
  const [above, slash, below] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (above?.kind !== "digits" || above.glued || slash?.text !== "/" || !slash.glued || !below?.glued) return undefined;
  const [one, other] = [Number(above.text), Number(below.text)];
  return above.text.length < 3 && below.text.length < 3 && one > 0 && one < other ? one / other : undefined;
}

const GROUP = /^\d{3}(?:[.,]\d{1,6})?$/;
const MOST_GROUPS = 5;

/** The groups of three behind a figure and a common space: "1 234 567,5". A figure before makes a list of them. */
function withGroups(tokens: readonly Token[], at: number): { readonly text: string; readonly length: number } {
  const first = tokens[at];
  const alone = { text: first?.text ?? "", length: 1 };
  const isListed = tokens[at - 1]?.kind === "digits" && tokens[at]?.glued !== true;
  if (first === undefined || isListed || !/^[1-9]\d{0,2}$/.test(first.text)) return alone;
  let { text, length } = alone;
  while (length <= MOST_GROUPS) {
    const [last, next] = [tokens[at + length - 1], tokens[at + length]];
    if (next?.kind !== "digits" || next.start !== (last?.end ?? 0) + 1 || !GROUP.test(next.text)) break;
    text += next.text;
    length += 1;
    if (next.text.length > 3) break;
  }
  // "in 20 2019 …": what goes on with other figures is no group.
  const behind = tokens[at + length];
  return behind?.kind === "digits" && behind.start === (tokens[at + length - 1]?.end ?? 0) + 1
    ? alone
    : { text, length };
}

/** "e3", "× 10^6", "x10⁶". */
function exponentAt(
  tokens: readonly Token[],
  at: number,
): { readonly factor: number; readonly length: number } | undefined {
  const [first, second, third, fourth] = tokens.slice(at, at + 4);
  if (first?.text === "e" && first.glued && second?.glued) {
    const signed = second.text === "-" || second.text === "+";
    const digits = signed ? third : second;
    if (digits?.kind !== "digits" || !digits.glued || !/^\d{1,2}$/.test(digits.text)) return undefined;
    return { factor: 10 ** ((second.text === "-" ? -1 : 1) * Number(digits.text)), length: signed ? 3 : 2 };
  }
  if ((first?.text !== "×" && first?.text !== "x") || second?.text !== "10") return undefined;
  const raised = powerText(tokens, at + 2);
  if (raised !== "") return { factor: 10 ** Number(raised), length: 2 + raised.length };
  if (third?.text === "^" && fourth?.kind === "digits" && /^\d{1,2}$/.test(fourth.text))
    return { factor: 10 ** Number(fourth.text), length: 4 };
  return undefined;
}

function powerText(tokens: readonly Token[], at: number): string {
  let text = "";
  while (tokens[at + text.length]?.kind === "power" && text.length < 2) text += tokens[at + text.length]?.text ?? "";
  return text;
}

type Share = NonNullable<AmountParts["share"]>;

function shareAt(tokens: readonly Token[], at: number): { readonly share: Share; readonly length: number } | undefined {
  const dash = tokens[at]?.text === "-" && tokens[at]?.glued && tokens[at + 1]?.glued ? 1 : 0;
  const [first, second] = [tokens[at + dash], tokens[at + dash + 1]];
  const points = (length: number): boolean => ["point", "points"].includes(tokens[at + dash + length]?.text ?? "");
  const found = (share: Share, length: number) => ({ share, length: length + dash });
  switch (first?.text) {
    case "%":
    case "％":
    case "٪":
      return points(1) ? found("percentage-points", 2) : found("percent", 1);
    case "percent":
    case "pct":
    case "percentage":
    case "prozent":
    case "procent":
      return points(1) ? found("percentage-points", 2) : found("percent", 1);
    case "per":
    case "pour":
    case "por":
      return second?.text === "cent" || second?.text === "ciento" || second?.text === "cento"
        ? found("percent", 2)
        : undefined;
    case "‰":
      return found("per-mille", 1);
    case "pp":
    case "ppt":
      return found("percentage-points", 1);
    case "basis":
      return second?.text === "points" || second?.text === "point" ? found("basis-points", 2) : undefined;
    case "bps":
    case "bp":
      return found("basis-points", 1);
    default:
      return undefined;
  }
}
