import { type Currency, sameCurrency } from "../../text/values/currencies.ts";
import type {
  FractionValue,
  MeasuredValue,
  MoneyValue,
  NumberValue,
  ShareValue,
  Value,
  YearValue,
} from "../../text/values.ts";
import { between, type KnownValues, type Sized } from "./known-values.ts";
import type { Agreement, Matched } from "./matched.ts";

export type AmountValue = NumberValue | ShareValue | FractionValue | MoneyValue | MeasuredValue | YearValue;

const EXACT = 1e-9; // of a value: what doubles lose on the way
const ABOUT = 0.1; // "about", "nearly": a tenth either way
const BEYOND = 0.5; // "more than", "up to": half as much again on the one side

/** How a text has an amount of a claim: with the same unit or currency, or with none. */
export function matchAmount(claimed: AmountValue, known: KnownValues): Matched | undefined {
  if (claimed.kind === "fraction") return matchFraction(claimed, known);
  const plain = matchSizes(claimed, claimed.value, claimed.step, known.sizes);
  if (plain !== undefined) return plain;
  for (const reading of claimed.readings ?? []) {
    const other = matchSizes(claimed, reading, claimed.step, known.sizes);
    if (other !== undefined) return other;
  }
  if ("base" in claimed) {
    const { base, value, readings = [] } = claimed;
    const bases = [base, ...readings.map((reading) => (value === 0 ? base : (base * reading) / value))];
    for (const one of bases) {
      const converted = matchConverted(claimed, one, known);
      if (converted !== undefined) return converted;
    }
    return undefined;
  }
  if (claimed.kind === "percent") return matchShare(claimed, known);
  if (claimed.kind === "money") return undefined;
  return isInDigits(claimed, known) ? { how: "equal" } : undefined;
}

/** Whole numbers anywhere; below nought only years, in a text that has others before our era. */
const isInDigits = (claimed: AmountValue, known: KnownValues): boolean =>
  Number.isInteger(claimed.value) &&
  (claimed.value >= 0 || (claimed.kind === "year" && known.of("year").some(({ value }) => value < 0))) &&
  known.digits.has(String(Math.abs(claimed.value)));

function matchSizes(claimed: AmountValue, size: number, step: number, sizes: readonly Sized[]): Matched | undefined {
  const fits = (value: Value): boolean => isComparable(claimed, value);
  const margin = Math.abs(size) * EXACT;
  const equal = between(sizes, size - margin, size + margin).find(fits);
  if (equal !== undefined) return { how: "equal", value: equal };
  for (const [how, low, high] of tolerances(claimed, size, step)) {
    const near = between(sizes, low, high).find(
      (value) => fits(value) && isFiner(value, step) && (how !== "hedged" || mayWiden(claimed, value)),
    );
    if (near !== undefined) return { how, value: near };
  }
  return undefined;
}

/** What a claim may say of a source's finer value: as rounded, and as hedged. */
function tolerances(
  claimed: AmountValue,
  size: number,
  step: number,
): readonly (readonly [how: Agreement, low: number, high: number])[] {
  const half = (step / 2) * (1 + EXACT);
  const found: (readonly [Agreement, number, number])[] = [];
  // What is more than 400 is not 380, however that is rounded.
  const [low, high] = [claimed.hedge === "above" ? size : size - half, claimed.hedge === "below" ? size : size + half];
  if (mayRound(claimed, size, step)) found.push(["coarser", low, high]);
  const wide = Math.abs(size) * BEYOND;
  if (claimed.hedge === "about") {
    const tenth = Math.max(half, Math.abs(size) * ABOUT);
    found.push(["hedged", size - tenth, size + tenth]);
  } else if (claimed.hedge === "above") found.push(["hedged", size, size + wide]);
  else if (claimed.hedge === "below") found.push(["hedged", size - wide, size]);
  return found;
}

/** A figure without a hedge may be rounded if it has two digits that count and is a share, a measure, has decimals or five digits. */
function mayRound(claimed: AmountValue, size: number, step: number): boolean {
  if (claimed.kind === "year" || claimed.kind === "ordinal") return false;
  if (claimed.hedge !== undefined) return true;
  if (Math.abs(size) / step < 10 - EXACT) return false;
  return claimed.kind !== "number" || step < 1 || Math.abs(size) >= 10_000;
}

/** Beside a limit of the source, a limit is another one: "up to 12" for "up to 8", "within 6 weeks" for "within 30 days". */
const mayWiden = ({ hedge }: AmountValue, value: Value): boolean =>
  hedge === "about" || !("hedge" in value) || value.hedge === undefined || value.hedge === "about";

