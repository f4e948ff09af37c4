import type { OutputMode } from "../adapter/options.ts";
import { withSchemaInWords } from "../adapter/prompt-schema.ts";
import type { JsonOutput, Prompt } from "../model.ts";

export interface MessagesSettings {
  readonly model: string;
  readonly mode: OutputMode;
  /** Whether the model takes `temperature` and `top_p`. */
  readonly sampling: boolean;
  readonly body: { readonly [field: string]: unknown };
}

/** The interface wants a limit; a prompt without one gets what any of its models can write. */
const MAX_TOKENS = 4096;

/** The body of a message. The interface knows no seed, which is left out; system messages go before all others. */
export function messagesRequest(prompt: Prompt, { model, mode, sampling, body }: MessagesSettings, streaming: boolean) {
  const { output, maxOutputTokens, temperature, topP, stopSequences } = prompt;
  const inWords = output !== undefined && mode === "prompt";
  const messages = inWords ? withSchemaInWords(prompt.messages, output) : prompt.messages;
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  return {
    max_tokens: MAX_TOKENS,
    ...body,
    model,
    ...(system.length === 0 ? {} : { system: system.join("\n\n") }),
    messages: messages.filter(({ role }) => role !== "system").map(({ role, content }) => ({ role, content })),
    ...(streaming ? { stream: true } : {}),
    ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
    ...(temperature === undefined || !sampling ? {} : { temperature }),
    ...(topP === undefined || !sampling ? {} : { top_p: topP }),
    ...(stopSequences === undefined ? {} : { stop_sequences: stopSequences }),
    ...(output === undefined || inWords ? {} : format(output, mode, body)),
  };
}

function format({ name, schema }: JsonOutput, mode: OutputMode, body: MessagesSettings["body"]) {
  const config = typeof body.output_config === "object" && body.output_config !== null ? body.output_config : {};
  if (mode === "schema") return { output_config: { ...config, format: { type: "json_schema", schema } } };
  return {
    tools: [{ name, input_schema: schema }],
    tool_choice: { type: "tool", name, disable_parallel_tool_use: true },
  };
}
