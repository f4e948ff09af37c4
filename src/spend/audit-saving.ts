import { ratesFor } from "./cost.ts";
import { DAY_MS } from "./day.ts";
import type { Price } from "./price.ts";

/** What a provider's cache of beginnings does for a prompt; money is of its constant input alone, a day. */
export interface CacheSaving {
  /** Up to the first variable: what is the same on every call from its first token on. */
  readonly prefixTokens: number;
  /** Constant too, but behind a variable, where no cache reaches. */
  readonly behindTokens: number;
  readonly minCacheTokens: number;
  /** Whether the beginning is long enough for the cache. */
  readonly isKept: boolean;
  /** Whether it would be with all variables last. */
  readonly couldBeKept: boolean;
  readonly callsPerDay: number;
  /** Of these calls, spread evenly over the day, how many find the beginning still in the cache. */
  readonly hitsPerDay: number;
  /** Absent without a price. */
  readonly microUsdPerDay?: number;
  /** What the cache takes off as the prompt is, and with all variables last. Absent without a price for cached input. */
  readonly savedMicroUsdPerDay?: number;
  readonly couldSaveMicroUsdPerDay?: number;
}

interface Given {
  readonly tokens: number;
  readonly prefixTokens: number;
  readonly callsPerDay: number;
  readonly minCacheTokens: number;
  readonly cacheMs: number;
  readonly price?: Price;
}

export function savingOf({ tokens, prefixTokens, callsPerDay, minCacheTokens, cacheMs, price }: Given): CacheSaving {
  const isKept = prefixTokens >= minCacheTokens;
  const couldBeKept = tokens >= minCacheTokens;
  // Each call renews what it finds; further apart than that, every call finds nothing.
  const hitsPerDay = DAY_MS / callsPerDay <= cacheMs ? callsPerDay - 1 : 0;
  const saving: CacheSaving = {
    prefixTokens,
    behindTokens: tokens - prefixTokens,
    minCacheTokens,
    isKept,
    couldBeKept,
    callsPerDay,
    hitsPerDay,
  };
  if (price === undefined) return saving;
  const { inputMicroUsdPerMillion: input, cachedInputMicroUsdPerMillion: cached } = ratesFor(tokens, price);
  const microUsdPerDay = Math.round((tokens * callsPerDay * input) / 1_000_000);
  if (cached === undefined) return { ...saving, microUsdPerDay };
  const saved = (kept: number): number => Math.round((kept * hitsPerDay * (input - cached)) / 1_000_000);
  return {
    ...saving,
    microUsdPerDay,
    savedMicroUsdPerDay: isKept ? saved(prefixTokens) : 0,
    couldSaveMicroUsdPerDay: couldBeKept ? saved(tokens) : 0,
  };
}
