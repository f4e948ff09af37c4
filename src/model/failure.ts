import { VouchsafeError } from "../errors.ts";
import type { Failure } from "../types.ts";

/** What can go wrong between a prompt and a whole reply. */
export type ModelFailureCode =
  /** No connection, or the provider's own fault: 408, 409, 5xx. */
  | "model-unavailable"
  /** 429. */
  | "model-rate-limited"
  /** No headers, no bytes, or no end in time. */
  | "model-timed-out"
  /** 401, 403. */
  | "model-unauthorized"
  /** Any other 4xx: the request itself is at fault. */
  | "model-rejected"
  /** It ended before its end: at the limit of tokens, or a stream without its last event. */
  | "model-truncated"
  /** Nothing visible in it. */
  | "model-empty"
  /** The model refused, or a filter did. */
  | "model-refused"
  /** Not what the provider's interface promises: HTML, no choices, wrong types, two ends. */
  | "model-malformed"
  /** Another model answered than was asked. */
  | "model-mismatched"
  /** More bytes than allowed. */
  | "model-oversized"
  /** The breaker is open: nothing was sent. */
  | "model-shunned"
  /** More calls wait than may: nothing was sent. */
  | "model-saturated";

/** A failure as data. Messages carry no prompt, no reply, no header and no key. */
export interface ModelFailure extends Failure {
  readonly code: ModelFailureCode;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** HTTP status, where there was one; 0 where the provider was not reached. */
  readonly status?: number;
  /** What the provider asked for, in milliseconds from now; not bounded, may be days. */
  readonly retryAfterMs?: number;
}

/** The error of a failure: what `generate` rejects with. */
export function modelError(failure: ModelFailure): VouchsafeError {
  const { message, code, retryable } = failure;
  return new VouchsafeError(message, { code, retryable, failure });
}

/** The failure that a model rejected with, or `undefined` for any other error. */
export function modelFailureOf(error: unknown): ModelFailure | undefined {
  if (!(error instanceof VouchsafeError) || error.failure === undefined) return undefined;
  return error.code.startsWith("model-") ? (error.failure as ModelFailure) : undefined;
}
