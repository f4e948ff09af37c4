import { VouchsafeError } from "../errors.ts";
import type { Finding, Ruling } from "../types.ts";

/** Whether the judge could not be asked, as apart from one that answered and cannot be trusted. */
export const isUnavailable = (error: unknown): error is VouchsafeError =>
  error instanceof VouchsafeError && (error.code.startsWith("model-") || error.code === "budget-exceeded");

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
