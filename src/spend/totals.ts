import type { ModelCall } from "../calls.ts";
import { countOf } from "./cost.ts";

/** Sums over calls, all whole numbers. Tokens and micro-USD are of the calls where they are known: never read them without the counts of the others. */
export interface Totals {
  readonly calls: number;
  /** Those that brought no whole reply. */
  readonly failedCalls: number;
  /** Those of which input or output tokens are unknown. */
  readonly unknownUsageCalls: number;
  /** Those whose cost is unknown: no usage, or no price. */
  readonly unknownCostCalls: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Of the calls whose cost is known: at least so much was spent. */
  readonly microUsd: number;
  /** With the worst case of the others; absent if there is a call of unknown cost for which no budget put any aside. */
  readonly atMostMicroUsd?: number;
}

export const NOTHING: Totals = {
  calls: 0,
  failedCalls: 0,
  unknownUsageCalls: 0,
  unknownCostCalls: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  microUsd: 0,
  atMostMicroUsd: 0,
};

/** The sums over one call. `atMostMicroUsd`: what was put aside for it. */
export function totalsOf({ usage, microUsd, failure }: ModelCall, atMostMicroUsd?: number): Totals {
  const input = countOf(usage?.inputTokens);
  const output = countOf(usage?.outputTokens);
  const most = microUsd ?? atMostMicroUsd;
  return {
    calls: 1,
    failedCalls: failure === undefined ? 0 : 1,
    unknownUsageCalls: input === undefined || output === undefined ? 1 : 0,
    unknownCostCalls: microUsd === undefined ? 1 : 0,
    inputTokens: input ?? 0,
    cachedInputTokens: countOf(usage?.cachedInputTokens) ?? 0,
    outputTokens: output ?? 0,
    reasoningTokens: countOf(usage?.reasoningTokens) ?? 0,
    microUsd: microUsd ?? 0,
    ...(most === undefined ? {} : { atMostMicroUsd: most }),
  };
}

/** Of two sums, the sum. */
export function bothOf(a: Totals, b: Totals): Totals {
  const most =
    a.atMostMicroUsd === undefined || b.atMostMicroUsd === undefined ? undefined : a.atMostMicroUsd + b.atMostMicroUsd;
  return {
    calls: a.calls + b.calls,
    failedCalls: a.failedCalls + b.failedCalls,
    unknownUsageCalls: a.unknownUsageCalls + b.unknownUsageCalls,
    unknownCostCalls: a.unknownCostCalls + b.unknownCostCalls,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    microUsd: a.microUsd + b.microUsd,
    ...(most === undefined ? {} : { atMostMicroUsd: most }),
  };
}
