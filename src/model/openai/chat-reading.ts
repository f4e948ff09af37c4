import { countOf, deepField, fieldOf, isFields, listOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import { DONE } from "../adapter/body.ts";
import { add, type Gathered, identify, malformed, note } from "../adapter/gathered.ts";
import { failureOfError } from "../adapter/told.ts";
import { tokenUsage } from "../adapter/usage.ts";
import { modelError } from "../failure.ts";

/** Reads a chat completion that came in one piece. */
export function wholeCompletion(gathered: Gathered): (value: unknown) => string {
  return (value) => {
    const choice = choiceOf(value, gathered);
    if (choice === undefined) malformed("it has no choice");
    const message = fieldOf(choice, "message");
    if (!isFields(message)) malformed("its choice has no message");
    takeText(message, gathered);
    takeFinish(choice, gathered);
    gathered.ended = true;
    return "";
  };
}

/**
 * Reads the chunks of a streamed completion: its text, one finish reason, and `[DONE]`, in this order. Chunks have
 * no numbers, so one that is lost, doubled or moved before the end cannot be told.
 */
export function streamedCompletion(gathered: Gathered): (event: unknown) => string {
  return (event) => {
    if (gathered.ended) malformed("something follows its end");
    if (event === DONE) {
      gathered.ended = true;
      return "";
    }
    const choice = choiceOf(event, gathered);
    // Counts come in a chunk without a choice, and so does what Azure's filter says of the prompt.
    if (choice === undefined) return "";
    const finished = gathered.finish !== undefined;
    const [texts, calls] = [gathered.length, gathered.strayCalls];
    const text = takeText(fieldOf(choice, "delta"), gathered);
    if (finished && (gathered.length > texts || gathered.strayCalls > calls))
      malformed("text follows its finish reason");
    if (finished && fieldOf(choice, "finish_reason") !== undefined) malformed("it finishes twice");
    takeFinish(choice, gathered);
    return text;
  };
}

/** The one choice. What else the object says is noted. */
function choiceOf(value: unknown, gathered: Gathered): unknown {
  if (!isFields(value)) malformed("it is no object");
  const error = fieldOf(value, "error");
  if (error !== undefined) throw modelError(failureOfError(error));
  identify(gathered, value.model);
  note(gathered, "id", value.id);
  note(gathered, "systemFingerprint", value.system_fingerprint);
  note(gathered, "serviceTier", value.service_tier);
  const usage = usageOf(fieldOf(value, "usage"));
  if (Object.keys(usage).length > 0) gathered.usage = usage;
  const choices = value.choices;
  if (!Array.isArray(choices)) malformed("it has no list of choices");
  if (choices.length > 1) malformed("it has several choices");
  const [choice] = choices;
  if (choice !== undefined && !isFields(choice)) malformed("its choice is no object");
  if ((fieldOf(choice, "index") ?? 0) !== 0) malformed("its choice is not the first");
  // OpenRouter puts there what the provider behind it failed with.
  const failed = fieldOf(choice, "error");
  if (failed !== undefined) throw modelError(failureOfError(failed));
  return choice;
}

function takeFinish(choice: unknown, gathered: Gathered): void {
  const reason = fieldOf(choice, "finish_reason");
  if (reason === undefined) return;
  const finish = finishOf(reason);
  if (finish === undefined) malformed("its finish reason is no word");
  gathered.finish = finish;
  note(gathered, "finishReason", reason);
}

/** The text of a message or of a piece of one; with a tool asked for, that of its arguments. */
function takeText(message: unknown, gathered: Gathered): string {
  const { tool } = gathered.expected;
  const [content, refusal] = [fieldOf(message, "content") ?? "", fieldOf(message, "refusal") ?? ""];
  if (typeof content !== "string") malformed("its content is no text");
  if (typeof refusal !== "string") malformed("its refusal is no text");
  if (refusal !== "") gathered.refused = true;
  if (fieldOf(message, "function_call") !== undefined) gathered.strayCalls += 1;
  const calls = listOf(message, "tool_calls").map((call, at) => argumentsOf(call, at, gathered));
  return add(gathered, tool === undefined ? content : calls.join(""));
}

/** What is written for the tool that was asked for; calls of any other are counted. */
function argumentsOf(call: unknown, at: number, gathered: Gathered): string {
  const name = deepField(call, "function", "name");
  const first = (fieldOf(call, "index") ?? at) === 0;
  // In a stream only the first piece of a call has the name.
  const asked =
    gathered.expected.tool !== undefined && first && (name === undefined || name === gathered.expected.tool);
  if (!asked) gathered.strayCalls += 1;
  const text = deepField(call, "function", "arguments") ?? "";
  if (typeof text !== "string") malformed("the arguments of its tool are no text");
  return asked ? text : "";
}

function usageOf(usage: unknown) {
  const [input, output] = [countOf(usage, "prompt_tokens"), countOf(usage, "completion_tokens")];
  const total = countOf(usage, "total_tokens") ?? 0;
  return tokenUsage({
    input,
    // Some servers count what was thought in the total alone.
    output: input === undefined || output === undefined ? output : Math.max(output, total - input),
    cached: countOf(fieldOf(usage, "prompt_tokens_details"), "cached_tokens"),
    reasoning: countOf(fieldOf(usage, "completion_tokens_details"), "reasoning_tokens"),
  });
}
