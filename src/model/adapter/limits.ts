import { assertMilliseconds, assertWhole } from "../options.ts";

/** How long one request may take, and how much may come back. */
export interface Limits {
  /**
   * Milliseconds until the headers of the response. Default: `timeoutMs`, since a reply that is not streamed sends
   * none before all of it is written.
   */
  readonly headersTimeoutMs?: number;
  /** Milliseconds without a byte of the body. Default 60,000: models that think in a stream are silent for long. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds of the whole request, by a clock that never jumps. Default 120,000. */
  readonly timeoutMs?: number;
  /**
   * Bytes of a body that is not streamed. In a stream one event, and the text of all of them, may have as many, and
   * the stream sixteen times as many. Default 2 MiB.
   */
  readonly maxResponseBytes?: number;
}

export const LIMITS = ["headersTimeoutMs", "idleTimeoutMs", "timeoutMs", "maxResponseBytes"];

/** The limits with their defaults. Throws `TypeError` for those that make no sense. */
export function limitsOf(options: Limits): Required<Limits> {
  const { timeoutMs = 120_000, idleTimeoutMs = 60_000, maxResponseBytes = 2 * 2 ** 20 } = options;
  const { headersTimeoutMs = timeoutMs } = options;
  for (const [name, value] of Object.entries({ timeoutMs, headersTimeoutMs, idleTimeoutMs }))
    assertMilliseconds(name, value);
  assertWhole("maxResponseBytes", maxResponseBytes);
  return { headersTimeoutMs, idleTimeoutMs, timeoutMs, maxResponseBytes };
}
