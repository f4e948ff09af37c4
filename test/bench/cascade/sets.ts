import { type LabelledRow, REPORTED } from "../../fit/rows.ts";
import { groupOf, type ScoreWithout } from "../support/left-out.ts";
import type { Decided, Guarded } from "./guarded.ts";

/** A labelled sentence as the cascade sees it. */
export interface Claim {
  readonly source: string;
  readonly label: 0 | 1;
  readonly free?: Decided;
  /** By what was fitted without its set. */
  readonly score: number;
}

export interface CascadeSet {
  readonly set: string;
  readonly claims: readonly Claim[];
  /** The sets of the other groups, each scored by what was fitted neither with it nor with the group left out. */
  readonly others: readonly (readonly Claim[])[];
}

/** Each reported set left out with its group, with what the guard decides for free. */
export function cascadeSets(
  rows: readonly LabelledRow[],
  guarded: ReadonlyMap<string, readonly Guarded[]>,
  scoreWithout: ScoreWithout,
): readonly CascadeSet[] {
  const own = Map.groupBy(rows, ({ set }) => set);
  const claims = (set: string, without: readonly string[]): readonly Claim[] =>
    (own.get(set) ?? []).map((row, at) => {
      const free = guarded.get(set)?.[at]?.free;
      return { source: row.source, label: row.label, score: scoreWithout(row, without), ...(free && { free }) };
    });
  const sets = REPORTED.filter((set) => own.has(set));
  return sets.map((set) => ({
    set,
    claims: claims(set, [groupOf(set)]),
    others: sets
      .filter((other) => groupOf(other) !== groupOf(set))
      .map((other) => claims(other, [groupOf(set), groupOf(other)])),
  }));
}

/** The same without what the guard decides for free: the score alone. */
export const scoresAlone = (sets: readonly CascadeSet[]): readonly CascadeSet[] =>
  sets.map(({ set, claims, others }) => ({
    set,
    claims: claims.map(bare),
    others: others.map((one) => one.map(bare)),
  }));

const bare = ({ free: _, ...claim }: Claim): Claim => claim;
