import { Anthropic } from "@anthropic-ai/sdk";
import { LLMock } from "@copilotkit/aimock";
import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { anthropic, type ModelCall, openai } from "vouchsafe/model";
import { APIS, answering, EVENTS, framed, modelOf, outcomeOf, PROMPT, streamed, TEXT, WHOLE } from "./wires.ts";

/** A mock as tests write them: it gives values, not responses. */
function mock(value: unknown, seen: unknown[] = []) {
  const create = async (...given: readonly unknown[]) => {
    seen.push(given[1]);
    if (value instanceof Error) throw value;
    return value;
  };
  return { chat: { completions: { create } }, responses: { create }, messages: { create } };
}
async function* events(given: readonly unknown[], fault?: Error) {
  yield* given;
  if (fault) throw fault;
}

test.each(APIS)("%s: a mock without raw responses goes the same way, its retries off", async (api) => {
  const seen: unknown[] = [];
  expect(await outcomeOf(modelOf(api, mock(WHOLE[api], seen)).generate(PROMPT))).toBe(TEXT);
  const parsed = EVENTS[api].filter((event) => event !== "[DONE]");
  expect(await outcomeOf(streamed(modelOf(api, mock(events(parsed), seen))))).toBe(TEXT);
  expect(seen).toMatchObject([1, 2].map(() => ({ maxRetries: 0, signal: expect.any(AbortSignal) })));
  const [, ...late] = parsed.toReversed();
  expect(await outcomeOf(streamed(modelOf(api, mock(events(late.toReversed())))))).toBe(
    // The last chunk of a chat counts tokens; without the one before it there is no finish.
    api === "chat" ? TEXT : "model-truncated",
  );
  expect(await outcomeOf(streamed(modelOf(api, mock(events(parsed.slice(0, 3))))))).toBe("model-truncated");
});

test.each([
  ["a status", Object.assign(new Error("x"), { status: 429, headers: { "retry-after": "2" } }), "model-rate-limited"],
  ["a status and headers", Object.assign(new Error("x"), { status: 503, headers: new Headers() }), "model-unavailable"],
  ["no status", new Error("ECONNREFUSED"), "model-unavailable"],
  ["a body of an error", Object.assign(new Error("x"), { error: { type: "overloaded_error" } }), "model-unavailable"],
])("a client's error with %s, of a call or in the midst of a stream", async (_, error, code) => {
  expect(await outcomeOf(modelOf("chat", mock(error)).generate(PROMPT))).toBe(code);
  const midst = mock(events(EVENTS.chat.slice(0, 2), error));
  expect(await outcomeOf(streamed(modelOf("chat", midst)))).toBe(code);
});

test.each([
  ["nothing", undefined],
  ["no stream where one was asked for", {}],
  ["text", "hello"],
])("a client that gives %s is malformed", async (_, value) => {
  expect(await outcomeOf(streamed(modelOf("chat", mock(value))))).toBe("model-malformed");
});

test("a mock that never answers, or ignores that it is to stop, is left at once", async () => {
  let returned = 0;
  const hanging = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: async () => ({ done: true, value: returned++ }),
    }),
  };
  expect(await outcomeOf(streamed(modelOf("chat", mock(hanging), { idleTimeoutMs: 20 })))).toBe("model-timed-out");
  expect(returned).toBe(1);
  const silent = mock(undefined);
  silent.chat.completions.create = () => new Promise(() => {});
  expect(await outcomeOf(modelOf("chat", silent, { timeoutMs: 20 }).generate(PROMPT))).toBe("model-timed-out");
});

test("a mock whose events are always there leaves no timer its turn, and is over in time all the same", async () => {
  async function* endless() {
    while (true) yield { choices: [] };
  }
  expect(await outcomeOf(streamed(modelOf("chat", mock(endless()), { timeoutMs: 50 })))).toBe("model-timed-out");
});

test.each(["in the midst of a chunk", "before the last event"])(
  "an abort %s, with all the rest there: nothing more is given",
  async (when) => {
    const reason = new Error("left");
    const controller = new AbortController();
    const model = modelOf("chat", { fetch: answering([framed(EVENTS.chat)]) });
    const texts: string[] = [];
    const asked = (async () => {
      for await (const part of model.stream(PROMPT, { abortSignal: controller.signal })) {
        if (part.type === "text") texts.push(part.text);
        if (part.type === "reply" || when === "in the midst of a chunk" || texts.length === 3) controller.abort(reason);
      }
    })();
    await expect(asked).rejects.toBe(reason);
    expect(texts).toHaveLength(when === "in the midst of a chunk" ? 1 : 3);
  },
);

test("counts are told also where the reply is no good, and the trace tells no text", async () => {
  const calls: ModelCall[] = [];
  const traced: unknown[] = [];
  const context = {
    onCall: (call: ModelCall) => void calls.push(call),
    trace: { event: (...event: unknown[]) => void traced.push(event) },
  };
  const cut = { ...WHOLE.chat, choices: [{ message: { content: TEXT }, finish_reason: "length" }] };
  await outcomeOf(modelOf("chat", mock(cut)).generate(PROMPT, context));
  await outcomeOf(modelOf("chat", mock(WHOLE.chat)).generate(PROMPT, context));
  const limited = Object.assign(new Error("x"), { status: 429 });
  await outcomeOf(modelOf("chat", mock(limited)).generate(PROMPT, context));
  const usage = { inputTokens: 9, outputTokens: 7, cachedInputTokens: 4, reasoningTokens: 2 };
  const model = "openai/gpt-5-mini";
  expect(calls).toEqual([
    { model, usage, failure: "model-truncated" },
    { model, usage },
    { model, failure: "model-rate-limited", status: 429 },
  ]);
  expect(traced).toEqual([
    ["model-called", { model, ms: expect.any(Number), failure: "model-truncated" }],
    ["model-called", { model, ms: expect.any(Number) }],
    ["model-called", { model, ms: expect.any(Number), failure: "model-rate-limited", status: 429 }],
  ]);
});

test("thought that a server counts in the total alone is counted as written", async () => {
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 40 };
  const reply = await modelOf("chat", mock({ ...WHOLE.chat, usage })).generate(PROMPT);
  expect(reply.usage).toEqual({ inputTokens: 10, outputTokens: 30 });
});

test("a mock server that others wrote, in all interfaces, through all clients", async () => {
  const server = new LLMock({ port: 0 });
  server.onMessage("How long?", { content: TEXT });
  await server.start();
  onTestFinished(() => server.stop());
  const baseURL = `${server.url}/v1`;
  const access = { baseURL, apiKey: "k" };
  const models = [
    openai(access, { model: "gpt-4o" }),
    openai(new OpenAI(access), { model: "gpt-4o" }),
    openai(access, { model: "gpt-4o", api: "responses" }),
    openai(new OpenAI(access), { model: "gpt-4o", api: "responses" }),
    anthropic(access, { model: "claude-haiku-4-5" }),
    anthropic(new Anthropic({ baseURL: server.url, apiKey: "k" }), { model: "claude-haiku-4-5" }),
  ];
  for (const model of models) {
    expect(await outcomeOf(model.generate(PROMPT))).toBe(TEXT);
    const { text, texts } = await streamed(model);
    expect([text, texts.join("")]).toEqual([TEXT, TEXT]);
  }
});
