import { countOf, deepField, fieldOf, isFields, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import { add, type Gathered, identify, malformed, note } from "../adapter/gathered.ts";
import { tokenUsage } from "../adapter/usage.ts";
import { modelError } from "../failure.ts";
import { failureOfAiSdk } from "./thrown.ts";

/** Reads what `doGenerate` gave. */
export function wholeResult(gathered: Gathered): (value: unknown) => string {
  return (value) => {
    const content = fieldOf(value, "content");
    if (!Array.isArray(content)) malformed("it has no content");
    identify(gathered, deepField(value, "response", "modelId"));
    note(gathered, "id", deepField(value, "response", "id"));
    takeEnd(value, gathered);
    for (const part of content) {
      const type = fieldOf(part, "type");
      if (type === "text") addText(part, "text", gathered);
      if (type === "tool-call") gathered.strayCalls += 1;
    }
    return "";
  };
}

/** Reads the parts of what `doStream` gave. Between text and its finish, unknown kinds of parts are passed over. */
export function streamedParts(gathered: Gathered): (part: unknown) => string {
  let finished = false;
  return (part) => {
    const type = textOf(part, "type");
    if (type === undefined) malformed("a part has no type");
    if (finished) malformed("something follows its finish");
    if (type === "error") throw modelError(failureOfAiSdk(fieldOf(part, "error")));
    if (type === "text-delta") return addText(part, "delta", gathered);
    if (type === "tool-call") gathered.strayCalls += 1;
    if (type === "response-metadata") {
      identify(gathered, fieldOf(part, "modelId"));
      note(gathered, "id", fieldOf(part, "id"));
    }
    if (type === "finish") {
      finished = true;
      takeEnd(part, gathered);
    }
    return "";
  };
}

function addText(part: unknown, name: "text" | "delta", gathered: Gathered): string {
  const text = isFields(part) ? part[name] : undefined;
  return typeof text === "string" ? add(gathered, text) : malformed("a part of text has none");
}

/**
 * The finish is a word in V2, `{ unified, raw }` since V3; usage is flat in V2, by kind since V3. A stream that broke off
 * has a finish too: `unknown` in V2, `other` without a word of the provider's in V3, `interrupted` in V4.
 */
function takeEnd(value: unknown, gathered: Gathered): void {
  const finish = fieldOf(value, "finishReason");
  const word = textOf(finish, "unified") ?? finish;
  const raw = textOf(finish, "raw");
  note(gathered, "finishReason", raw);
  const usage = fieldOf(value, "usage");
  const [input, output] = [fieldOf(usage, "inputTokens"), fieldOf(usage, "outputTokens")];
  gathered.usage = tokenUsage({
    input: countOf(input, "total") ?? countOf(usage, "inputTokens"),
    output: countOf(output, "total") ?? countOf(usage, "outputTokens"),
    cached: countOf(input, "cacheRead") ?? countOf(usage, "cachedInputTokens"),
    reasoning: countOf(output, "reasoning") ?? countOf(usage, "reasoningTokens"),
  });
  if (word === "interrupted" || word === "unknown" || (word === "other" && raw === undefined)) return;
  const known = finishOf(word);
  if (known === undefined) return;
  gathered.finish = known;
  gathered.ended = true;
}
