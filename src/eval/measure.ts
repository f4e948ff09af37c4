import { calibrationErrorOf } from "./calibration-error.ts";
import type { EvalCase } from "./case.ts";
import { aurcOf, aurocOf } from "./ranking.ts";
import { type Counts, ratesOfCounts } from "./rates.ts";
import { type Tie, tiesOf, weighed } from "./ties.ts";

/** Everything that is measured, in the order in which it is shown. */
export const FIGURES = [
  "precision",
  "recall",
  "f1",
  "balancedAccuracy",
  "auroc",
  "aurc",
  "expectedCalibrationError",
] as const;
export type FigureName = (typeof FIGURES)[number];
/** 0..1, or `NaN` where a figure cannot be computed. */
export type Measured = { readonly [Name in FigureName]: number };

/** Cases sorted once, to be measured many times. */
export interface Sorted {
  readonly cases: readonly EvalCase[];
  readonly labels: readonly boolean[];
  readonly byScore: readonly Tie[];
  /** By probability; by score where there is none. */
  readonly byProbability: readonly Tie[];
}

export function sortedCases(cases: readonly EvalCase[]): Sorted {
  const byScore = tiesOf(cases.map(({ score }) => score));
  const isCalibrated = cases.some(({ probability }) => probability !== undefined);
  return {
    cases,
    labels: cases.map(({ supported }) => supported),
    byScore,
    byProbability: isCalibrated ? tiesOf(cases.map(({ probability, score }) => probability ?? score)) : byScore,
  };
}

/** The figures where case `at` stands `weights[at]` times, whole numbers. Linear. */
export function measure({ cases, labels, byScore, byProbability }: Sorted, weights: ArrayLike<number>): Measured {
  const { precision, recall, f1, balancedAccuracy } = ratesOfCounts(countsOf(cases, weights));
  const scores = weighed(byScore, labels, weights);
  const probabilities = byProbability === byScore ? scores : weighed(byProbability, labels, weights);
  return {
    precision,
    recall,
    f1,
    balancedAccuracy,
    auroc: aurocOf(scores),
    aurc: aurcOf(scores),
    expectedCalibrationError: calibrationErrorOf(probabilities),
  };
}

export function countsOf(cases: readonly EvalCase[], weights: ArrayLike<number>): Counts {
  const counts = { caught: 0, missed: 0, alarms: 0, quiet: 0 };
  for (const [at, { supported, flagged }] of cases.entries()) {
    const name = supported ? (flagged ? "alarms" : "quiet") : flagged ? "caught" : "missed";
    counts[name] += weights[at] ?? 0;
  }
  return counts;
}
