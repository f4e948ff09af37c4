import type { Prompt, PromptMessage } from "../model.ts";
import type { AiSdkCall } from "./language-model.ts";

/** A prompt as the AI SDK's models take it; JSON is asked for by `responseFormat`, which they turn into whatever their provider has. */
export function callOf(
  prompt: Prompt,
  rest: Pick<AiSdkCall, "providerOptions" | "headers" | "abortSignal">,
): AiSdkCall {
  const { maxOutputTokens, temperature, topP, seed, stopSequences, output } = prompt;
  return {
    prompt: prompt.messages.map(messageOf),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(seed !== undefined && { seed }),
    ...(stopSequences !== undefined && { stopSequences: [...stopSequences] }),
    ...(output !== undefined && { responseFormat: { type: "json", name: output.name, schema: output.schema } }),
    ...rest,
  };
}

const messageOf = ({ role, content }: PromptMessage): object =>
  role === "system" ? { role, content } : { role, content: [{ type: "text", text: content }] };
