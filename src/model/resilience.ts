import { CircuitState, ConsecutiveBreaker, CountBreaker } from "cockatiel";

/**
 * What the last calls came to, counted by cockatiel. The states of the breaker are ours (`breaker.ts`): in
 * cockatiel's an aborted probe counts as a success and closes it, and calls that come while it probes wait for the
 * verdict, deaf to their signals. Its `SamplingBreaker` forgets one stretch of time a call, so twenty failures five
 * seconds apart all stood in a window of thirty, and an hour later still; the last so many calls say what they are.
 * Its waits for a retry and for a place do not end by an abort.
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
