import type { Value } from "../../text/values.ts";
import { type AmountValue, isComparable } from "./amounts.ts";

/** How a figure follows from two of a source. */
export interface Derivation {
  readonly by: "sum" | "difference" | "ratio" | "change";
  readonly of: readonly [AmountValue, AmountValue];
}

const MOST = 12; // amounts of a window: with more, some pair gives nearly any figure
const LEAST = 10; // smaller whole numbers are the sum or difference of some pair too easily
const EXACT = 1e-9;

/**
 * Two amounts among the values of one place from which a figure follows: their sum or difference, their ratio, or the change from the
 * one to the other in per cent. Of whole numbers below ten, nothing is said to follow.
 */
export function derivationOf(claimed: Value, values: readonly Value[]): Derivation | undefined {
  if (!isAmount(claimed) || claimed.kind === "year" || claimed.kind === "ordinal") return undefined;
  const amounts = values.filter(isAmount).slice(0, MOST);
  for (const [at, first] of amounts.entries()) {
    for (const second of amounts.slice(at + 1)) {
      if (!isComparable(first, second)) continue;
      const by = relation(claimed, first, second);
      if (by !== undefined) return { by, of: [first, second] };
    }
  }
  return undefined;
}

const isAmount = (value: Value): value is AmountValue => "value" in value;

function relation(claimed: AmountValue, first: AmountValue, second: AmountValue): Derivation["by"] | undefined {
  const [low, high] = [first.value, second.value].sort((a, b) => a - b);
  if (low === undefined || high === undefined || low <= 0) return undefined;
  const half = Math.max(claimed.step / 2, Math.abs(claimed.value) * EXACT) * (1 + EXACT);
  const isNear = (value: number): boolean => Math.abs(value - Math.abs(claimed.value)) <= half;
  if (claimed.kind === "percent" && first.kind !== "percent" && second.kind !== "percent") {
    if (isNear((high / low - 1) * 100) || isNear((1 - low / high) * 100)) return "change";
    return isNear((low / high) * 100) || isNear((high / low) * 100) ? "ratio" : undefined;
  }
  if (claimed.kind === "fraction") return isNear(low / high) ? "ratio" : undefined;
  const areYears = first.kind === "year" && second.kind === "year" && isYears(claimed);
  if (!areYears && !(isComparable(claimed, first) && isComparable(claimed, second))) return undefined;
  if (first.kind === "year" && !areYears) return undefined;
  if (claimed.value < LEAST && claimed.step >= 1) return undefined;
  if (isSame(high - low, claimed)) return "difference";
  return !areYears && isSame(high + low, claimed) ? "sum" : undefined;
}

const isYears = (claimed: AmountValue): boolean => "unit" in claimed && claimed.unit === "year";
const isSame = (value: number, claimed: AmountValue): boolean =>
  Math.abs(value - claimed.value) <= (claimed.step < 1 ? claimed.step / 2 : 0) + Math.abs(value) * EXACT;
