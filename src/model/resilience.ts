import { CircuitState, ConsecutiveBreaker, CountBreaker } from "cockatiel";

/**
 * What the last calls came to, counted by cockatiel. The states of the breaker are ours (`breaker.ts`): in cockatiel's an aborted probe is a
 * success, and calls that come while it probes wait for its verdict, deaf to their signals. Its `SamplingBreaker` drops one window of time a
 * call, so where calls are rare, failures of long ago stand with those of now; its wait before a retry and its queue do not end by an abort.
 */
export interface Tally {
  succeed(): void;
  /** True if there are now too many. */
  fail(): boolean;
  /** What it counts, oldest first; `true` is a success. */
  recent(): readonly boolean[];
}

export interface Threshold {
  /** So many failures in a row. */
  readonly consecutive?: number;
  /** More than this share of the last `calls`, 0 to 1, … */
  readonly failureRate: number;
  readonly calls: number;
  /** … once there were so many. */
  readonly minimumCalls: number;
}

/** A new tally, told what an earlier one counted. */
export function tallyOf(threshold: Threshold, recent: readonly boolean[]): Tally {
  const tally = threshold.consecutive === undefined ? byRate(threshold) : inARow(threshold.consecutive);
  for (const succeeded of recent) succeeded ? tally.succeed() : tally.fail();
  return tally;
}

function byRate({ failureRate, calls, minimumCalls }: Threshold): Tally {
  const counted = new CountBreaker({ threshold: failureRate, size: calls, minimumNumberOfCalls: minimumCalls });
  return {
    succeed: () => counted.success(CircuitState.Closed),
    fail: () => counted.failure(CircuitState.Closed),
    recent() {
      const { samples, currentSample } = counted.state as Ring;
      return [...samples.slice(currentSample), ...samples.slice(0, currentSample)].filter((one) => one !== null);
    },
  };
}

interface Ring {
  readonly samples: readonly (boolean | null)[];
  /** Where the oldest lies. */
  readonly currentSample: number;
}

function inARow(consecutive: number): Tally {
  const counted = new ConsecutiveBreaker(consecutive);
  return {
    succeed: () => counted.success(),
    fail: () => counted.failure(),
    recent: () => Array.from({ length: counted.state }, () => false),
  };
}
