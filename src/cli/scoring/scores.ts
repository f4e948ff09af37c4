import type { Evidence, Finding, Outcome } from "vouchsafe";
import { SCORED } from "./scored.ts";

/** What was found of a claim, or of an answer. */
export interface Scores {
  /** 0..1: of the claim that is carried the least; 1 where nothing is claimed. */
  readonly support: number;
  readonly evidence: readonly Evidence[];
  /** What the guards say, notes included. */
  readonly findings: readonly Finding[];
}

export function scoresOf({ verdicts }: Outcome): Scores {
  const notes = verdicts.filter(({ guard }) => guard === SCORED).flatMap(({ findings }) => findings);
  return {
    support: notes.reduce((least, { score = 0 }) => Math.min(least, score), 1),
    evidence: notes.flatMap(({ evidence = [] }) => evidence),
    findings: verdicts.filter(({ guard }) => guard !== SCORED).flatMap(({ findings }) => findings),
  };
}

/** A failure of the machinery: the row was not checked, so it has no score. */
export function failureOf(outcome: Outcome): string | undefined {
  if (outcome.status === "verified") return undefined;
  const failure = outcome.escalation.failures.find(({ code }) => code !== "no-sources");
  return failure === undefined ? undefined : `was not checked: ${failure.message}`;
}
