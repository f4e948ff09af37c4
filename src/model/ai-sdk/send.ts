import type { Given, Send, SendOptions } from "../adapter/wire.ts";
import { modelError } from "../failure.ts";
import type { AiSdkCall, AiSdkLanguageModel } from "./language-model.ts";
import { failureOfAiSdk, isUnsent } from "./thrown.ts";

/** Sends by the model's own `doGenerate` and `doStream`. */
export function sendByModel(
  languageModel: AiSdkLanguageModel,
  settings: Pick<AiSdkCall, "providerOptions" | "headers">,
): Send {
  return async (options) => {
    const { body, streaming, signal } = options;
    const call = { ...(body as { readonly prompt: readonly object[] }), ...settings, abortSignal: signal };
    return toldWhenSent(options, async () =>
      streaming
        ? { type: "events", events: partsOf((await languageModel.doStream(call)).stream), ends: [] }
        : { type: "value", value: await languageModel.doGenerate(call) },
    );
  };
}

/**
 * What the AI SDK refuses to send it throws as it throws all else, so that a request is known by what came of it: anything
 * but such an error, or that it was given up while it ran.
 */
async function toldWhenSent({ signal, onSend }: SendOptions, act: () => Promise<Given>): Promise<Given> {
  signal.addEventListener("abort", onSend, { once: true });
  try {
    const value = await act();
    onSend();
    return value;
  } catch (error) {
    if (!isUnsent(error)) onSend();
    throw modelError(failureOfAiSdk(error));
  } finally {
    signal.removeEventListener("abort", onSend);
  }
}

function partsOf(stream: {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    cancel(): Promise<void>;
  };
}): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]: () => {
      const reader = stream.getReader();
      return {
        next: () =>
          reader.read().then(
            ({ done, value }) => (done ? { done: true as const, value: undefined } : { done: false as const, value }),
            (error) => {
              throw modelError(failureOfAiSdk(error));
            },
          ),
        return: async () => {
          await reader.cancel();
          return { done: true as const, value: undefined };
        },
      };
    },
  };
}
