import { countOf, fieldOf, isFields, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import { add, type Gathered, identify, malformed, note } from "../adapter/gathered.ts";
import { failureOfError } from "../adapter/told.ts";
import { tokenUsage } from "../adapter/usage.ts";
import { modelError } from "../failure.ts";

/** Reads a message that came in one piece. */
export function wholeMessage(gathered: Gathered): (value: unknown) => string {
  return (value) => {
    takeHead(value, gathered);
    const content = fieldOf(value, "content");
    if (!Array.isArray(content)) malformed("it has no list of content");
    for (const block of content) takeBlock(block, gathered);
    takeStop(value, gathered);
    gathered.ended = true;
    return "";
  };
}

/** Who answers, and what it counts. */
export function takeHead(message: unknown, gathered: Gathered): void {
  if (!isFields(message)) malformed("it is no object");
  const error = fieldOf(message, "error");
  if (error !== undefined) throw modelError(failureOfError(error));
  identify(gathered, message.model);
  note(gathered, "id", message.id);
  takeUsage(message.usage, gathered);
}

export function takeStop(value: unknown, gathered: Gathered): void {
  const reason = fieldOf(value, "stop_reason");
  if (reason === undefined) return;
  gathered.finish = finishOf(reason) ?? malformed("its stop reason is no word");
  note(gathered, "finishReason", reason);
}

/** With a tool asked for its input is the text, and what is said beside it is none. */
function takeBlock(block: unknown, gathered: Gathered): void {
  if (!startOfBlock(block, gathered)) return;
  const inTool = gathered.expected.tool !== undefined;
  const value = fieldOf(block, inTool ? "input" : "text");
  if (inTool ? !isFields(value) : typeof value !== "string") malformed("a block has nothing of its type");
  add(gathered, typeof value === "string" ? value : asText(value));
}

function asText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested more deeply than can be written.
    return malformed("the input of its tool is no plain JSON");
  }
}

/** Whether a block is one whose text is the reply's. Calls of other tools, and second calls, are counted. */
export function startOfBlock(block: unknown, gathered: Gathered): boolean {
  const type = textOf(block, "type") ?? malformed("a block has no type");
  const { tool } = gathered.expected;
  if (type === "text") return tool === undefined;
  if (type !== "tool_use") return false;
  const asked = tool !== undefined && fieldOf(block, "name") === tool && gathered.length === 0;
  if (!asked) gathered.strayCalls += 1;
  return asked;
}

/** Counts come twice in a stream, the later ones with what was written; the parts of the input are told apart. */
export function takeUsage(usage: unknown, gathered: Gathered): void {
  const uncached = countOf(usage, "input_tokens");
  const cached = countOf(usage, "cache_read_input_tokens");
  const written = countOf(usage, "cache_creation_input_tokens") ?? 0;
  const told = tokenUsage({
    input: uncached === undefined ? undefined : uncached + (cached ?? 0) + written,
    output: countOf(usage, "output_tokens"),
    cached: cached === 0 ? undefined : cached,
    reasoning: countOf(fieldOf(usage, "output_tokens_details"), "thinking_tokens"),
  });
  gathered.usage = { ...gathered.usage, ...told };
}
