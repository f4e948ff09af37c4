import { badUsage } from "../flags.ts";

/** The most answers that may be escalated: a count, or a share 0..1 of all. */
export type Limit = { readonly count: number } | { readonly share: number };

/** `12`, or `5%`. Throws bad usage for anything else. */
export function limitOf(written: string): Limit {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,9})?)%$/.exec(written) ?? [];
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100 };
  if (/^\d{1,15}$/.test(written)) return { count: Number(written) };
  throw badUsage(`--max-escalated takes a share such as 5%, or a count such as 12; got ${JSON.stringify(written)}`);
}

/** Whether so many of all are within it. */
export function isWithin(limit: Limit, escalated: number, all: number): boolean {
  if ("count" in limit) return escalated <= limit.count;
  // 0.07 * 100 is a little above 7 and 0.29 * 100 a little below 29: rounding must not decide.
  return escalated <= limit.share * all * (1 + 1e-12);
}
