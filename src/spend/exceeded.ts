import { VouchsafeError } from "../errors.ts";
import type { Failure } from "../types.ts";
import type { Unit, Window } from "./limits.ts";

/** Why a call was not made, as data. */
export interface BudgetFailure extends Failure {
  readonly code: "budget-exceeded";
  /**
   * The limit that the worst case did not fit. Or why no worst case could be told: the model has no price, neither
   * prompt nor budget bounds the output, or the store with the sums did not answer.
   */
  readonly budget: Window | "unpriced" | "unbounded" | "unreachable";
  /** Absent unless it is a limit; the numbers are of this unit. */
  readonly unit?: Unit;
  readonly limit?: number;
  /** Spent, and put aside for calls that have not ended. */
  readonly spent?: number;
  /** What the call might have cost. */
  readonly asked?: number;
}

const WHY = {
  unpriced: (model: string) =>
    `No price of ${model} is known, so a budget in money cannot be kept: give one in \`prices\`, under this name.`,
  unbounded: (model: string) =>
    `Nothing bounds the output of ${model}, so a budget in money cannot be kept: give \`maxOutputTokens\` in the prompt or the budget.`,
  unreachable: () => "The store of the budget did not answer.",
} as const;

/** The error where no worst case could be told. */
export function uncertain(budget: keyof typeof WHY, model: string): VouchsafeError {
  const failure: BudgetFailure = { code: "budget-exceeded", message: WHY[budget](model), budget };
  return new VouchsafeError(failure.message, { code: failure.code, failure });
}

/** The error where a limit is reached. */
export function exceeded(limit: Required<Omit<BudgetFailure, "code" | "message">>): VouchsafeError {
  const { budget, unit, spent, asked } = limit;
  const message = `The budget of the ${budget} has no room: ${spent} of ${limit.limit} ${unit} are spent or put aside, and the call asks for up to ${asked}.`;
  const failure: BudgetFailure = { code: "budget-exceeded", message, ...limit };
  return new VouchsafeError(message, { code: failure.code, failure });
}

/** The failure of a call that no budget had room for, or `undefined` for any other error. */
export function budgetFailureOf(error: unknown): BudgetFailure | undefined {
  if (!(error instanceof VouchsafeError) || error.code !== "budget-exceeded") return undefined;
  return error.failure as BudgetFailure | undefined;
}
