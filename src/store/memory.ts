import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { asJson, assertTtl } from "./as-json.ts";
import type { AddOptions, Store } from "./store.ts";
import { sumOf } from "./sum-of.ts";

export interface MemoryOptions {
  /** How many values are kept; the one not asked for longest makes room. Sums are not counted. Default: 10,000. */
  readonly maxEntries?: number;
}

const USUAL_ENTRIES = 10_000; // replies of a thousand tokens: some 50 MB

const SMALL = 1_000; // too few to be worth a sweep

interface Entry {
  /** As JSON: what the caller does with a value later changes nothing here. */
  readonly json: string;
  readonly expires: number;
}

/**
 * A store that lives as long as the process. Sums (`add`) never make room for anything, since a sum forgotten is money
 * spent twice: only their time ends them.
 *
 * @example
 * const store = memory({ maxEntries: 1_000 });
 */
export function memory(options: MemoryOptions = {}): Required<Store> {
  assertKnown(options, ["maxEntries"]);
  const { maxEntries = USUAL_ENTRIES } = options;
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1)
    throw mistake("maxEntries", "be a positive integer", maxEntries);
  // The order of a map is that of insertion: whatever is asked for goes to the end.
  const values = new Map<string, Entry>();
  const sums = new Map<string, Entry>();
  let sweepAt = SMALL;

  const alive = (entries: Map<string, Entry>, key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expires > performance.now()) return entry;
    entries.delete(key);
    return undefined;
  };

  const put = (entries: Map<string, Entry>, key: string, value: unknown, ttlMs: number | undefined): void => {
    assertTtl(ttlMs);
    const json = asJson(value);
    const expires = ttlMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + ttlMs;
    entries.delete(key);
    entries.set(key, { json, expires });
  };

  /** What is over its time is dropped whenever the number of all has doubled: a constant number of steps each. */
  const sweep = (): void => {
    if (sums.size + values.size < sweepAt) return;
    for (const entries of [sums, values]) for (const key of entries.keys()) alive(entries, key);
    sweepAt = Math.max(SMALL, 2 * (sums.size + values.size));
  };

  return {
    async get(key) {
      const sum = alive(sums, key);
      if (sum !== undefined) return JSON.parse(sum.json);
      const entry = alive(values, key);
      if (entry === undefined) return undefined;
      values.delete(key);
      values.set(key, entry);
      return JSON.parse(entry.json);
    },
    async set(key, value, ttlMs) {
      put(values, key, value, ttlMs);
      sums.delete(key);
      sweep();
      if (values.size > maxEntries) for (const oldest of values.keys()) return values.delete(oldest);
      return true;
    },
    async delete(key) {
      const [sum, value] = [sums.delete(key), values.delete(key)];
      return sum || value;
    },
    async add(key, amount, addOptions: AddOptions = {}) {
      const before = alive(sums, key) ?? alive(values, key);
      const sum = sumOf(before === undefined ? undefined : JSON.parse(before.json), amount, addOptions);
      if (sum === undefined) return undefined;
      put(sums, key, sum, addOptions.ttlMs);
      values.delete(key);
      sweep();
      return sum;
    },
  };
}
