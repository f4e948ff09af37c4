import type { Answer } from "../inputs.ts";
import type { Reply } from "./model.ts";

/**
 * What a wrapped function returns of a reply: the text, how it ended, what it used. The text alone would lose that a
 * route may not verify (`finish: "other"`): such an answer escalates as `incomplete`.
 *
 * @example
 * const ask = grounded(async (input: Input, context) => answerOf(await model.generate(promptOf(input), context)));
 */
export function answerOf({ text, finish, usage }: Reply): Required<Pick<Answer, "answer" | "finish" | "usage">> {
  return { answer: text, finish, usage };
}
