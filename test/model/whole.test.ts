import { describe, expect, test } from "vitest";
import { APIS, type Api, answering, generated, modelOf, outcomeOf, PROMPT, TEXT, TOOL, WHOLE } from "./wires.ts";

const withMessage = (message: object, choice: object = {}) => ({
  ...WHOLE.chat,
  choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop", ...choice }],
});
const withText = (api: Api, text: unknown): object => {
  if (api === "chat") return withMessage({ content: text });
  if (api === "messages") return { ...WHOLE.messages, content: [{ type: "text", text }] };
  return {
    ...WHOLE.responses,
    output: [{ type: "message", status: "completed", content: [{ type: "output_text", text }] }],
  };
};
const call = (name: string, args: unknown = '{"label":"a"}') => ({ function: { name, arguments: args } });

test.each(APIS)("%s: a reply that is whole is given, with counts, name and the provider's own words", async (api) => {
  const model = modelOf(api, { fetch: answering([JSON.stringify(WHOLE[api])], "application/json") });
  const reply = await model.generate(PROMPT);
  expect(reply).toMatchObject({
    text: TEXT,
    finish: "stop",
    usage: { inputTokens: 9, outputTokens: 7, cachedInputTokens: 4, reasoningTokens: 2 },
    modelId: WHOLE[api].model,
  });
  expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
});

test("an error within the choice is one, whatever finish and text stand beside it", async () => {
  const body = withMessage({ content: TEXT }, { error: { code: 502, message: "upstream" } });
  expect(await generated("chat", body)).toBe("model-unavailable");
});

describe.each(APIS)("%s", (api) => {
  test.each([
    ["empty", ""],
    ["white space", " \n\t"],
    ["zero width", "\u200b\u2060\ufeff"],
    ["Hangul fillers", "\u3164\uffa0"],
    ["the Braille blank", "\u2800"],
    ["tag characters", String.fromCodePoint(0xe0041, 0xe0042)],
  ])("a text of nothing to see (%s) is empty", async (_, text) => {
    expect(await generated(api, withText(api, text))).toBe("model-empty");
  });

  test.each([
    ["text that is no text", withText(api, 7)],
    ["a null character", withText(api, "30\0 days")],
    ["a list", [WHOLE[api]]],
    ["null", null],
    ["a number", 30],
    ["an empty object", {}],
    ["a model that is no text", { ...WHOLE[api], model: 5 }],
  ])("%s is malformed", async (_, value) => {
    expect(await generated(api, value)).toBe("model-malformed");
  });

  test.each([
    ["a page of HTML", "<!doctype html><title>Sign in</title>"],
    ["nothing", ""],
    ["half of a reply", JSON.stringify(WHOLE[api]).slice(0, -9)],
    ["a reply and more", `${JSON.stringify(WHOLE[api])}{}`],
    ["bytes that are no UTF-8", Uint8Array.from([...new TextEncoder().encode('{"a":"'), 0xff, 0xfe, 34, 125])],
    ["half a character", Uint8Array.from([0xc3])],
    ["null bytes", "\0\0\0"],
  ])("%s with status 200 is malformed", async (_, body) => {
    const model = modelOf(api, { fetch: answering([body], "text/html") });
    expect(await outcomeOf(model.generate(PROMPT))).toBe("model-malformed");
  });

  test("a body of more bytes than allowed is oversized, one of just as many is not", async () => {
    const text = JSON.stringify(withText(api, `${TEXT} é`));
    const bytes = new TextEncoder().encode(text);
    const model = (maxResponseBytes: number) =>
      modelOf(
        api,
        { fetch: answering([bytes.slice(0, 50), bytes.slice(50)], "application/json") },
        { maxResponseBytes },
      );
    expect(await outcomeOf(model(bytes.length).generate(PROMPT))).toBe(`${TEXT} é`);
    expect(await outcomeOf(model(bytes.length - 1).generate(PROMPT))).toBe("model-oversized");
  });

  test.each([
    ["of a server", { error: { message: "x", type: "server_error" } }, "model-unavailable"],
    ["of a kind that is not known", { error: "x" }, "model-unavailable"],
    ["with a status of its own", { error: { message: "x", code: 502 } }, "model-unavailable"],
    ["of too many requests", { error: { code: 429 } }, "model-rate-limited"],
    ["of a request", { error: { type: "invalid_request_error" } }, "model-rejected"],
    ["of a key", { error: { type: "authentication_error" } }, "model-unauthorized"],
    ["of a server that is overloaded", { type: "error", error: { type: "overloaded_error" } }, "model-unavailable"],
  ])("an error with status 200, %s: %j", async (_, value, code) => {
    expect(await generated(api, value)).toBe(code);
  });

  test("another model is mismatched, unless any will do; none reported is taken", async () => {
    const other = { ...WHOLE[api], model: "gpt-5" };
    expect(await generated(api, other)).toBe("model-mismatched");
    expect(await generated(api, other, { sameModel: "any" })).toBe(TEXT);
    expect(await generated(api, WHOLE[api], { sameModel: "exact" })).toBe("model-mismatched");
    expect(await generated(api, { ...WHOLE[api], model: undefined })).toBe(TEXT);
  });

  test("counts that are none are left out", async () => {
    const usage = { prompt_tokens: -1, completion_tokens: 2 ** 60, input_tokens: "9", output_tokens: 7.5 };
    const body = JSON.stringify({ ...WHOLE[api], usage });
    const reply = await modelOf(api, { fetch: answering([body], "application/json") }).generate(PROMPT);
    expect(reply.usage).toEqual({});
  });
});

