import { VouchsafeError } from "../errors.ts";
import type { Finding, Ruling } from "../types.ts";

// Not those that hang on what was asked, or tell of an answer: a text that makes a model refuse, or write past its limit,
// would choose by that who judges it.
const UNASKED: ReadonlySet<string> = new Set([
  "model-unavailable",
  "model-rate-limited",
  "model-timed-out",
  "model-unauthorized",
  "model-shunned",
  "model-saturated",
  "budget-exceeded",
]);

/** Whether the judge could not be asked, as apart from one that answered and cannot be trusted. */
export const isUnavailable = (error: unknown): error is VouchsafeError =>
  error instanceof VouchsafeError && UNASKED.has(error.code);

/** What the guard's threshold thinks, and that it was asked in the judge's place. Open where it thinks nothing. */
export function ruledByThreshold({ otherwise, message }: Finding, index: number, error: VouchsafeError): Ruling {
  const why = error.code === "budget-exceeded" ? "was over budget" : `could not be asked (${error.code})`;
  if (otherwise === undefined) return { index, severity: "open", message: `the judge ${why}: ${message}`, by: "rules" };
  return {
    index,
    severity: otherwise,
    message: `the judge ${why}; settled by the guard's threshold: ${message}`,
    by: "rules",
  };
}
