import { errorBody } from "./openai-error.ts";
import type { Saying } from "./saying.ts";
import { idOf, type ServerEvent, type Wire } from "./wire.ts";

/** OpenAI's responses. */
export const responses: Wire = {
  body: (saying) => responseOf(saying, statusOf(saying), outputOf(saying)),

  *events(saying) {
    // They are numbered last of all, in `damagedEvents`.
    const event = (type: string, fields: object): ServerEvent => ({
      name: type,
      data: { type, sequence_number: 0, ...fields },
    });
    const begun = responseOf(saying, "in_progress", []);
    yield event("response.created", { response: begun });
    yield event("response.in_progress", { response: begun });
    const items = outputOf(saying);
    for (const [index, item] of items.entries()) {
      const at = { item_id: item.id, output_index: index };
      yield event("response.output_item.added", { output_index: index, item: { ...item, ...openedOf(item) } });
      if (item.type === "message") yield* messageEvents(saying, at, item, event);
      if (item.type === "function_call") {
        for (const delta of saying.pieces) yield event("response.function_call_arguments.delta", { ...at, delta });
        yield event("response.function_call_arguments.done", { ...at, arguments: saying.text });
      }
      yield event("response.output_item.done", { output_index: index, item });
    }
    const status = statusOf(saying);
    yield event(`response.${status}`, { response: responseOf(saying, status, items) });
  },

  error: errorBody,
  errorEvent: (message) => ({
    name: "error",
    data: { type: "error", sequence_number: 0, code: "server_error", message, param: null },
  }),
  nothing: { name: "response.unheard_of", data: { type: "response.unheard_of", sequence_number: 0 } },
  isEnd: ({ name }) => name === "response.completed" || name === "response.incomplete",
};

type Item = { readonly id: string; readonly type: string; readonly [field: string]: unknown };

function* messageEvents(
  { ending, pieces, text }: Saying,
  place: object,
  item: Item,
  event: (type: string, fields: object) => ServerEvent,
): Iterable<ServerEvent> {
  const at = { ...place, content_index: 0 };
  const [type, field] = ending === "refusal" ? ["refusal", "refusal"] : ["output_text", "text"];
  const part = partOf(type, field, "");
  yield event("response.content_part.added", { ...at, part });
  for (const delta of pieces) yield event(`response.${type}.delta`, { ...at, delta, ...logprobs(type) });
  yield event(`response.${type}.done`, { ...at, [field]: text, ...logprobs(type) });
  yield event("response.content_part.done", { ...at, part: (item.content as readonly object[])[0] });
}

const logprobs = (type: string): object => (type === "refusal" ? {} : { logprobs: [] });

function partOf(type: string, field: string, text: string | null): object {
  return { type, [field]: text, ...(type === "refusal" ? {} : { annotations: [], logprobs: [] }) };
}

/** An item before anything is in it. */
function openedOf({ type }: Item): object {
  const empty = type === "message" ? { content: [] } : type === "function_call" ? { arguments: "" } : {};
  return { status: "in_progress", ...empty };
}

function outputOf({ hollow, number, ending, text, tool, reasoning }: Saying): readonly Item[] {
  if (hollow) return [];
  const status = ending === "stop" || ending === "refusal" ? "completed" : "incomplete";
  const thought = { id: idOf("rs_", number), type: "reasoning", summary: [{ type: "summary_text", text: reasoning }] };
  const [type, field] = ending === "refusal" ? ["refusal", "refusal"] : ["output_text", "text"];
  const said: Item =
    tool === undefined
      ? { id: idOf("msg_", number), type: "message", status, role: "assistant", content: [partOf(type, field, text)] }
      : {
          id: idOf("fc_", number),
          type: "function_call",
          status,
          call_id: idOf("call_", number),
          name: tool,
          arguments: text,
        };
  return reasoning === undefined ? [said] : [thought, said];
}

type Status = "in_progress" | "completed" | "incomplete";

const statusOf = ({ ending }: Saying): Status =>
  ending === "stop" || ending === "refusal" ? "completed" : "incomplete";

function responseOf(saying: Saying, status: Status, output: readonly Item[]): object {
  const reason = saying.ending === "length" ? "max_output_tokens" : "content_filter";
  return {
    id: idOf("resp_", saying.number),
    object: "response",
    created_at: saying.created,
    status,
    background: false,
    error: null,
    incomplete_details: status === "incomplete" ? { reason } : null,
    instructions: null,
    max_output_tokens: null,
    model: saying.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: "text" } },
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    truncation: "disabled",
    usage: status === "in_progress" ? null : usageOf(saying),
    user: null,
    metadata: {},
  };
}

function usageOf({ usage }: Saying): object {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedInputTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}