test.each([
  ["cut off", withMessage({ content: TEXT }, { finish_reason: "length" }), "model-truncated"],
  [
    "cut off, though its JSON can be read",
    withMessage({ content: "{}" }, { finish_reason: "length" }),
    "model-truncated",
  ],
  ["without a finish reason", withMessage({ content: TEXT }, { finish_reason: null }), "model-truncated"],
  ["filtered", withMessage({ content: TEXT }, { finish_reason: "content_filter" }), "model-refused"],
  ["refused", withMessage({ content: null, refusal: "I can't." }), "model-refused"],
  ["refused beside a text", withMessage({ content: TEXT, refusal: "I can't." }), "model-refused"],
  [
    "a call of a tool",
    withMessage({ content: null, tool_calls: [call("x")] }, { finish_reason: "tool_calls" }),
    "model-malformed",
  ],
  ["a call beside a text", withMessage({ content: TEXT, tool_calls: [call("x")] }), "model-malformed"],
  ["a call as once", withMessage({ content: TEXT, function_call: {} }), "model-malformed"],
  ["finished by an error", withMessage({ content: TEXT }, { finish_reason: "error" }), "model-unavailable"],
  ["finished by a word unknown", withMessage({ content: TEXT }, { finish_reason: "tired" }), "model-malformed"],
  ["finished by a number", withMessage({ content: TEXT }, { finish_reason: 1 }), "model-malformed"],
  ["no text at all", withMessage({ content: null }), "model-empty"],
  ["no choice", { ...WHOLE.chat, choices: [] }, "model-malformed"],
  ["choices that are no list", { ...WHOLE.chat, choices: "a" }, "model-malformed"],
  ["a choice that is no object", { ...WHOLE.chat, choices: ["a"] }, "model-malformed"],
  ["two choices", { ...WHOLE.chat, choices: [...(WHOLE.chat.choices as object[]), {}] }, "model-malformed"],
  ["the second choice", withMessage({ content: TEXT }, { index: 1 }), "model-malformed"],
  ["no message", { ...WHOLE.chat, choices: [{ finish_reason: "stop" }] }, "model-malformed"],
  ["fields that nobody knows", { ...withMessage({ content: TEXT, mood: 1 }), weather: {} }, TEXT],
])("chat, %s", async (_, value, outcome) => {
  expect(await generated("chat", value)).toBe(outcome);
});

