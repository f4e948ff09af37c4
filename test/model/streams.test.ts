import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  APIS,
  type Api,
  answering,
  chunk,
  EVENTS,
  framed,
  modelOf,
  outcomeOf,
  PROMPT,
  streamed,
  streamedEvents,
  TEXT,
  TOOL,
  WHOLE,
} from "./wires.ts";

const without = (events: readonly (object | string)[], at: number) => events.filter((_, index) => index !== at);
const doubled = (events: readonly (object | string)[], at: number) =>
  events.flatMap((event, index) => (index === at ? [event, event] : [event]));
const swapped = (events: readonly (object | string)[], at: number) =>
  events.map((event, index) => (index === at ? events[at + 1] : index === at + 1 ? events[at] : event) as object);

describe.each(APIS)("%s", (api) => {
  test("a whole stream gives its texts and, last, the reply that generate gives", async () => {
    const got = await streamed(modelOf(api, { fetch: answering([framed(EVENTS[api])]) }));
    expect(got.texts).toEqual(["A refund ", "takes 30 ", "days."]);
    const whole = await modelOf(api, { fetch: answering([JSON.stringify(WHOLE[api])], "application/json") }).generate(
      PROMPT,
    );
    expect(got.reply).toEqual(whole);
  });

  test.each(["\n", "\r\n", "\r"])(
    "no prefix of a stream with line ends %j is a reply, and the whole is",
    async (end) => {
      const bytes = new TextEncoder().encode(framed(EVENTS[api], end));
      const taken: number[] = [];
      for (let length = 0; length < bytes.length; length++) {
        const model = modelOf(api, { fetch: answering([bytes.slice(0, length)]) });
        const outcome = await outcomeOf(streamed(model));
        if (outcome !== "model-truncated" && outcome !== "model-malformed") taken.push(length);
      }
      expect(taken).toEqual([]);
      expect(await outcomeOf(streamed(modelOf(api, { fetch: answering([bytes]) })))).toBe(TEXT);
    },
  );

  test("it may come in pieces of any size", async () => {
    const bytes = new TextEncoder().encode(framed(EVENTS[api]).replace("30 ", "30\u00a0€ 😀 "));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.slice(at * size, (at + 1) * size),
        );
        const outcome = await outcomeOf(streamed(modelOf(api, { fetch: answering(pieces) })));
        // The responses interface repeats the text at its end, and that was not changed.
        expect(outcome).toBe(api === "responses" ? "model-malformed" : "A refund takes 30\u00a0€ 😀 days.");
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ["a page of HTML", ["<html></html>"], "text/html", "model-malformed"],
    ["JSON in place of a stream", ["{}"], "application/json", "model-malformed"],
    ["nothing", [], "text/event-stream", "model-truncated"],
    ["remarks alone", [": ok\n\n"], "text/event-stream", "model-truncated"],
    ["bytes that are no UTF-8", [Uint8Array.from([0xff, 0xfe])], "text/event-stream", "model-malformed"],
    ["an event that is no JSON", ["data: {\n\n"], "text/event-stream", "model-malformed"],
    ["an event that is null", ["data: null\n\n"], "text/event-stream", "model-malformed"],
    ["an event that is a list", ["data: []\n\n"], "text/event-stream", "model-malformed"],
    [
      "an end before all",
      ["data: [DONE]\n\n"],
      "text/event-stream",
      api === "chat" ? "model-truncated" : "model-malformed",
    ],
  ])("%s is no reply", async (_, pieces, type, code) => {
    expect(await outcomeOf(streamed(modelOf(api, { fetch: answering(pieces, type) })))).toBe(code);
  });

  test("one event larger than allowed is oversized before it has ended, and so is a text in many", async () => {
    const options = { maxResponseBytes: 1_000 };
    const open = modelOf(api, { fetch: answering(["data: ", "x".repeat(900), "x".repeat(900)]) }, options);
    expect(await outcomeOf(streamed(open))).toBe("model-oversized");
    const many = EVENTS[api].flatMap((event) =>
      JSON.stringify(event).includes("takes") ? Array.from({ length: 200 }, () => event) : [event],
    );
    const numbered = many.map((event, at) =>
      api === "responses" ? { ...(event as object), sequence_number: at } : event,
    );
    expect(await streamedEvents(api, numbered, options)).toBe("model-oversized");
  });

  test("another model is told before any of its text", async () => {
    const events = JSON.parse(
      JSON.stringify(EVENTS[api]).replaceAll(/gpt-5-mini-2025-08-07|claude-haiku-4-5-20251001/g, "other"),
    );
    const parts = modelOf(api, { fetch: answering([framed(events)]) })
      .stream(PROMPT)
      [Symbol.asyncIterator]();
    await expect(parts.next()).rejects.toMatchObject({ code: "model-mismatched" });
  });

  test.each([
    ["of an overload", { type: "error", error: { type: "overloaded_error", message: "x" } }, "model-unavailable"],
    ["of too many requests", { type: "error", error: { type: "rate_limit_error" } }, "model-rate-limited"],
  ])("an error in its midst, %s", async (_, error, code) => {
    const [first, second] = EVENTS[api];
    expect(await streamedEvents(api, [first as object, second as object, error])).toBe(code);
  });

  test("no stream of events that were dropped, doubled or swapped throws what is not told", async () => {
    for (let at = 0; at < EVENTS[api].length; at++) {
      for (const change of [without, doubled, swapped]) {
        if (change === swapped && at === EVENTS[api].length - 1) continue;
        expect(await streamedEvents(api, change(EVENTS[api], at))).toBeTypeOf("string");
      }
    }
  });
});

