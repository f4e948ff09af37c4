import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { modelOf } from "./adapter/exchange.ts";
import { LIMITS, type Limits } from "./adapter/limits.ts";
import { adapterOptions } from "./adapter/options.ts";
import type { SameModel } from "./adapter/same-model.ts";
import { callOf } from "./ai-sdk/call.ts";
import type { AiSdkLanguageModel } from "./ai-sdk/language-model.ts";
import { streamedParts, wholeResult } from "./ai-sdk/reading.ts";
import { sendByModel } from "./ai-sdk/send.ts";
import type { Model } from "./model.ts";

export type { AiSdkLanguageModel } from "./ai-sdk/language-model.ts";

/**
 * What the AI SDK has read cannot be limited while it is read: without a stream, `headersTimeoutMs` is until all of the reply
 * has come, and `maxResponseBytes` is held against its text alone.
 */
export interface AiSdkOptions extends Limits {
  /** The first half of `Model.id`. Default: the provider's name up to its first dot, as `openai` of `openai.responses`. */
  readonly provider?: string;
  /** Default "family": a dated snapshot of the model is no other model. */
  readonly sameModel?: SameModel;
  /** How JSON is asked for. Default "schema": by the AI SDK, in the provider's own way; "prompt": in words, for a model that has none. */
  readonly output?: "schema" | "prompt";
  /** Handed on as they are. */
  readonly providerOptions?: { readonly [provider: string]: object };
  readonly headers?: { readonly [name: string]: string };
}

const OPTIONS = ["provider", "sameModel", "output", "providerOptions", "headers", ...LIMITS];
const VERSIONS: readonly unknown[] = ["v2", "v3", "v4"];

/**
 * A language model of the AI SDK, of specification V2, V3 or V4: what `openai("…")`, `google("…")` or any other of its providers
 * gives. It is asked by `doGenerate` and `doStream`, in which nothing retries.
 *
 *     const model = aiSdk(google("gemini-2.5-flash"));
 *
 * To the AI SDK a stream that broke off ends like any other; here only a good finish makes a reply of it. What follows a finish
 * reason on the wire it does not show. Throws `TypeError` for what is no such model; the mere name of one is none.
 */
export function aiSdk(languageModel: AiSdkLanguageModel, options: AiSdkOptions = {}): Model {
  assertLanguageModel(languageModel);
  assertKnown(options, OPTIONS);
  const { provider = languageModel.provider.split(".", 1)[0] ?? "", output = "schema", ...rest } = options;
  if (output !== "schema" && output !== "prompt") throw mistake("output", 'be "schema" or "prompt"', output);
  const { providerOptions, headers, ...others } = rest;
  const { model, sameModel, limits } = adapterOptions({ ...others, provider, model: languageModel.modelId });
  const asked = modelOf({
    id: `${provider}/${model}`,
    model,
    sameModel,
    limits,
    wire: {
      request: (prompt) => callOf(prompt, output),
      tool: () => undefined,
      whole: wholeResult,
      stream: streamedParts,
    },
    send: sendByModel(languageModel, {
      ...(providerOptions !== undefined && { providerOptions }),
      ...(headers !== undefined && { headers }),
    }),
  });
  // What goes with every call, and makes another reply of the same prompt.
  return { ...asked, settings: { output, sameModel, ...(providerOptions !== undefined && { providerOptions }) } };
}

function assertLanguageModel(value: unknown): void {
  const field = (name: string): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  const isOne =
    VERSIONS.includes(field("specificationVersion")) &&
    ["provider", "modelId"].every((name) => typeof field(name) === "string") &&
    ["doGenerate", "doStream"].every((name) => typeof field(name) === "function");
  if (!isOne) throw mistake("languageModel", "be a language model of the AI SDK, specification v2, v3 or v4", value);
}
