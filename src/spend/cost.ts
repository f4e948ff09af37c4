import type { TokenUsage } from "../calls.ts";
import type { Price, Rates } from "./price.ts";

const MILLION = 1_000_000;

/**
 * What tokens cost, in whole micro-USD, rounded up; `undefined` where a part of it is unknown. What comes from the
 * provider's cache is charged as such if both the count and its price are known, else as the rest.
 */
export function costOf(usage: TokenUsage | undefined, price: Price | undefined): number | undefined {
  const input = countOf(usage?.inputTokens);
  const output = countOf(usage?.outputTokens);
  if (input === undefined || output === undefined || price === undefined) return undefined;
  const { inputMicroUsdPerMillion, cachedInputMicroUsdPerMillion, outputMicroUsdPerMillion } = ratesFor(input, price);
  const said = countOf(usage?.cachedInputTokens) ?? 0;
  // More from the cache than there was is a miscount: then nothing was.
  const cached = said <= input && cachedInputMicroUsdPerMillion !== undefined ? said : 0;
  const millionths =
    (input - cached) * inputMicroUsdPerMillion +
    cached * (cachedInputMicroUsdPerMillion ?? 0) +
    output * outputMicroUsdPerMillion;
  return Math.ceil(millionths / MILLION);
}

/** The rates of a call with so much input. */
export function ratesFor(inputTokens: number, { longPrompt, ...usual }: Price): Rates {
  return longPrompt !== undefined && inputTokens > longPrompt.aboveInputTokens ? longPrompt : usual;
}

/** A count as a provider may give it: a whole number, not negative, and of a size that can be true. */
export function countOf(tokens: number | undefined): number | undefined {
  return Number.isSafeInteger(tokens) && tokens !== undefined && tokens >= 0 && tokens <= MOST ? tokens : undefined;
}

const MOST = 10 ** 9; // a hundred times the longest context there is
