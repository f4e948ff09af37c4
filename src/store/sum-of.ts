import type { AddOptions } from "./store.ts";

/** What `add` makes of a number that is there, or of nothing; `undefined` where the sum would pass `most`. */
export function sumOf(before: unknown, amount: number, { most }: AddOptions): number | undefined {
  if (!Number.isSafeInteger(amount)) throw new TypeError(`Expected \`amount\` to be a whole number, got ${amount}.`);
  const start = before ?? 0;
  if (typeof start !== "number") throw new TypeError("Expected a number under the key that is added to.");
  const sum = start + amount;
  if (!Number.isSafeInteger(sum)) throw new TypeError("Expected the sum to be a whole number up to 2 ** 53.");
  return amount > 0 && most !== undefined && sum > most ? undefined : sum;
}
