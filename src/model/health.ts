import { type ModelFailureCode, modelFailureOf } from "./failure.ts";
import type { Ending } from "./passage.ts";

/** What a call says of its provider. */
export interface Health {
  readonly health: "well" | "ill" | "unknown";
  readonly retryAfterMs?: number;
}

/** What each failure says of the provider, and why. */
const SAYS: { readonly [code in ModelFailureCode]: Health["health"] | "if retryable" } = {
  // It is down, hangs, or answers with something else than its interface: what a breaker is for.
  "model-unavailable": "ill",
  "model-timed-out": "ill",
  "model-malformed": "ill",
  // It works, and yet serves us nothing: each request more is lost, and may prolong the ban.
  "model-rate-limited": "ill",
  // A stream cut off, or nothing in the reply, may be the provider's fault or the prompt's: retryable says whose.
  "model-truncated": "if retryable",
  "model-empty": "if retryable",
  // It answered, and at once: it lives. What is wrong is the key, the prompt or the name of the model, and a breaker
  // would hide that behind "shunned" from all who ask rightly.
  "model-unauthorized": "well",
  "model-rejected": "well",
  "model-refused": "well",
  "model-mismatched": "well",
  "model-oversized": "well",
  // Nothing was sent.
  "model-shunned": "unknown",
  "model-saturated": "unknown",
};

/**
 * What the end of a call says of its provider. Slow is ill however it ended: also where the caller gave up first. Any
 * other abort, and any error that is no model's (a budget, a bug), says nothing.
 */
export function healthOf(ending: Ending, slowMs: number, signal: AbortSignal | undefined): Health {
  if (ending.ms >= slowMs) return { health: "ill" };
  if (ending.status === "whole") return { health: "well" };
  if (ending.status === "left" || signal?.aborted) return { health: "unknown" };
  const failure = modelFailureOf(ending.error);
  if (failure === undefined) return { health: "unknown" };
  const says = SAYS[failure.code];
  const { retryable, retryAfterMs } = failure;
  const health = says === "if retryable" ? (retryable ? "ill" : "well") : says;
  return { health, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
