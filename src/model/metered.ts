import type { CallContext } from "../calls.ts";
import type { Ask, Meter, Tab } from "../spend/meter.ts";
import { mistake } from "../text/mistake.ts";
import { identityOf } from "./identity.ts";
import type { Prompt, Wrap } from "./model.ts";
import { assertPrompt } from "./options.ts";

/**
 * A model whose requests a ledger writes down, or a budget limits too: what its worst case does not fit is not asked,
 * and rejects with `budget-exceeded`.
 *
 * It belongs next to the model itself, inside of `retry` and `fallback`: then every attempt is charged, and that of
 * another model at that model's price. What tells `onCall` of no request, such as a replay, costs nothing.
 *
 * @example
 * const model = wrap(openai(client, { model: "gpt-5-mini" }), retry(), metered(budget({ perDayMicroUsd: 5_000_000, maxOutputTokens: 1_000 })));
 */
export function metered(meter: Meter): Wrap {
  if (typeof meter?.open !== "function") throw mistake("meter", "be a ledger or a budget", meter);
  return (model) => ({
    ...identityOf(model),
    async generate(prompt, context = {}) {
      const tab = await openInTime(meter, askOf(model.id, prompt, context), context.abortSignal);
      try {
        return await model.generate(bounded(prompt, tab), charging(context, tab));
      } finally {
        tab.close();
      }
    },
    async *stream(prompt, context = {}) {
      const tab = await openInTime(meter, askOf(model.id, prompt, context), context.abortSignal);
      try {
        yield* model.stream(bounded(prompt, tab), charging(context, tab));
      } finally {
        tab.close();
      }
    },
  });
}

function askOf(model: string, prompt: Prompt, { account }: CallContext): Ask {
  assertPrompt(prompt);
  const { messages, output, maxOutputTokens } = prompt;
  return {
    model,
    texts: messages.map(({ content }) => content),
    ...(output === undefined ? {} : { schema: JSON.stringify(output.schema) }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(account === undefined ? {} : { account }),
  };
}

function bounded(prompt: Prompt, { maxOutputTokens }: Tab): Prompt {
  return maxOutputTokens === undefined || prompt.maxOutputTokens !== undefined
    ? prompt
    : { ...prompt, maxOutputTokens };
}

function charging(context: CallContext, tab: Tab): CallContext {
  return {
    ...context,
    onCall(call) {
      // Not as an argument of `onCall?.()`, which is not even looked at where nobody listens.
      const priced = tab.told(call);
      context.onCall?.(priced);
    },
  };
}

/** An abort does not wait for the store: what is put aside after it is given back. */
async function openInTime(meter: Meter, ask: Ask, abortSignal: AbortSignal | undefined): Promise<Tab> {
  abortSignal?.throwIfAborted();
  const opening = meter.open(ask);
  if (abortSignal === undefined) return opening;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortSignal.reason);
      opening.then((tab) => tab.close()).catch(() => {});
    };
    abortSignal.addEventListener("abort", onAbort, { once: true });
    const deaf = (): void => abortSignal.removeEventListener("abort", onAbort);
    opening.then(
      (tab) => {
        deaf();
        resolve(tab);
      },
      (error) => {
        deaf();
        reject(error);
      },
    );
  });
}
