import type { ModelFailure, ModelFailureCode } from "../failure.ts";

/** What the same call will most likely meet again. */
const LASTING: ReadonlySet<ModelFailureCode> = new Set([
  "model-unauthorized",
  "model-rejected",
  "model-mismatched",
  "model-oversized",
]);

/** A failure as data; whether it may pass is known by its code, unless `more` says. */
export function failed(
  code: ModelFailureCode,
  message: string,
  more: Partial<Pick<ModelFailure, "status" | "retryAfterMs" | "retryable">> = {},
): ModelFailure {
  return { code, message, retryable: !LASTING.has(code), ...more };
}
