import type { Account } from "../calls.ts";
import { addingOf } from "../store/adding.ts";
import { inTime } from "../store/in-time.ts";
import type { Store } from "../store/store.ts";
import type { Limit } from "./limits.ts";

/** One limit under one key: where an amount is taken from. */
export interface Purse {
  readonly limit: Limit;
  readonly key: string;
  readonly of: Pick<Account, "tenant" | "run">;
}
/** What this process last saw of a sum. */
interface Seen {
  /** Spent, and put aside, by all processes. */
  readonly sum: number;
  /** Put aside by this process for calls that have not ended. */
  readonly aside: number;
}

/** Sums in a store, each with the most it may come to. */
export interface Sums {
  /** Puts an amount aside; `undefined`, and nothing is, where it does not fit. */
  take(purse: Purse, amount: number): Promise<number | undefined>;
  /** Spends `spent` of what was put aside and gives the rest back; more is spent too, for it is gone. */
  settle(purse: Purse, aside: number, spent: number): Promise<void>;
  /** The sum as the store has it now. */
  ask(purse: Purse): Promise<number>;
  seen(key: string): Seen | undefined;
  /** True once for a name in the time of the purse, over all processes. */
  isFirst(purse: Purse, name: string): Promise<boolean>;
}

const REMEMBERED = 10_000; // sums; of an older one `seen` knows nothing, and the store decides as ever

// As long as `sqlite` waits for another writer. One step that is never answered must not hold up all that come after.
const STORE_MS = 5_000;

/** Each step rejects if the store takes too long. */
export function sumsOf(store: Store, prefix: string): Sums {
  const adding = addingOf(store);
  const add: typeof adding = (key, amount, options) => inTime(adding(key, amount, options), STORE_MS);
  const remembered = new Map<string, Seen>();

  const remember = (key: string, sum: number, aside: number): void => {
    const before = remembered.get(key)?.aside ?? 0;
    remembered.delete(key);
    remembered.set(key, { sum, aside: Math.max(0, before + aside) });
    if (remembered.size > REMEMBERED) for (const oldest of remembered.keys()) return void remembered.delete(oldest);
  };

  return {
    async take({ limit, key }, amount) {
      const name = `${prefix}:${key}`;
      const taking = adding(name, amount, { most: limit.most, ttlMs: limit.ttlMs });
      let isLate = false;
      // What is put aside when nobody waits for it any more is given back.
      taking
        .then(async (late) => {
          if (isLate && late !== undefined) await adding(name, -amount, { ttlMs: limit.ttlMs });
        })
        .catch(() => {});
      try {
        const sum = await inTime(taking, STORE_MS);
        if (sum !== undefined) remember(key, sum, amount);
        return sum;
      } catch (error) {
        isLate = true;
        throw error;
      }
    },
    async settle({ limit, key }, aside, spent) {
      const sum = await add(`${prefix}:${key}`, spent - aside, { ttlMs: limit.ttlMs });
      if (sum !== undefined) remember(key, sum, -aside);
    },
    async ask({ limit, key }) {
      const sum = (await add(`${prefix}:${key}`, 0, { ttlMs: limit.ttlMs })) ?? 0;
      remember(key, sum, 0);
      return sum;
    },
    seen: (key) => remembered.get(key),
    isFirst: async ({ limit, key }, name) =>
      (await add(`${prefix}:${name}:${key}`, 1, { most: 1, ttlMs: limit.ttlMs })) !== undefined,
  };
}
