import { readFileSync } from "node:fs";
import type { Answer } from "vouchsafe";
import type { GuardCase } from "vouchsafe/testing";

/** The rows of `fixtures/<name>.jsonl`. */
export function rowsOf<Row>(name: string): readonly Row[] {
  return readFileSync(new URL(`../../fixtures/${name}.jsonl`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

/** One answer that must verify, and a neighbour, one edit away, that must not. */
export interface Pair {
  readonly id: string;
  readonly form: string;
  readonly answer: Answer;
  readonly neighbour: {
    readonly edit: string;
    readonly answer: string;
    readonly sources?: Answer["sources"];
    readonly code: string;
    readonly reason?: string;
  };
}
export const pairs = rowsOf<Pair>("verified");

export const casesOf = (guard: string): readonly GuardCase[] => rowsOf<GuardCase>(`guards/${guard}`);

/** The least that every guard's fixtures hold: three that pass, three that fail, one empty, one in another script. */
export function lacking(cases: readonly GuardCase[]): readonly string[] {
  const count = (test: (one: GuardCase) => boolean): number => cases.filter(test).length;
  const lacks = [
    ["three that pass", count(({ expect }) => expect === "pass") >= 3],
    ["three that fail", count(({ expect }) => expect === "fail") >= 3],
    ["an empty answer", count(({ answer }) => answer.answer === "") >= 1],
    ["another script", count(({ answer }) => /(?!\p{Script=Latin})\p{L}/u.test(answer.answer)) >= 1],
    ["a label on each", cases.every(({ expect, codes }) => expect !== undefined && codes !== undefined)],
    ["a reason of its own for each", new Set(cases.map(({ reason }) => reason)).size === cases.length],
  ] as const;
  return lacks.flatMap(([what, has]) => (has ? [] : [what]));
}
