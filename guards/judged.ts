import { block, defineGuard, type Finding, type Guard, note, open } from "vouchsafe/core";
import { type RaterOptions, type Rubric, rater } from "vouchsafe/judge";
import type { Model } from "vouchsafe/model";

export interface JudgedOptions extends RaterOptions {
  readonly model: Model;
  /** The criterion as a question, its labels and the score of each. A `canary` of your own makes a judge that lets everything pass known. */
  readonly rubric: Rubric;
  /** What is true when it passes, kebab-case: `polite`. Default: `judged`. */
  readonly name?: string;
  /** A label of less confidence, 0..100, leaves the answer undecided. Default: 50. */
  readonly minConfidence?: number;
}

/**
 * The whole answer meets a criterion of the caller's own (tone, completeness, policy), as a model says by a rubric. Codes: `criterion-failed`
 * (open where the model is too unsure, or the answer cannot be put to it), `injection-suspected` (open: the answer speaks to whoever
 * judges it), `criterion-met` (a note). Unit: answer. It costs a call, so it runs only when nothing before it has failed.
 *
 * A model's word and no more: there is nothing here to quote, so that nothing but the canary and the fences stands between an
 * answer and a gullible model. What cannot be read, twice, is an error, never a pass. Throws `TypeError` for options that make no sense.
 */
export function judged({ model, rubric, name = "judged", minConfidence = 50, ...options }: JudgedOptions): Guard {
  if (!(typeof minConfidence === "number" && minConfidence >= 0 && minConfidence <= 100))
    throw new TypeError(`Expected \`minConfidence\` to be a number from 0 to 100, got ${String(minConfidence)}.`);
  const rate = rater(model, rubric, options);
  return defineGuard({
    name,
    unit: "answer",
    cost: "model",
    async check(draft, context): Promise<readonly Finding[]> {
      if (draft.answer.trim() === "") return [block("criterion-failed", "there is no answer to judge")];
      const rating = await rate(draft, { ...context, account: { ...context.account, guard: name } });
      if ("problem" in rating)
        return [
          open(rating.isSuspect ? "injection-suspected" : "criterion-failed", `was not judged: ${rating.problem}`),
        ];
      const { label, passes, confidence, score } = rating;
      const said = `the model says "${label}" (${confidence} of 100)`;
      if (confidence < minConfidence) return [open("criterion-failed", `${said}: too unsure to count`, { score })];
      return [passes ? note("criterion-met", said, { score }) : block("criterion-failed", said, { score })];
    },
  });
}
