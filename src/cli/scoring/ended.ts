import type { Session } from "../session.ts";

/** How many cases were scored, and how many could not be read. */
export interface Scoring {
  readonly scored: number;
  readonly invalid: number;
}

/** `1,204 claims: 1,200 scored, 4 invalid`. */
export function tallied(noun: string, { scored, invalid }: Scoring): string {
  const total = scored + invalid;
  const parts = Object.entries({ scored, invalid })
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number.toLocaleString("en-US")} ${name}`);
  const said = `${total.toLocaleString("en-US")} ${noun}${total === 1 ? "" : "s"}`;
  return parts.length > 0 ? `${said}: ${parts.join(", ")}` : said;
}

/** Says on standard error how a run ended. 0: all is scored; 2: some could not be read or written; 130: interrupted. */
export function ended(noun: string, tally: Scoring, { stop }: Session): 0 | 2 | 130 {
  const said = tallied(noun, tally);
  if (stop === "interrupted") process.stderr.write(`stopped after ${said}\n`);
  else if (stop === "output-failed") process.stderr.write("vouchsafe: the output cannot be written\n");
  else if (stop === undefined && tally.scored + tally.invalid > 1) process.stderr.write(`${said}\n`);
  if (stop === "interrupted") return 130;
  return tally.invalid > 0 || stop === "output-failed" ? 2 : 0;
}
