import type { Fold, ScoredAnswer } from "./folds.ts";
import { cutBetween } from "./thresholds.ts";

export const CAUGHT = 0.6; // the share of the bad answers that the bar asks for
export const MARGIN = 0.02; // more is fitted, since what is caught of another fold varies

/** Prose and records have thresholds of their own: of what kind a source is, is known. */
export const KINDS = [
  ["QA and summary", (task: string) => task !== "data2txt"],
  ["JSON records", (task: string) => task === "data2txt"],
] as const;

/** A fold's answers of some tasks. */
export const only = ({ own, others }: Fold, has: (task: string) => boolean): Fold => ({
  own: own.filter(({ task }) => has(task)),
  others: others.map((fold) => fold.filter(({ task }) => has(task))),
});

/** The least logit of the claims whose score alone decides; infinity if there are none. */
export const leastScored = ({ scored }: ScoredAnswer): number =>
  Math.min(...scored.flatMap(({ isScored, logit }) => (isScored ? logit : [])));

/** The lowest threshold at which so large a share of the bad answers is escalated; minus infinity if they are without one. */
export function catching(answers: readonly ScoredAnswer[], wanted: number): number {
  const bad = answers.filter((answer) => answer.bad);
  const missing = Math.ceil(wanted * bad.length - 1e-9) - bad.filter(({ isFlagged }) => isFlagged).length;
  if (missing <= 0) return Number.NEGATIVE_INFINITY;
  const left = bad
    .filter(({ isFlagged }) => !isFlagged)
    .map(leastScored)
    .sort((a, b) => a - b);
  const last = left[missing - 1] ?? 0;
  // Halfway to the next score, so that the threshold is not that of one answer.
  const next = left.slice(missing).find((score) => score > last) ?? Number.POSITIVE_INFINITY;
  return cutBetween(last, next);
}
