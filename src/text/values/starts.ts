import { lazily } from "../vocabulary.ts";
import { CURRENCY_WORDS } from "./currencies.ts";
import { monthNames } from "./months.ts";
import { PERIOD_WORDS } from "./periods.ts";
import { NUMBER_WORDS } from "./spelled.ts";
import type { Token } from "./tokens.ts";

/** Words that values begin with and that none of the lists names. */
const OTHERS =
  "a an half minus once twice thrice noon midday midnight q fy ad ce v http https www us au ca nz hk mx c s r".split(
    " ",
  );

const words = lazily(
  (): ReadonlySet<string> => new Set([...OTHERS, ...NUMBER_WORDS, ...CURRENCY_WORDS, ...PERIOD_WORDS, ...monthNames()]),
);

/**
 * Whether a value may begin at a token: most words of a text are told at one look. What is written on to another token may be the
 * beginning of a name with figures.
 */
export function mayBegin(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word") return token !== undefined;
  const next = tokens[at + 1];
  return (
    words().has(token.text) || (next?.glued === true && (next.kind === "digits" || tokens[at + 2]?.kind === "digits"))
  );
}