const withOutput = (...output: readonly object[]) => ({ ...WHOLE.responses, output });
const message = (content: readonly object[], more: object = {}) => ({
  type: "message",
  status: "completed",
  content,
  ...more,
});
const part = (text: string) => ({ type: "output_text", text });
test.each([
  [
    "cut off",
    { ...WHOLE.responses, status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
    "model-truncated",
  ],
  [
    "filtered",
    { ...WHOLE.responses, status: "incomplete", incomplete_details: { reason: "content_filter" } },
    "model-refused",
  ],
  ["incomplete for no reason", { ...WHOLE.responses, status: "incomplete" }, "model-truncated"],
  ["in progress", { ...WHOLE.responses, status: "in_progress" }, "model-truncated"],
  ["queued", { ...WHOLE.responses, status: "queued" }, "model-truncated"],
  ["cancelled", { ...WHOLE.responses, status: "cancelled" }, "model-truncated"],
  ["failed", { ...WHOLE.responses, status: "failed", error: { code: "rate_limit_exceeded" } }, "model-rate-limited"],
  ["failed without a word", { ...WHOLE.responses, status: "failed" }, "model-unavailable"],
  ["without a status", { ...WHOLE.responses, status: undefined }, "model-malformed"],
  ["a message that is not finished", withOutput(message([part(TEXT)], { status: "incomplete" })), "model-truncated"],
  ["a refusal", withOutput(message([{ type: "refusal", refusal: "no" }])), "model-refused"],
  ["nothing put out", withOutput(), "model-empty"],
  ["output that is no list", { ...WHOLE.responses, output: {} }, "model-malformed"],
  [
    "commentary before the answer",
    withOutput(message([part("Looking.")], { phase: "commentary" }), message([part(TEXT)])),
    TEXT,
  ],
  ["two parts", withOutput(message([part("A "), part("B.")])), "A B."],
  ["a call of a tool", withOutput({ type: "function_call", name: "x", arguments: "{}" }), "model-malformed"],
])("responses, %s", async (_, value, outcome) => {
  expect(await generated("responses", value)).toBe(outcome);
});

const said = { type: "text", text: TEXT };
test.each([
  ["cut off", { ...WHOLE.messages, stop_reason: "max_tokens" }, "model-truncated"],
  ["more than its window", { ...WHOLE.messages, stop_reason: "model_context_window_exceeded" }, "model-truncated"],
  ["refused", { ...WHOLE.messages, stop_reason: "refusal" }, "model-refused"],
  ["paused", { ...WHOLE.messages, stop_reason: "pause_turn" }, "model-malformed"],
  [
    "a call of a tool",
    { ...WHOLE.messages, content: [said, { type: "tool_use", name: "x", input: {} }], stop_reason: "tool_use" },
    "model-malformed",
  ],
  ["without a stop reason", { ...WHOLE.messages, stop_reason: null }, "model-truncated"],
  ["a stop sequence", { ...WHOLE.messages, stop_reason: "stop_sequence" }, TEXT],
  ["content that is no list", { ...WHOLE.messages, content: TEXT }, "model-malformed"],
  ["nothing said", { ...WHOLE.messages, content: [] }, "model-empty"],
  [
    "blocks of other types",
    { ...WHOLE.messages, content: [{ type: "thinking", thinking: "x" }, said, { type: "new" }] },
    TEXT,
  ],
])("messages, %s", async (_, value, outcome) => {
  expect(await generated("messages", value)).toBe(outcome);
});

describe("with a tool asked for, the reply is what is written for it", () => {
  const prompt = { ...PROMPT, output: TOOL };
  const options = { output: "tool" } as const;
  const json = '{"label":"a"}';
  const use = (name: string) => ({ type: "tool_use", name, input: { label: "a" } });
  const item = (name: string) => ({ type: "function_call", name, arguments: json });
  const chat = (...calls: readonly object[]) =>
    withMessage({ content: "Sure.", tool_calls: calls }, { finish_reason: "tool_calls" });
  const messages = (...content: readonly object[]) => ({
    ...WHOLE.messages,
    content: [said, ...content],
    stop_reason: "tool_use",
  });
  test.each<[string, Api, object, string]>([
    ["its arguments", "chat", chat(call("verdict")), json],
    ["its arguments, finished by stop", "chat", withMessage({ tool_calls: [call("verdict")] }), json],
    ["another tool", "chat", chat(call("other")), "model-malformed"],
    ["two calls", "chat", chat(call("verdict"), call("verdict")), "model-malformed"],
    ["arguments that are no text", "chat", chat(call("verdict", {})), "model-malformed"],
    ["no call", "chat", withMessage({ content: TEXT }), "model-empty"],
    ["its arguments", "responses", withOutput(item("verdict")), json],
    ["another tool", "responses", withOutput(item("other")), "model-malformed"],
    ["two calls", "responses", withOutput(item("verdict"), item("verdict")), "model-malformed"],
    ["its input", "messages", messages(use("verdict")), json],
    ["another tool", "messages", messages(use("other")), "model-malformed"],
    ["two calls", "messages", messages(use("verdict"), use("verdict")), "model-malformed"],
  ])("%s in %s", async (_, api, value, outcome) => {
    expect(await generated(api, value, options, prompt)).toBe(outcome);
  });

  test("an input nested more deeply than can be written is malformed", async () => {
    const depth = 20_000;
    const input = `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const body = JSON.stringify(messages(use("verdict"))).replace('{"label":"a"}', input);
    const model = modelOf("messages", { fetch: answering([body], "application/json") }, options);
    expect(await outcomeOf(model.generate(prompt))).toBe("model-malformed");
  });
});
