import { assertKnown } from "../text/assert-known.ts";
import { assertWhole } from "./options.ts";

export interface RetryBucketOptions {
  /** How many tokens it holds, full at first. */
  readonly tokens?: number;
  /** What a retry takes out. */
  readonly retryCost?: number;
  /** What a retry after a time-out takes out: it has cost the provider more. */
  readonly timeoutCost?: number;
}

/** What retries are paid from. */
export interface RetryBucket {
  readonly tokens: number;
  /** Takes out what a retry after such a failure costs, and tells it; `undefined` if there is too little. */
  take(code: string): number | undefined;
  /** A call was answered: gives back what its last retry cost, or one token. */
  give(cost?: number): void;
}

/**
 * A bucket that pays for retries and is refilled by successes alone, so that an outage cannot multiply its own load:
 * once it is empty, a call is one request. The figures are those of the AWS SDK's standard mode: 500 tokens, 5 a
 * retry, 10 after a time-out.
 */
export function retryBucket(options: RetryBucketOptions = {}): RetryBucket {
  assertKnown(options, ["tokens", "retryCost", "timeoutCost"]);
  const { tokens: most = 500, retryCost = 5, timeoutCost = 10 } = options;
  assertWhole("tokens", most, 0);
  assertWhole("retryCost", retryCost);
  assertWhole("timeoutCost", timeoutCost);
  let tokens = most;
  return {
    get tokens() {
      return tokens;
    },
    take(code) {
      const cost = code === "model-timed-out" ? timeoutCost : retryCost;
      if (cost > tokens) return undefined;
      tokens -= cost;
      return cost;
    },
    give(cost = 1) {
      tokens = Math.min(most, tokens + cost);
    },
  };
}
