import { VouchsafeError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import type { Context, Draft } from "../types.ts";
import { ask } from "./ask.ts";
import { type JudgeOptions, settingsOf } from "./options.ts";
import { assertRubric, passes, type Rubric } from "./rubric.ts";
import { wholeOf } from "./subject.ts";

/** What a model says of a whole answer, or why it was not asked. */
export type Rating =
  | {
      readonly label: string;
      /** That of the label, 0..1. */
      readonly score: number;
      readonly passes: boolean;
      /** 0..100, a whole number, as the model says. */
      readonly confidence: number;
    }
  | { readonly problem: string; readonly isSuspect?: true };

export type RaterOptions = Pick<JudgeOptions, "canary" | "maxOutputTokens" | "secret">;
export type Rate = (draft: Pick<Draft, "question" | "answer">, context: Context) => Promise<Rating>;

/**
 * Puts whole answers to a model by a rubric of one's own, with the fences, the strict reading and the canary of `judge`. Its labels cannot
 * ask for quotations: there are no passages. An answer that speaks to whoever judges it, and one that is too long, is not put to the model.
 *
 * A rating rejects as `judge` does. Throws `TypeError` for a rubric or options that make no sense.
 */
export function rater(model: Model, rubric: Rubric, options: RaterOptions = {}): Rate {
  assertKnown(options, ["canary", "maxOutputTokens", "secret"]);
  const settings = settingsOf(model, options);
  assertRubric(rubric, "rubric");
  if (rubric.labels.some(({ quote }) => quote === true))
    throw mistake("rubric.labels", "ask for no quotation: there is nothing to quote from", rubric.labels);
  const own = structuredClone(rubric);
  return async (draft, context) => {
    const item = wholeOf(draft);
    if ("problem" in item) {
      if (item.isSuspect) context.trace.event("judge-injection-suspected", {});
      return item;
    }
    const { verdicts } = await ask(own, [item], settings, context);
    const [verdict] = verdicts;
    const label = own.labels.find(({ name }) => name === verdict?.label);
    if (verdict === undefined || label === undefined)
      throw new VouchsafeError("a verdict is missing", { code: "judge-malformed" });
    return { label: label.name, score: label.score, passes: passes(own, label.name), confidence: verdict.confidence };
  };
}
