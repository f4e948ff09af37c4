import { withSchemaInWords } from "../adapter/prompt-schema.ts";
import type { Prompt, PromptMessage } from "../model.ts";

/**
 * A prompt as the AI SDK's models take it. JSON is asked for by `responseFormat`, which they turn into whatever their provider
 * has; or in words.
 */
export function callOf(prompt: Prompt, mode: "schema" | "prompt"): { readonly [field: string]: unknown } {
  const { maxOutputTokens, temperature, topP, seed, stopSequences, output } = prompt;
  const inWords = output !== undefined && mode === "prompt";
  const messages = inWords ? withSchemaInWords(prompt.messages, output) : prompt.messages;
  return {
    prompt: messages.map(messageOf),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(seed !== undefined && { seed }),
    ...(stopSequences !== undefined && { stopSequences: [...stopSequences] }),
    ...(output !== undefined &&
      !inWords && { responseFormat: { type: "json", name: output.name, schema: output.schema } }),
  };
}

const messageOf = ({ role, content }: PromptMessage): object =>
  role === "system" ? { role, content } : { role, content: [{ type: "text", text: content }] };
