import type { Store } from "../store/store.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import type { Threshold } from "./alarm.ts";
import type { Ledger } from "./ledger.ts";
import { LIMIT_OPTIONS, type Limits } from "./limits.ts";
import type { Prices } from "./price.ts";
import type { CountTokens } from "./worst-case.ts";

export interface BudgetOptions extends Limits {
  /** Is told of every call too; its prices count unless `prices` are given. */
  readonly ledger?: Ledger;
  /** Before those of the shipped table. */
  readonly prices?: Prices;
  /** Where the sums are kept. Default: in the process, and forgotten with it. */
  readonly store?: Store;
  /** Tells this budget from others in the store. Default: "budget". */
  readonly name?: string;
  /** Put into prompts that name none, so that their worst case is known. */
  readonly maxOutputTokens?: number;
  /** An exact count wins over the estimate. */
  readonly countTokens?: CountTokens;
  /** The share of a limit from which `state` is `soft`, 0..1. Default: never. */
  readonly soft?: number;
  /** Is told when a share of a limit is spent, or a call turned away, which counts as 1; once for each share in each window. What it throws changes nothing. */
  readonly onThreshold?: (threshold: Threshold) => unknown;
  /** The shares that `onThreshold` is told of, above 0 and up to 1. Default: 0.5, 0.8, 1. */
  readonly thresholds?: readonly number[];
}

const KNOWN = [
  ...LIMIT_OPTIONS,
  ...["ledger", "prices", "store", "name", "maxOutputTokens", "countTokens", "soft", "onThreshold", "thresholds"],
];

/** Throws `TypeError` for options of a budget that make no sense; limits and prices are not looked at. */
export function checked(options: BudgetOptions): void {
  assertKnown(options, KNOWN);
  if (!LIMIT_OPTIONS.some((option) => Reflect.get(options, option) !== undefined))
    throw mistake("options", `set one limit of ${LIMIT_OPTIONS.join(", ")}`, options);
  const { maxOutputTokens, soft, thresholds, onThreshold, countTokens, name } = options;
  if (maxOutputTokens !== undefined && !(Number.isSafeInteger(maxOutputTokens) && maxOutputTokens > 0))
    throw mistake("maxOutputTokens", "be a positive integer", maxOutputTokens);
  if (soft !== undefined && !isShare(soft)) throw mistake("soft", "be a number above 0 and up to 1", soft);
  if (thresholds !== undefined && !(Array.isArray(thresholds) && thresholds.every(isShare)))
    throw mistake("thresholds", "hold numbers above 0 and up to 1", thresholds);
  for (const [field, given] of Object.entries({ onThreshold, countTokens }))
    if (given !== undefined && typeof given !== "function") throw mistake(field, "be a function", given);
  if (name !== undefined && (typeof name !== "string" || name === "")) throw mistake("name", "be a name", name);
}

function isShare(share: unknown): boolean {
  return typeof share === "number" && share > 0 && share <= 1;
}
