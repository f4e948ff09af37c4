import { claimLogit } from "../../../src/score/measure.ts";
import type { Trees } from "../../../src/score/model/trees.ts";
import type { AnswerClaim, TakenApart } from "./answers-of.ts";
import type { TrainedWithout } from "./left-out.ts";

const FOLDS = 5;

/** The fold of each source: of each task, its sources in turn, so that all folds have as many of each. */
export function foldsOf(
  answers: readonly { readonly task: string; readonly source: string }[],
): ReadonlyMap<string, string> {
  const folds = new Map<string, string>();
  const seen = new Map<string, number>();
  for (const { task, source } of answers) {
    if (folds.has(source)) continue;
    const at = seen.get(task) ?? 0;
    folds.set(source, `fold ${at % FOLDS}`);
    seen.set(task, at + 1);
  }
  return folds;
}

/** An answer whose claims carry the logits of trees that have not seen its source. */
export interface ScoredAnswer extends TakenApart {
  readonly scored: readonly ScoredClaim[];
}
export interface ScoredClaim extends AnswerClaim {
  readonly logit: number;
}

/** A fold, and what may be fitted for it: answers of the other folds, scored by trees that have seen neither. */
export interface Fold {
  readonly own: readonly ScoredAnswer[];
  readonly others: readonly (readonly ScoredAnswer[])[];
}

export function foldsScored(answers: readonly TakenApart[], without: TrainedWithout): readonly Fold[] {
  const folds = foldsOf(answers);
  const parts = [...Map.groupBy(answers, ({ source }) => folds.get(source) ?? "")];
  return parts.map(([name, own]) => ({
    own: own.map((answer) => scoredBy(answer, without(name))),
    others: parts
      .filter(([other]) => other !== name)
      .map(([other, rest]) => rest.map((answer) => scoredBy(answer, without(name, other)))),
  }));
}

const scoredBy = (answer: TakenApart, trees: Trees): ScoredAnswer => ({
  ...answer,
  scored: answer.claims.map((claim) => ({ ...claim, logit: claimLogit(trees, claim) })),
});
