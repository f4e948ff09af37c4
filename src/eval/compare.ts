import type { EvalCase } from "./case.ts";
import { type Measures, measuresOf } from "./evaluate.ts";

/** A case in two runs. */
export interface Change {
  readonly id: string;
  readonly before: EvalCase;
  readonly after: EvalCase;
}

/** One run beside an earlier one, case by case. */
export interface Comparison {
  /** Decided rightly now and wrongly before. */
  readonly mended: readonly Change[];
  /** Decided wrongly now and rightly before. */
  readonly broken: readonly Change[];
  /** With another label than before: no fault of either run. */
  readonly relabelled: readonly Change[];
  /** How many are decided as before. */
  readonly same: number;
  /** Of those, how many have another score. */
  readonly rescored: number;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** Of the earlier run, as it was. */
  readonly before: Measures;
}

const isRight = ({ flagged, supported }: EvalCase): boolean => flagged !== supported;

/** Cases are known again by their ids; of several with one id the last counts. */
export function compare(before: readonly EvalCase[], after: readonly EvalCase[]): Comparison {
  const earlier = new Map(before.map((one) => [one.id, one]));
  const later = new Map(after.map((one) => [one.id, one]));
  const both = [...later].flatMap(([id, one]) => {
    const known = earlier.get(id);
    return known === undefined ? [] : [{ id, before: known, after: one }];
  });
  const labelled = both.filter((change) => change.before.supported === change.after.supported);
  const same = labelled.filter((change) => change.before.flagged === change.after.flagged);
  const other = labelled.filter((change) => change.before.flagged !== change.after.flagged);
  return {
    mended: other.filter((change) => isRight(change.after)),
    broken: other.filter((change) => !isRight(change.after)),
    relabelled: both.filter((change) => change.before.supported !== change.after.supported),
    same: same.length,
    rescored: same.filter((change) => change.before.score !== change.after.score).length,
    added: [...later.keys()].filter((id) => !earlier.has(id)),
    gone: [...earlier.keys()].filter((id) => !later.has(id)),
    before: measuresOf(before, { resamples: 0 }),
  };
}