/** Which of the changed streams give a reply all the same. */
async function accepted(
  api: Api,
  change: typeof without,
  upTo: number,
): Promise<readonly (readonly [number, string])[]> {
  const got: (readonly [number, string])[] = [];
  for (let at = 0; at < upTo; at++) {
    const outcome = await streamedEvents(api, change(EVENTS[api], at));
    if (!outcome.startsWith("model-")) got.push([at, outcome]);
  }
  return got;
}

test("responses: an event doubled or swapped is never taken, a lost one only if it has no part in the text", async () => {
  const { length } = EVENTS.responses;
  expect(await accepted("responses", doubled, length)).toEqual([]);
  expect(await accepted("responses", swapped, length - 1)).toEqual([]);
  // The first two and the one that repeats a part's text.
  expect(await accepted("responses", without, length)).toEqual([
    [0, TEXT],
    [1, TEXT],
    [5, TEXT],
  ]);
});

test("messages: of what is doubled or swapped only pieces within a block, which have no number, are taken", async () => {
  const { length } = EVENTS.messages;
  const doubledPieces = await accepted("messages", doubled, length);
  expect(doubledPieces.map(([at]) => at)).toEqual([2, 4, 6, 7, 8]);
  const swappedPieces = await accepted("messages", swapped, length - 1);
  expect(swappedPieces.map(([at]) => at)).toEqual([3, 4, 6, 7]);
});

test("chat: a finish reason and the end come once each, in this order, and nothing behind them", async () => {
  const [start, ...rest] = EVENTS.chat as [object, ...object[]];
  const end = "[DONE]";
  expect(await streamedEvents("chat", without(EVENTS.chat, 4))).toBe("model-truncated");
  expect(await streamedEvents("chat", [...EVENTS.chat, end])).toBe("model-malformed");
  expect(await streamedEvents("chat", [...EVENTS.chat, chunk({ content: "x" })])).toBe("model-malformed");
  expect(await streamedEvents("chat", doubled(EVENTS.chat, 4))).toBe("model-malformed");
  expect(
    await streamedEvents("chat", [start, chunk({ content: TEXT }, "stop"), chunk({ content: " Not." }), end]),
  ).toBe("model-malformed");
  expect(await streamedEvents("chat", [start, chunk({ content: TEXT }, "stop"), end])).toBe(TEXT);
  // Azure's filter speaks before the first word and behind the last.
  const filter = chunk({}, null, { model: "", choices: [], prompt_filter_results: [] });
  const offsets = { ...chunk({}), choices: [{ index: 0, finish_reason: null, content_filter_offsets: {} }] };
  expect(await streamedEvents("chat", [filter, start, ...rest.slice(0, 4), offsets, ...rest.slice(4)])).toBe(TEXT);
});

test.each([
  ["cut off", [chunk({ content: TEXT }, "length"), "[DONE]"], "model-truncated"],
  ["refused", [chunk({ refusal: "I can't." }), chunk({}, "stop"), "[DONE]"], "model-refused"],
  ["filtered", [chunk({ content: "A" }, "content_filter"), "[DONE]"], "model-refused"],
  [
    "a tool that nobody offered",
    [chunk({ tool_calls: [{ index: 0, function: { name: "x", arguments: "" } }] }), chunk({}, "tool_calls"), "[DONE]"],
    "model-malformed",
  ],
  [
    "a second choice",
    [{ ...chunk({}), choices: [{ index: 1, delta: { content: "B" }, finish_reason: null }] }],
    "model-malformed",
  ],
  ["two choices", [{ ...chunk({}), choices: [{ index: 0 }, { index: 1 }] }], "model-malformed"],
  ["no choices", [{ model: "gpt-5-mini" }], "model-malformed"],
  ["content that is no text", [chunk({ content: ["A"] })], "model-malformed"],
  ["an error without a kind", [chunk({ content: "A" }), { error: { message: "x" } }], "model-unavailable"],
])("chat, %s", async (_, events, code) => {
  expect(await streamedEvents("chat", events)).toBe(code);
});

const event = (type: string, more: object = {}) => ({ type, ...more });
const last = (response: object, type = "response.completed") =>
  event(type, { response: { ...WHOLE.responses, ...response } });
