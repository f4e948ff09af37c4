import { fail } from "../adapter/gathered.ts";
import { withSchemaInWords } from "../adapter/prompt-schema.ts";
import { isStrictSchema } from "../adapter/strict-schema.ts";
import type { JsonOutput, Prompt } from "../model.ts";
import type { RequestSettings } from "./settings.ts";

/** The body of a response. This interface knows neither a seed, which is left out, nor stop sequences. */
export function responsesRequest(prompt: Prompt, settings: RequestSettings, streaming: boolean) {
  const { messages, output, maxOutputTokens, temperature, topP, stopSequences } = prompt;
  const { model, mode, sampling, body } = settings;
  // Left out, they would give another reply than was asked for.
  if (stopSequences !== undefined && stopSequences.length > 0)
    fail("model-rejected", "The Responses API has no stop sequences: nothing was sent.");
  const inWords = output !== undefined && mode === "prompt";
  return {
    // What is asked is no one's to keep.
    store: false,
    ...body,
    model,
    input: (inWords ? withSchemaInWords(messages, output) : messages).map(({ role, content }) => ({ role, content })),
    ...(streaming ? { stream: true } : {}),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    ...(temperature === undefined || !sampling ? {} : { temperature }),
    ...(topP === undefined || !sampling ? {} : { top_p: topP }),
    ...(output === undefined || inWords ? {} : format(output, mode, body)),
  };
}

function format({ name, schema }: JsonOutput, mode: RequestSettings["mode"], body: RequestSettings["body"]) {
  const strict = isStrictSchema(schema);
  if (mode === "schema")
    return { text: { ...asFields(body.text), format: { type: "json_schema", name, schema, strict } } };
  return {
    tools: [{ type: "function", name, parameters: schema, strict }],
    tool_choice: { type: "function", name },
  };
}

/** `text` holds more than the format: how long to write. */
const asFields = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
