import { countOf, fieldOf, isFields, listOf, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import { add, type Gathered, identify, malformed, note } from "../adapter/gathered.ts";
import { failureOfError } from "../adapter/told.ts";
import { tokenUsage } from "../adapter/usage.ts";
import { modelError } from "../failure.ts";

/** Reads a response that came in one piece. */
export function wholeResponse(gathered: Gathered): (value: unknown) => string {
  return (value) => {
    add(gathered, takeResponse(value, gathered));
    gathered.ended = true;
    return "";
  };
}

/**
 * Takes in a response that has come to its end, whatever end, and gives its text: the messages' (of those with a
 * final answer, commentary is no part), or with a tool asked for its arguments.
 */
export function takeResponse(response: unknown, gathered: Gathered): string {
  takeHead(response, gathered);
  const error = fieldOf(response, "error");
  if (error !== undefined) throw modelError(failureOfError(error));
  takeEnd(response, gathered);
  const output = fieldOf(response, "output");
  if (!Array.isArray(output)) malformed("it has no list of output");
  const texts = output.flatMap((item) => textsOf(item, gathered));
  const calls = output.filter((item) => fieldOf(item, "type") === "function_call");
  const { tool } = gathered.expected;
  if (tool === undefined) gathered.strayCalls += calls.length;
  if (tool === undefined) return texts.join("");
  gathered.strayCalls += calls.filter((call, at) => at > 0 || fieldOf(call, "name") !== tool).length;
  return calls.map((call) => textOf(call, "arguments") ?? "").join("");
}

/** Who answers, and what it counts. */
export function takeHead(response: unknown, gathered: Gathered): void {
  if (!isFields(response)) malformed("it is no object");
  identify(gathered, response.model);
  note(gathered, "id", response.id);
  note(gathered, "serviceTier", response.service_tier);
  const usage = usageOf(response.usage);
  if (Object.keys(usage).length > 0) gathered.usage = usage;
}

function takeEnd(response: unknown, gathered: Gathered): void {
  const status = textOf(response, "status") ?? malformed("it has no status");
  const reason = textOf(fieldOf(response, "incomplete_details"), "reason");
  note(gathered, "finishReason", reason ?? status);
  if (status === "completed") gathered.finish = "stop";
  else if (status === "incomplete") gathered.finish = finishOf(reason) ?? "length";
  else if (status === "failed") gathered.finish = "error";
  // Queued, in progress, cancelled: it has not ended, and leaves no finish.
}

function textsOf(item: unknown, gathered: Gathered): readonly string[] {
  if (!isFields(item)) malformed("its output holds what is no object");
  if (item.type !== "message" || isCommentary(item)) return [];
  // A message that is not finished is none, whatever the response says of itself.
  if (item.status !== undefined && item.status !== "completed" && gathered.finish === "stop") delete gathered.finish;
  if (!Array.isArray(item.content)) malformed("its message has no list of parts");
  return listOf(item, "content").flatMap((part) => {
    const type = fieldOf(part, "type");
    if (type === "refusal") gathered.refused = true;
    if (type !== "output_text") return [];
    const text = fieldOf(part, "text");
    return typeof text === "string" ? [text] : malformed("a part of its message has no text");
  });
}

/** What a model says of its work before the answer. */
export const isCommentary = (item: unknown): boolean => fieldOf(item, "phase") === "commentary";

function usageOf(usage: unknown) {
  return tokenUsage({
    input: countOf(usage, "input_tokens"),
    output: countOf(usage, "output_tokens"),
    cached: countOf(fieldOf(usage, "input_tokens_details"), "cached_tokens"),
    reasoning: countOf(fieldOf(usage, "output_tokens_details"), "reasoning_tokens"),
  });
}
