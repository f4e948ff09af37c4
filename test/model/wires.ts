import { anthropic, type CallContext, type Model, modelFailureOf, openai, type Prompt } from "vouchsafe/model";
import { data } from "./server.ts";

export const PROMPT: Prompt = { messages: [{ role: "user", content: "How long?" }] };
export const TEXT = "A refund takes 30 days.";
export const TOOL = {
  name: "verdict",
  schema: {
    type: "object",
    properties: { label: { type: "string" } },
    required: ["label"],
    additionalProperties: false,
  },
};

export type Api = "chat" | "responses" | "messages";
export const APIS: readonly Api[] = ["chat", "responses", "messages"];
type Options = Omit<Parameters<typeof openai>[1], "model"> & { readonly model?: string };

/** A model of one interface at an address, or with a `fetch` of the test's own. */
export function modelOf(api: Api, access: Parameters<typeof openai>[0], options: Options = {}): Model {
  if (api === "messages")
    return anthropic(access as Parameters<typeof anthropic>[0], { model: "claude-haiku-4-5", ...options });
  return openai(access, { model: "gpt-5-mini", api, ...options });
}

/** A whole reply of each interface, in one piece. */
export const WHOLE: { readonly [api in Api]: { readonly [field: string]: unknown } } = {
  chat: {
    id: "c1",
    object: "chat.completion",
    model: "gpt-5-mini-2025-08-07",
    choices: [{ index: 0, message: { role: "assistant", content: TEXT, refusal: null }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: 9,
      completion_tokens: 7,
      total_tokens: 16,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 2 },
    },
  },
  responses: {
    id: "r1",
    object: "response",
    status: "completed",
    error: null,
    incomplete_details: null,
    model: "gpt-5-mini-2025-08-07",
    output: [
      { type: "reasoning", id: "rs1", summary: [] },
      {
        type: "message",
        id: "m1",
        role: "assistant",
        status: "completed",
        content: [{ type: "output_text", text: TEXT, annotations: [] }],
      },
    ],
    usage: {
      input_tokens: 9,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 2 },
      total_tokens: 16,
    },
  },
  messages: {
    id: "a1",
    type: "message",
    role: "assistant",
    model: "claude-haiku-4-5-20251001",
    content: [{ type: "text", text: TEXT }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: {
      input_tokens: 3,
      cache_read_input_tokens: 4,
      cache_creation_input_tokens: 2,
      output_tokens: 7,
      output_tokens_details: { thinking_tokens: 2 },
    },
  },
};

const PIECES = ["A refund ", "takes 30 ", "days."];

export const chunk = (delta: object, finish: string | null = null, more: object = {}) => ({
  id: "c1",
  object: "chat.completion.chunk",
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...more,
});
const numbered = (events: readonly object[]) => events.map((event, index) => ({ ...event, sequence_number: index }));

/** The events of the same reply in a stream. */
export const EVENTS: { readonly [api in Api]: readonly (object | string)[] } = {
  chat: [
    chunk({ role: "assistant", content: "" }),
    ...PIECES.map((content) => chunk({ content })),
    chunk({}, "stop"),
    chunk({}, null, { choices: [], usage: WHOLE.chat.usage }),
    "[DONE]",
  ],
  responses: numbered([
    { type: "response.created", response: { ...WHOLE.responses, status: "in_progress", output: [], usage: null } },
    { type: "response.output_item.added", output_index: 1, item: { type: "message", id: "m1", content: [] } },
    ...PIECES.map((delta) => ({
      type: "response.output_text.delta",
      item_id: "m1",
      output_index: 1,
      content_index: 0,
      delta,
    })),
    { type: "response.output_text.done", item_id: "m1", output_index: 1, content_index: 0, text: TEXT },
    { type: "response.completed", response: WHOLE.responses },
  ]),
  messages: [
    {
      type: "message_start",
      message: {
        ...WHOLE.messages,
        content: [],
        stop_reason: null,
        usage: { ...(WHOLE.messages.usage as object), output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } },
    { type: "content_block_stop", index: 0 },
    { type: "ping" },
    { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
    ...PIECES.map((text) => ({ type: "content_block_delta", index: 1, delta: { type: "text_delta", text } })),
    { type: "content_block_stop", index: 1 },
    {
      type: "message_delta",
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: 7, output_tokens_details: { thinking_tokens: 2 } },
    },
    { type: "message_stop" },
  ],
};

/** Events as bytes of a stream; Anthropic's have names. */
export const framed = (events: readonly (object | string)[], end = "\n"): string =>
  events
    .map(
      (event) => (typeof event === "object" && "type" in event ? `event: ${event.type}\n` : "") + data(event as object),
    )
    .join("")
    .replaceAll("\n", end);

/** A `fetch` that answers with these pieces. */
export const answering =
  (pieces: readonly (string | Uint8Array)[], type = "text/event-stream", status = 200): typeof fetch =>
  async () => {
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
        controller.close();
      },
    });
    return new Response(body, { status, headers: { "content-type": type } });
  };

/** What a request comes to: the text of a whole reply, or the code of its failure. Anything else thrown is thrown. */
export async function outcomeOf(asked: Promise<{ readonly text: string }>): Promise<string> {
  try {
    return (await asked).text;
  } catch (error) {
    const failure = modelFailureOf(error);
    if (failure === undefined) throw error;
    return failure.code;
  }
}

/** The reply of a stream, and its texts. */
export async function streamed(model: Model, prompt = PROMPT, context: CallContext = {}) {
  const texts: string[] = [];
  for await (const part of model.stream(prompt, context)) {
    if (part.type === "reply") return { text: part.reply.text, reply: part.reply, texts };
    texts.push(part.text);
  }
  throw new Error("a stream ended without a reply");
}

export const generated = (api: Api, value: unknown, options: Options = {}, prompt = PROMPT) =>
  outcomeOf(modelOf(api, { fetch: answering([JSON.stringify(value)], "application/json") }, options).generate(prompt));

export const streamedEvents = (
  api: Api,
  events: readonly (object | string)[],
  options: Options = {},
  prompt = PROMPT,
) => outcomeOf(streamed(modelOf(api, { fetch: answering([framed(events)]) }, options), prompt));
