import type { Ending, Saying } from "./saying.ts";
import { idOf, type ServerEvent, type Wire } from "./wire.ts";

/** Anthropic's messages. */
export const messages: Wire = {
  body: (saying) => ({ ...headOf(saying), content: contentOf(saying), ...stopOf(saying), usage: usageOf(saying) }),

  *events(saying) {
    const usage = { ...usageOf(saying), output_tokens: 1 };
    const message = { ...headOf(saying), content: [], stop_reason: null, stop_sequence: null, usage };
    yield event("message_start", { message });
    yield event("ping", {});
    for (const [index, block] of blocksOf(saying).entries()) {
      yield event("content_block_start", { index, content_block: block.start });
      for (const delta of block.deltas) yield event("content_block_delta", { index, delta });
      yield event("content_block_stop", { index });
    }
    yield event("message_delta", { delta: stopOf(saying), usage: { output_tokens: saying.usage.outputTokens } });
    yield event("message_stop", {});
  },

  error: errorBody,
  errorEvent: (message) => ({ name: "error", data: errorBody(529, message) }),
  nothing: { name: "ping", data: { type: "ping" } },
  isEnd: ({ name }) => name === "message_delta" || name === "message_stop",
};

interface Block {
  readonly start: object;
  readonly deltas: Iterable<object>;
}

function blocksOf(saying: Saying): readonly Block[] {
  const { reasoning, pieces, tool, number } = saying;
  if (isBare(saying)) return [];
  const thinking: Block = {
    start: { type: "thinking", thinking: "", signature: "" },
    deltas: [
      { type: "thinking_delta", thinking: reasoning },
      { type: "signature_delta", signature: "c2lnbmF0dXJl" },
    ],
  };
  const text: Block =
    tool === undefined
      ? { start: { type: "text", text: "" }, deltas: mapped(pieces, (piece) => ({ type: "text_delta", text: piece })) }
      : {
          start: { type: "tool_use", id: idOf("toolu_", number), name: tool, input: {} },
          deltas: mapped(pieces, (piece) => ({ type: "input_json_delta", partial_json: piece })),
        };
  return reasoning === undefined ? [text] : [thinking, text];
}

function contentOf(saying: Saying): readonly object[] {
  const { text, tool, reasoning, number } = saying;
  if (isBare(saying) || text === null) return [];
  const said =
    tool === undefined
      ? { type: "text", text }
      : { type: "tool_use", id: idOf("toolu_", number), name: tool, input: inputOf(text) };
  const thinking = { type: "thinking", thinking: reasoning, signature: "c2lnbmF0dXJl" };
  return reasoning === undefined ? [said] : [thinking, said];
}

/** Who refuses says nothing else. */
const isBare = ({ hollow, ending }: Saying): boolean => hollow === true || ending === "refusal";

function inputOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

function* mapped(pieces: Iterable<string>, change: (piece: string) => object): Iterable<object> {
  for (const piece of pieces) yield change(piece);
}

function event(type: string, fields: object): ServerEvent {
  return { name: type, data: { type, ...fields } };
}

function headOf({ number, model }: Saying): object {
  return { id: idOf("msg_", number), type: "message", role: "assistant", model };
}

const STOP: { readonly [How in Ending]: string } = {
  stop: "end_turn",
  length: "max_tokens",
  // There is no other word for a filter here.
  "content-filter": "refusal",
  refusal: "refusal",
};

function stopOf({ ending, tool }: Saying): object {
  return { stop_reason: ending === "stop" && tool !== undefined ? "tool_use" : STOP[ending], stop_sequence: null };
}

function usageOf({ usage }: Saying): object {
  const { inputTokens, cachedInputTokens, outputTokens } = usage;
  return {
    // Here the cached part is not counted in.
    input_tokens: inputTokens - cachedInputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedInputTokens,
    output_tokens: outputTokens,
    service_tier: "standard",
  };
}

function errorBody(status: number, message: string): object {
  const type = TYPES.get(status) ?? (status < 500 ? "invalid_request_error" : "api_error");
  return { type: "error", error: { type, message }, request_id: "req_000000000000000000000000" };
}

const TYPES: ReadonlyMap<number, string> = new Map([
  [401, "authentication_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [413, "request_too_large"],
  [429, "rate_limit_error"],
  [529, "overloaded_error"],
]);
