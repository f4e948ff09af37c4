import { mistake } from "../text/mistake.ts";
import { callOf } from "./ai-sdk/call.ts";
import type { AiSdkLanguageModel } from "./ai-sdk/language-model.ts";
import type { Patience } from "./ai-sdk/patience.ts";
import { beginRequest } from "./ai-sdk/request.ts";
import type { Model, Prompt, Reply } from "./model.ts";

export type { AiSdkLanguageModel } from "./ai-sdk/language-model.ts";

export interface AiSdkOptions {
  /** Default: the provider's name up to its first dot, and the model's: `openai/gpt-5-mini`. */
  readonly id?: string;
  /** How long a whole reply may take. Default: 120,000. */
  readonly timeoutMs?: number;
  /** How long a stream may give nothing. Default: 30,000. */
  readonly idleTimeoutMs?: number;
  /** How large the text may be, as UTF-8. Default: 2 MiB. `generate` measures it when the AI SDK has read it all. */
  readonly maxBytes?: number;
  /** Handed on as they are. */
  readonly providerOptions?: { readonly [provider: string]: object };
  readonly headers?: { readonly [name: string]: string };
}

const OPTIONS = ["id", "timeoutMs", "idleTimeoutMs", "maxBytes", "providerOptions", "headers"];
const VERSIONS: readonly unknown[] = ["v2", "v3", "v4"];
const LONGEST = 2 ** 31 - 1; // what a timer takes

/**
 * A language model of the AI SDK, of specification V2, V3 or V4: what `openai("…")`, `google("…")` or any other of its providers
 * gives. Asked by its own `doGenerate` and `doStream`, in which nothing retries.
 *
 * Whether a reply is whole is told by its finish alone: to the AI SDK a stream that broke off ends as any other.
 * Throws `TypeError` for what is no such model; the mere name of one is none.
 */
export function aiSdk(languageModel: AiSdkLanguageModel, options: AiSdkOptions = {}): Model {
  assertLanguageModel(languageModel);
  assertOptions(options);
  const { timeoutMs = 120_000, idleTimeoutMs = 30_000, maxBytes = 2 ** 21, providerOptions, headers } = options;
  const asked = languageModel.modelId;
  const id = options.id ?? `${languageModel.provider.split(".", 1)[0]}/${asked}`;
  const settings = { id, asked, timeoutMs, idleTimeoutMs, maxBytes };
  const callBy = (prompt: Prompt, { signal }: Patience) =>
    callOf(prompt, {
      abortSignal: signal,
      ...(providerOptions !== undefined && { providerOptions }),
      ...(headers !== undefined && { headers }),
    });
  return {
    id,
    ...(providerOptions === undefined ? {} : { settings: { providerOptions } }),
    generate: async (prompt, context = {}) => {
      const request = beginRequest(settings, context);
      const { patience, collected } = request;
      try {
        collected.takeAll(await patience.wait(languageModel.doGenerate(callBy(prompt, patience))));
        return request.whole();
      } catch (error) {
        throw request.failed(error);
      } finally {
        request.end();
      }
    },
    stream: async function* (prompt, context = {}) {
      const request = beginRequest(settings, context);
      const { patience, collected } = request;
      let cancel = (): void => {};
      let reply: Reply;
      try {
        const { stream } = await patience.waitForMore(languageModel.doStream(callBy(prompt, patience)));
        const reader = stream.getReader();
        cancel = () => void reader.cancel().catch(() => {});
        for (;;) {
          const next = await patience.waitForMore(reader.read());
          if (next.done) break;
          const text = collected.take(next.value);
          if (text !== "") yield { type: "text", text };
        }
        reply = request.whole();
      } catch (error) {
        throw request.failed(error);
      } finally {
        request.end();
        cancel();
      }
      yield { type: "reply", reply };
    },
  };
}

function assertLanguageModel(value: unknown): asserts value is AiSdkLanguageModel {
  const field = (name: string): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  const isOne =
    VERSIONS.includes(field("specificationVersion")) &&
    ["provider", "modelId"].every((name) => typeof field(name) === "string") &&
    ["doGenerate", "doStream"].every((name) => typeof field(name) === "function");
  if (!isOne) throw mistake("languageModel", "be a language model of the AI SDK, specification v2, v3 or v4", value);
}

function assertOptions(options: AiSdkOptions): void {
  if (typeof options !== "object" || options === null) throw mistake("options", "be an object", options);
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw mistake("options", `have no fields but ${OPTIONS.join(", ")}`, unknown);
  const { id, timeoutMs, idleTimeoutMs, maxBytes } = options;
  if (id !== undefined && (typeof id !== "string" || id === "")) throw mistake("id", "be a name", id);
  for (const [name, value, most] of [
    ["timeoutMs", timeoutMs, LONGEST],
    ["idleTimeoutMs", idleTimeoutMs, LONGEST],
    ["maxBytes", maxBytes, Number.MAX_SAFE_INTEGER],
  ] as const)
    if (value !== undefined && !(Number.isFinite(value) && value > 0 && value <= most))
      throw mistake(name, `be a number above 0 and up to ${most}`, value);
}
