import { type Model, modelError, type Reply } from "vouchsafe/model";
import type { ModelCall, TokenUsage } from "vouchsafe/spend";

export interface Told {
  readonly usage?: TokenUsage;
  readonly failure?: "model-timed-out" | "model-rate-limited" | "model-unauthorized" | "model-unavailable";
  readonly status?: number;
  /** Made no request: a replay. */
  readonly silent?: true;
}
export interface TellingModel extends Model {
  /** How many requests were made. */
  readonly requests: () => number;
  /** The prompts' bounds, in order. */
  readonly bounds: (number | undefined)[];
}

/** A model that tells of each request as adapters do: once, when it has ended, whatever came of it. */
export function tellingModel(id: string, reply: (request: number) => Told | Promise<Told>): TellingModel {
  let begun = 0;
  let requests = 0;
  const bounds: (number | undefined)[] = [];
  const generate: Model["generate"] = async ({ maxOutputTokens }, context = {}) => {
    context.abortSignal?.throwIfAborted();
    bounds.push(maxOutputTokens);
    begun += 1;
    const { usage, failure, status, silent } = await reply(begun - 1);
    if (silent === undefined) {
      requests += 1;
      const call: ModelCall = {
        model: id,
        ...(usage === undefined ? {} : { usage }),
        ...(failure === undefined ? {} : { failure }),
        ...(status === undefined ? {} : { status }),
      };
      context.onCall?.(call);
    }
    if (failure !== undefined) throw modelError({ code: failure, message: failure, retryable: true });
    return { text: "fine", finish: "stop", usage: usage ?? {} } satisfies Reply;
  };
  return {
    id,
    bounds,
    requests: () => requests,
    generate,
    async *stream(prompt, context) {
      const whole = await generate(prompt, context);
      yield { type: "text", text: whole.text };
      yield { type: "reply", reply: whole };
    },
  };
}
