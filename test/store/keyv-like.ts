import type { Store } from "vouchsafe/store";

/** A store with the three methods that keyv has, each of which takes a while, as over a network. */
export function keyvLike(): Store {
  const entries = new Map<string, { readonly json: string; readonly expires: number }>();
  return {
    async get(key) {
      await Promise.resolve();
      const entry = entries.get(key);
      return entry === undefined || entry.expires <= Date.now() ? undefined : JSON.parse(entry.json);
    },
    async set(key, value, ttlMs = Number.POSITIVE_INFINITY) {
      await Promise.resolve();
      entries.set(key, { json: JSON.stringify(value), expires: Date.now() + ttlMs });
      return true;
    },
    async delete(key) {
      await Promise.resolve();
      return entries.delete(key);
    },
  };
}
