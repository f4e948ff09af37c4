import { withSchemaInWords } from "../adapter/prompt-schema.ts";
import { isStrictSchema } from "../adapter/strict-schema.ts";
import type { JsonOutput, Prompt } from "../model.ts";
import type { RequestSettings } from "./settings.ts";

/** The body of a chat completion. */
export function chatRequest(prompt: Prompt, settings: RequestSettings, streaming: boolean) {
  const { messages, output, maxOutputTokens, temperature, topP, seed, stopSequences } = prompt;
  const { model, mode, sampling, tokenLimit, body } = settings;
  const inWords = output !== undefined && mode === "prompt";
  return {
    // Without it, a stream says nothing of what it costs.
    ...(streaming ? { stream_options: { include_usage: true } } : {}),
    ...body,
    model,
    messages: (inWords ? withSchemaInWords(messages, output) : messages).map(({ role, content }) => ({
      role,
      content,
    })),
    ...(streaming ? { stream: true } : {}),
    ...(maxOutputTokens === undefined ? {} : { [tokenLimit]: maxOutputTokens }),
    ...(temperature === undefined || !sampling ? {} : { temperature }),
    ...(topP === undefined || !sampling ? {} : { top_p: topP }),
    ...(seed === undefined ? {} : { seed }),
    ...(stopSequences === undefined ? {} : { stop: stopSequences }),
    ...(output === undefined || inWords ? {} : format(output, mode)),
  };
}

function format({ name, schema }: JsonOutput, mode: RequestSettings["mode"]) {
  const strict = isStrictSchema(schema);
  if (mode === "schema")
    return { response_format: { type: "json_schema", json_schema: { name, schema, ...(strict ? { strict } : {}) } } };
  return {
    tools: [{ type: "function", function: { name, parameters: schema, ...(strict ? { strict } : {}) } }],
    tool_choice: { type: "function", function: { name } },
  };
}
