import type { Token } from "./tokens.ts";
import type { Value } from "./value.ts";

/** What a recogniser read: its values, and how many tokens it took. */
export interface Reading {
  readonly values: readonly Value[];
  readonly length: number;
}

/** Tries to read values that begin at a token; looks at a bounded number of tokens. */
export type Reader = (tokens: readonly Token[], at: number) => Reading | undefined;

export const isPlainDigits = (token: Token | undefined, most: number): token is Token =>
  token?.kind === "digits" && token.text.length <= most && /^\d{1,15}$/.test(token.text);

/** A whole number of at most so many digits, within bounds. */
export function wholeOf(token: Token | undefined, low: number, high: number): number | undefined {
  if (!isPlainDigits(token, 15)) return undefined;
  const value = Number(token.text);
  return value >= low && value <= high ? value : undefined;
}

const DASHES = new Set(["-", "‐", "‑", "–", "—", "−"]);
export const isDash = (token: Token | undefined): boolean => token !== undefined && DASHES.has(token.text);