/** The source's value is given to a finer step than the claim's: only then is the claim the coarser one. */
const isFiner = (value: Value, step: number): boolean => !("step" in value) || value.step < step || value.step <= 1;

/** Whether two amounts can be one: the same unit or currency, or one of them without any. */
export function isComparable(claimed: AmountValue, value: Value): boolean {
  if (!("value" in value)) return false;
  const [one, other] = [familyOf(claimed), familyOf(value)];
  if (one === "bare" || other === "bare" || arePounds(claimed, value) || arePounds(value, claimed)) return true;
  if (one !== other) return false;
  if (claimed.kind === "money" && value.kind === "money") return sameCurrency(currencyOf(claimed), currencyOf(value));
  // Of one dimension, two units meet by their base alone.
  return !("unit" in claimed) || !("unit" in value) || claimed.unit === value.unit || areDegrees(claimed, value);
}

/** "25 million pounds" may be money or weight. */
const arePounds = (one: Value, other: Value): boolean =>
  one.kind === "quantity" && one.unit === "pound" && other.kind === "money" && other.currency === "GBP";

/** "350 degrees" are of whichever scale the other says. */
const areDegrees = (one: MeasuredValue, other: MeasuredValue): boolean =>
  one.dimension === other.dimension && (one.unit === "degree" || other.unit === "degree");

const currencyOf = ({ currency, shared }: MoneyValue): Currency => ({ code: currency, ...(shared && { shared }) });

type Family = "bare" | "share" | "money" | "measure";

function familyOf({ kind }: Value): Family {
  if (kind === "percent" || kind === "percentage-points" || kind === "fraction") return "share";
  if (kind === "money") return "money";
  return kind === "quantity" || kind === "duration" ? "measure" : "bare";
}

const INEXACT = 0.025; // a month is 28 to 31 days

function matchConverted(claimed: MeasuredValue, base: number, known: KnownValues): Matched | undefined {
  const { value, step } = claimed;
  const scale = value === 0 ? 1 : Math.abs(base / value);
  const sizes = known.sizesIn(claimed.dimension);
  // A converted figure is rounded to what its step can tell, or to two per cent.
  const half = Math.max((step * scale) / 2, Math.abs(base) * (claimed.kind === "duration" ? INEXACT : 0.02));
  // In its own unit it has been looked for already, as given.
  const inOther = (one: Value): boolean => "unit" in one && one.unit !== claimed.unit;
  const near = between(sizes, base - half, base + half).find(inOther);
  if (near !== undefined) return { how: "converted", value: near };
  if (claimed.hedge === undefined) return undefined;
  for (const [, low, high] of tolerances(claimed, base, step * scale)) {
    const hedged = between(sizes, low, high).find((one) => inOther(one) && mayWiden(claimed, one));
    if (hedged !== undefined) return { how: "hedged", value: hedged };
  }
  return undefined;
}

/** A percentage for a source's fraction: "33 %" for "a third", "20 %" for "one in five". */
function matchShare(claimed: ShareValue, known: KnownValues): Matched | undefined {
  const half = Math.max(claimed.step, 1) / 2 + (claimed.hedge === undefined ? 0 : claimed.value * ABOUT);
  const value = known.of("fraction").find((one) => Math.abs(one.value * 100 - claimed.value) <= half);
  return value === undefined ? undefined : { how: "converted", value };
}

const RATING_SCALES: ReadonlySet<number> = new Set([5, 10, 100]);
const SHARE = 0.02; // "a third" for 33 per cent or 32; spelled fractions are rounded

function matchFraction(claimed: FractionValue, known: KnownValues): Matched | undefined {
  const near = SHARE + (claimed.hedge === undefined ? 0 : ABOUT / 2);
  const same = known.of("fraction").find(({ value }) => Math.abs(value - claimed.value) < EXACT);
  if (same !== undefined) return { how: "equal", value: same };
  const share = known.of("percent").find(({ value }) => Math.abs(value / 100 - claimed.value) <= near);
  if (share !== undefined) return { how: "converted", value: share };
  const decimal = between(known.sizes, claimed.value - EXACT, claimed.value + EXACT)[0];
  if (decimal !== undefined) return { how: "equal", value: decimal };
  const has = (size: number): boolean => between(known.sizes, size, size).length > 0 || known.digits.has(String(size));
  // "4 out of 5" is a rating: the scale is the rating's own.
  const isRating = RATING_SCALES.has(claimed.denominator) && claimed.spelled !== true;
  return has(claimed.numerator) && (isRating || has(claimed.denominator)) ? { how: "equal" } : undefined;
}
