import type { Source } from "../types.ts";
import type { Resolve } from "./resolver.ts";

const TOKEN = /\p{L}+|\p{N}+/gu;
const JOINING = new Set(["et", "al", "and", "see", "cf", "und", "y", "и"]);
const YEAR = /(?:^|\D)(?:1[5-9]|20)\d\d[a-z]?(?:\D|$)/;

/** Whether a text could be a work's authors and year. */
export const hasYear = (text: string): boolean => YEAR.test(text);

/**
 * By names and year alone, however they are set: "Smith et al., 2020" leads to the source with the id "smith2020" or the
 * title "Smith (2020)". Only what has a year is looked up.
 */
export function spelling(sources: readonly Source[]): Resolve {
  const known = new Map<string, number[]>();
  for (const [at, { id, title = "" }] of sources.entries()) {
    for (const name of new Set([keyOf(id), keyOf(title)])) {
      if (!hasYear(name)) continue;
      const others = known.get(name);
      if (others === undefined) known.set(name, [at]);
      else others.push(at);
    }
  }
  return (written) => (hasYear(written) ? (known.get(keyOf(written)) ?? []) : []);
}

const keyOf = (text: string): string =>
  (text.toLowerCase().match(TOKEN) ?? []).filter((token) => !JOINING.has(token)).join(" ");