test.each([
  [
    "cut off",
    [last({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }, "response.incomplete")],
    "model-truncated",
  ],
  ["failed", [last({ status: "failed", error: { code: "server_error" } }, "response.failed")], "model-unavailable"],
  ["an error", [event("error", { code: "rate_limit_exceeded", message: "x" })], "model-rate-limited"],
  ["a text other than its pieces", [event("response.output_text.delta", { delta: "B" }), last({})], "model-malformed"],
  ["pieces that are no text", [event("response.output_text.delta", { delta: 7 })], "model-malformed"],
  ["a number that is none", [event("response.created", { sequence_number: "1", response: {} })], "model-malformed"],
  ["no type", [{}], "model-malformed"],
  [
    "types that nobody knows, and an end that some servers add",
    [event("new"), event("response.output_text.delta", { delta: TEXT }), last({}), "[DONE]"],
    TEXT,
  ],
  [
    "two such ends",
    [event("response.output_text.delta", { delta: TEXT }), last({}), "[DONE]", "[DONE]"],
    "model-malformed",
  ],
  ["a second end", [event("response.output_text.delta", { delta: TEXT }), last({}), last({})], "model-malformed"],
  ["a refusal", [event("response.refusal.delta", { delta: "no" }), last({ output: [] })], "model-refused"],
  [
    "commentary, which is not shown",
    [
      event("response.output_item.added", { output_index: 0, item: { type: "message", phase: "commentary" } }),
      event("response.output_text.delta", { output_index: 0, delta: "Looking." }),
      event("response.output_text.delta", { output_index: 1, delta: TEXT }),
      last({}),
    ],
    TEXT,
  ],
])("responses, %s", async (_, events, outcome) => {
  expect(await streamedEvents("responses", events)).toBe(outcome);
});

const [begin, , , , , open, piece, , , , finish, stop] = EVENTS.messages as readonly object[] as readonly [
  object,
  ...object[],
];
const first = { ...open, index: 0 };
const said = { ...piece, index: 0 };
const closed = event("content_block_stop", { index: 0 });
const ended = (reason: string) => event("message_delta", { delta: { stop_reason: reason } });
test.each([
  ["cut off", [begin, first, said, closed, ended("max_tokens"), stop], "model-truncated"],
  ["refused", [begin, ended("refusal"), stop], "model-refused"],
  ["without a stop reason", [begin, first, said, closed, stop], "model-truncated"],
  ["without a start", [stop], "model-malformed"],
  ["two starts", [begin, begin], "model-malformed"],
  ["a block left open", [begin, first, said, finish], "model-malformed"],
  ["a block out of turn", [begin, { ...open, index: 1 }], "model-malformed"],
  ["a piece of another block", [begin, first, { ...said, index: 1 }], "model-malformed"],
  ["a piece that is no text", [begin, first, { ...said, delta: { type: "text_delta", text: 1 } }], "model-malformed"],
  ["two stop reasons", [begin, first, said, closed, finish, finish], "model-malformed"],
  ["something behind the end", [begin, first, said, closed, finish, stop, finish], "model-malformed"],
  ["two ends", [begin, first, said, closed, finish, stop, stop], "model-malformed"],
  [
    "a tool that nobody offered",
    [
      begin,
      event("content_block_start", { index: 0, content_block: { type: "tool_use", name: "x", input: {} } }),
      closed,
      ended("tool_use"),
      stop,
    ],
    "model-malformed",
  ],
  [
    "types that nobody knows",
    [begin, event("new"), first, said, closed, finish, event("ping"), stop, event("ping")],
    "A refund ",
  ],
])("messages, %s", async (_, events, outcome) => {
  expect(await streamedEvents("messages", events as object[])).toBe(outcome);
});

test.each<[Api, readonly (object | string)[]]>([
  [
    "chat",
    [
      chunk({ tool_calls: [{ index: 0, id: "t", function: { name: "verdict", arguments: "" } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"label"' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: ':"a"}' } }] }),
      chunk({}, "stop"),
      "[DONE]",
    ],
  ],
  [
    "responses",
    [
      event("response.function_call_arguments.delta", { delta: '{"label"' }),
      event("response.function_call_arguments.delta", { delta: ':"a"}' }),
      last({ output: [{ type: "function_call", name: "verdict", arguments: '{"label":"a"}' }] }),
    ],
  ],
  [
    "messages",
    [
      begin,
      event("content_block_start", { index: 0, content_block: { type: "tool_use", name: "verdict", input: {} } }),
      event("content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json: '{"label"' } }),
      event("content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json: ':"a"}' } }),
      closed,
      ended("tool_use"),
      stop as object,
    ],
  ],
])("%s: with a tool asked for, a stream gives what is written for it", async (api, events) => {
  const prompt = { ...PROMPT, output: TOOL };
  expect(await streamedEvents(api, events, { output: "tool" }, prompt)).toBe('{"label":"a"}');
});
