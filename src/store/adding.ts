import type { AddOptions, Store } from "./store.ts";
import { sumOf } from "./sum-of.ts";

export type Add = (key: string, amount: number, options?: AddOptions) => Promise<number | undefined>;

// By store, not by caller: two budgets on one store of this process must not come between each other's steps.
const lines = new WeakMap<Store, Promise<unknown>>();

/** The store's own `add`; for a store without one, reading and writing, one at a time in this process. */
export function addingOf(store: Store): Add {
  if (store.add !== undefined) return store.add.bind(store);
  return (key, amount, options = {}) => {
    const turn = (lines.get(store) ?? Promise.resolve()).then(async () => {
      const sum = sumOf(await store.get(key), amount, options);
      if (sum !== undefined) await store.set(key, sum, options.ttlMs);
      return sum;
    });
    lines.set(
      store,
      turn.catch(() => {}),
    );
    return turn;
  };
}
