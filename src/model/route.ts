import type { CallContext } from "../calls.ts";
import { mistake } from "../text/mistake.ts";
import type { NonEmpty } from "../types.ts";
import { identityOfAll } from "./identity.ts";
import type { Model, Prompt } from "./model.ts";
import { assertModel } from "./options.ts";

/**
 * The model that `choose` takes from the list: a small one for a small task, a cheap one when the budget runs low. `length` is that of all
 * messages of the prompt together, in UTF-16 units: some four to a token of English, one to two of Chinese. One that is not in the list throws
 * `TypeError`, when the call is made: the list is what a cache and a bill go by.
 *
 * @example
 * const model = route([large, small], ({ task }, _, length) => (task === "judge" && length < 20_000 ? small : large));
 */
export function route(
  models: NonEmpty<Model>,
  choose: (prompt: Prompt, context: CallContext, length: number) => Model,
): Model {
  if (!Array.isArray(models) || models.length === 0) throw mistake("models", "be a list of models", models);
  for (const [at, model] of models.entries()) assertModel(`models[${at}]`, model);
  if (typeof choose !== "function") throw mistake("choose", "be a function", choose);

  const chosen = (prompt: Prompt, context: CallContext): Model => {
    const length = prompt.messages.reduce((sum, { content }) => sum + content.length, 0);
    const model = choose(prompt, context, length);
    if (!models.includes(model)) throw mistake("choose", "give one of the models", model);
    return model;
  };
  return {
    ...identityOfAll(models),
    generate: async (prompt: Prompt, context: CallContext = {}) => chosen(prompt, context).generate(prompt, context),
    async *stream(prompt: Prompt, context: CallContext = {}) {
      yield* chosen(prompt, context).stream(prompt, context);
    },
  };
}
