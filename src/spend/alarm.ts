import type { Unit, Window } from "./limits.ts";
import type { Purse, Sums } from "./sums.ts";

/** A share of a limit that is spent. */
export interface Threshold {
  /** 0..1 */
  readonly share: number;
  readonly window: Exclude<Window, "answer">;
  readonly unit: Unit;
  readonly limit: number;
  /** Without what is put aside for calls that have not ended. */
  readonly spent: number;
  /** A call was turned away: it would have passed the limit. */
  readonly refused: boolean;
  /** Of a tenant's day. */
  readonly tenant?: string;
  /** Of a run. */
  readonly run?: string;
}
export interface AlarmOptions {
  readonly onThreshold?: (threshold: Threshold) => unknown;
  readonly thresholds?: readonly number[];
}
export interface Alarm {
  /** Looks at a sum that has changed. */
  look(purse: Purse): Promise<void>;
  refused(purse: Purse, spent: number): Promise<void>;
}

const USUAL = [0.5, 0.8, 1];
const REMEMBERED = 10_000;

/** Tells of shares of runs, days and tenants' days; an answer is over before anybody could read of it. */
export function alarmOf({ onThreshold, thresholds = USUAL }: AlarmOptions, sums: Sums): Alarm {
  // What was told by anybody, so that the store is not asked anew after every call. It decides; this may be forgotten.
  const told = new Set<string>();

  const isNew = async (purse: Purse, name: string): Promise<boolean> => {
    const key = `${name}:${purse.key}`;
    if (told.has(key)) return false;
    const isFirst = await sums.isFirst(purse, name);
    if (told.size >= REMEMBERED) told.clear();
    told.add(key);
    return isFirst;
  };

  const raise = async (purse: Purse, spent: number, share: number, refused: boolean): Promise<void> => {
    const { window, unit, most } = purse.limit;
    if (onThreshold === undefined || window === "answer") return;
    for (const threshold of thresholds.filter((one) => one <= share)) {
      if (!(await isNew(purse, `alarm:${threshold}`))) continue;
      const reached: Threshold = { share: threshold, window, unit, limit: most, spent, refused, ...purse.of };
      // Neither what it throws nor how long it takes concerns the call.
      void Promise.resolve(reached)
        .then(onThreshold)
        .catch(() => {});
    }
  };
  return {
    async look(purse) {
      const seen = sums.seen(purse.key);
      if (seen === undefined) return;
      const spent = seen.sum - seen.aside;
      const { most } = purse.limit;
      await raise(purse, spent, most === 0 ? 1 : spent / most, false);
    },
    refused: (purse, spent) => raise(purse, spent, 1, true),
  };
}
