import type { Account, CallContext } from "../calls.ts";
import { mistake } from "../text/mistake.ts";
import { identityOfAll } from "./identity.ts";
import type { Model, Prompt } from "./model.ts";
import { assertModel } from "./options.ts";

/** What a route is chosen by. */
export interface Asked {
  readonly prompt: Prompt;
  /** Of all messages together, in UTF-16 units: some four to a token of English, one to two of Chinese. */
  readonly length: number;
  /** Whose budget it is: `budget.state(account)`. */
  readonly account: Account;
}

/**
 * The model that `choose` names for a prompt: a small one for a small task, or where the budget runs low. A name that is none of `models` throws `TypeError`, when the call is made.
 *
 * @example
 * const model = route({ small, large }, ({ prompt, length }) => (prompt.task === "judge" && length < 20_000 ? "small" : "large"));
 */
export function route<Name extends string>(
  models: { readonly [name in Name]: Model },
  choose: (asked: Asked) => NoInfer<Name>,
): Model {
  if (typeof models !== "object" || models === null) throw mistake("models", "be an object of models", models);
  const entries = new Map<string, Model>(Object.entries<Model>(models));
  if (entries.size === 0) throw mistake("models", "hold a model", models);
  for (const [name, model] of entries) assertModel(`models.${name}`, model);
  if (typeof choose !== "function") throw mistake("choose", "be a function", choose);

  const chosen = (prompt: Prompt, { account = {} }: CallContext = {}): Model => {
    const length = prompt.messages.reduce((sum, { content }) => sum + content.length, 0);
    const name = choose({ prompt, length, account });
    const model = entries.get(name);
    if (model === undefined) throw mistake("choose", `give one of ${[...entries.keys()].join(", ")}`, name);
    return model;
  };
  return {
    ...identityOfAll([...entries.values()]),
    generate: async (prompt: Prompt, context?: CallContext) => chosen(prompt, context).generate(prompt, context),
    async *stream(prompt: Prompt, context?: CallContext) {
      yield* chosen(prompt, context).stream(prompt, context);
    },
  };
}
