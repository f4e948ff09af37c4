import { logitOf, type Trees } from "../../../src/score/model/trees.ts";
import type { GrowOptions } from "../../fit/grow-trees.ts";
import { GROUPS, type LabelledRow, REPORTED } from "../../fit/rows.ts";
import { GROWN, rowLogit, trainedOn } from "../../fit/train-trees.ts";
import type { Scored } from "../metrics.ts";
import { balancedThreshold } from "./thresholds.ts";

/** Trees trained without the rows of one or two parts; each pair is trained once, whatever its order. */
export type TrainedWithout = (...parts: readonly string[]) => Trees;

export function trainedWithout(
  rows: readonly LabelledRow[],
  partOf: (row: LabelledRow) => string | undefined,
  options: GrowOptions = GROWN,
): TrainedWithout {
  const trained = new Map<string, Trees>();
  return (...parts) => {
    const without = new Set(parts);
    const key = [...without].sort().join();
    const known =
      trained.get(key) ??
      trainedOn(
        rows.filter((row) => !without.has(partOf(row) ?? "")),
        options,
      );
    trained.set(key, known);
    return known;
  };
}

export interface ScoredRow extends Scored {
  readonly source: string;
}

/** A set scored by what was trained without its group. */
export interface LeftOutSet {
  readonly set: string;
  readonly rows: readonly ScoredRow[];
  /** The sets of the other groups, each scored by what was trained neither with it nor with the group left out. */
  readonly others: readonly (readonly ScoredRow[])[];
  /** Fitted on `others`. */
  readonly threshold: number;
}

/** A score of a row by a method that was fitted without some groups. */
export type ScoreWithout = (row: LabelledRow, without: readonly string[]) => number;

/** The sets that are reported, each left out with its group from training and threshold. */
export function leftOutSets(rows: readonly LabelledRow[], scoreWithout: ScoreWithout): readonly LeftOutSet[] {
  const scored = (set: string, without: readonly string[]): readonly ScoredRow[] =>
    rows
      .filter((row) => row.set === set)
      .map((row) => ({ label: row.label, source: row.source, score: scoreWithout(row, without) }));
  const sets = REPORTED.filter((set) => rows.some((row) => row.set === set));
  return GROUPS.flatMap((group) => {
    const others = sets.filter((set) => groupOf(set) !== group).map((set) => scored(set, [group, groupOf(set)]));
    const threshold = balancedThreshold(others);
    return sets
      .filter((set) => groupOf(set) === group)
      .map((set) => ({ set, rows: scored(set, [group]), others, threshold }));
  });
}

export const groupOf = (set: string): string => (set.startsWith("ragtruth_") ? "ragtruth" : set);

export const byTrees =
  (without: TrainedWithout): ScoreWithout =>
  (row, groups) =>
    rowLogit(without(...groups), row);

/** The trees without the logits that are given beside them. */
export const byTreesAlone =
  (without: TrainedWithout): ScoreWithout =>
  ({ claims }, groups) =>
    Math.min(...claims.map(({ features }) => logitOf(without(...groups), features)));

/** What words alone say: the least coverage of a row's claims; infinity if it claims nothing. */
export const byCoverage: ScoreWithout = ({ claims }) => Math.min(...claims.map(({ coverage }) => coverage));

/** A logit as the score, 0..1, that `support` gives; of what claims nothing, 1. */
export const shareOf = (logit: number): number => 1 / (1 + Math.exp(-logit));
