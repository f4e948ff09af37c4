import type { JsonOutput, PromptMessage } from "../model.ts";

/** Asks for JSON in words, where a server has no other way: in the first system message, as some allow only one. */
export function withSchemaInWords(messages: readonly PromptMessage[], output: JsonOutput): readonly PromptMessage[] {
  const words = `Reply with one JSON value that matches this JSON Schema, and with nothing else: no fence, no remark.\n${JSON.stringify(output.schema)}`;
  const [first, ...others] = messages;
  if (first?.role !== "system") return [{ role: "system", content: words }, ...messages];
  return [{ role: "system", content: `${first.content}\n\n${words}` }, ...others];
}
