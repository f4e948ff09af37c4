import type { ModelCall, Usage } from "../types.ts";

/** Counts what models do for one outcome. */
export interface Meter {
  readonly onCall: (call: ModelCall) => void;
  usage(): Usage;
}

/**
 * A meter at nought. Every request counts as a call. What a failed one used is added where it was told; a whole reply
 * that does not tell leaves the sum unknown.
 */
export function meterOf(): Meter {
  const calls: ModelCall[] = [];
  const sum = (part: (call: ModelCall) => number | undefined): number | undefined => {
    const parts = calls.filter((call) => call.failure === undefined || part(call) !== undefined).map(part);
    if (parts.length === 0) return undefined;
    return parts.reduce((total, one) => (total === undefined || one === undefined ? undefined : total + one), 0);
  };
  return {
    onCall: (call) => void calls.push(call),
    usage() {
      const inputTokens = sum(({ usage }) => usage?.inputTokens);
      const outputTokens = sum(({ usage }) => usage?.outputTokens);
      const microUsd = sum((call) => call.microUsd);
      return {
        modelCalls: calls.length,
        ...(inputTokens === undefined ? {} : { inputTokens }),
        ...(outputTokens === undefined ? {} : { outputTokens }),
        ...(microUsd === undefined ? {} : { microUsd }),
      };
    },
  };
}
