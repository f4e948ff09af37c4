import { getEventListeners } from "node:events";
import { createOpenAI as createV4 } from "@ai-sdk/openai";
import { LLMock } from "@copilotkit/aimock";
import { createOpenAI as createV2 } from "ai-sdk-openai-v2";
import { createOpenAI as createV3 } from "ai-sdk-openai-v3";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AiSdkLanguageModel, type AiSdkOptions, aiSdk, type ModelCall, modelFailureOf } from "vouchsafe/model";
import { type Loopback, loopback } from "./loopback.ts";

const KEY = "sk-canary-0123456789";
const PROMPT = { messages: [{ role: "user", content: "How long is the secret-canary guarantee?" }] } as const;
const TEXT = "The guarantee lasts 24 months.";
const USAGE = {
  prompt_tokens: 12,
  completion_tokens: 7,
  total_tokens: 19,
  prompt_tokens_details: { cached_tokens: 4 },
};
const COUNTED = { inputTokens: 12, outputTokens: 7, cachedInputTokens: 4 };

let server: Loopback;
beforeAll(async () => {
  server = await loopback();
});
afterAll(() => server.close());
beforeEach(() => {
  calls.length = 0;
});
const calls: ModelCall[] = [];
const onCall = (call: ModelCall): void => void calls.push(call);

const VERSIONS = [
  ["V2", (baseURL: string) => createV2({ apiKey: KEY, baseURL })],
  ["V3", (baseURL: string) => createV3({ apiKey: KEY, baseURL })],
  ["V4", (baseURL: string) => createV4({ apiKey: KEY, baseURL })],
] as const;
const chatOf = (create: (typeof VERSIONS)[number][1]): AiSdkLanguageModel => create(server.url).chat("gpt-5-mini");

const completion = (message: object, rest: object = {}, finish: unknown = "stop") => ({
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: finish }],
  usage: USAGE,
  ...rest,
});
const chunk = (delta: object, finish: string | null = null, rest: object = {}) => ({
  id: "c1",
  object: "chat.completion.chunk",
  created: 1,
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...rest,
});
const START = chunk({ role: "assistant", content: "The guarantee" });
const REST = chunk({ content: " lasts 24 months." });
const STOP = chunk({}, "stop");
const LAST = { ...chunk({}), choices: [], usage: USAGE };
const events = (...data: readonly unknown[]): string => data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("");
const DONE = "data: [DONE]\n\n";

const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void =>
  server.answer((_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
const sse = (body: string): void =>
  server.answer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(body);
  });

async function streamed(model: ReturnType<typeof aiSdk>, context = {}) {
  const texts: string[] = [];
  let reply: unknown;
  for await (const part of model.stream(PROMPT, { onCall, ...context }))
    if (part.type === "text") texts.push(part.text);
    else reply = part.reply;
  return { texts, reply };
}
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (caught: unknown) => caught,
  );
  expect(String(error) + JSON.stringify(error)).not.toMatch(/canary/);
  const failure = modelFailureOf(error);
  return failure ?? expect.fail(`no failure of a model: ${String(error)}`);
};
const requests = async <T>(act: () => Promise<T>): Promise<readonly [T, number]> => {
  const before = server.bodies.length;
  return [await act(), server.bodies.length - before];
};

describe.each(VERSIONS)("a chat model of specification %s", (_, create) => {
  const model = (options: AiSdkOptions = {}) => aiSdk(chatOf(create), options);

  test("gives a whole reply, and tells of the request once", async () => {
    json(completion({ content: TEXT }));
    const reply = await model().generate(PROMPT, { onCall });
    expect(reply).toMatchObject({ text: TEXT, finish: "stop", modelId: "gpt-5-mini-2025-08-07" });
    expect(reply.usage).toMatchObject(COUNTED);
    expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    expect(calls).toEqual([{ model: "openai/gpt-5-mini", usage: reply.usage }]);
  });

  test("streams the same piece by piece, the reply last", async () => {
    sse(events(START, REST, STOP, LAST) + DONE);
    const { texts, reply } = await streamed(model());
    expect(texts).toEqual(["The guarantee", " lasts 24 months."]);
    expect(reply).toMatchObject({ text: TEXT, finish: "stop", usage: COUNTED, modelId: "gpt-5-mini-2025-08-07" });
    expect(calls).toHaveLength(1);
    expect(calls[0]).not.toHaveProperty("failure");
  });

  test("sends what the prompt says", async () => {
    json(completion({ content: '{"ok":true}' }));
    const schema = {
      type: "object",
      properties: { ok: { type: "boolean" } },
      required: ["ok"],
      additionalProperties: false,
    };
    await aiSdk(create(server.url).chat("gpt-4o-mini"), { provider: "own" })
      .generate({
        messages: [
          { role: "system", content: "Be brief." },
          { role: "assistant", content: "Yes?" },
          { role: "user", content: "Go." },
        ],
        maxOutputTokens: 50,
        temperature: 0,
        topP: 0.5,
        seed: 7,
        stopSequences: ["END"],
        output: { name: "verdict", schema },
      })
      .catch(() => undefined);
    const sent: unknown = JSON.parse(server.bodies.at(-1) ?? "");
    expect(sent).toMatchObject({
      model: "gpt-4o-mini",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "assistant", content: "Yes?" },
        { role: "user", content: "Go." },
      ],
      temperature: 0,
      top_p: 0.5,
      seed: 7,
      stop: ["END"],
      response_format: { type: "json_schema", json_schema: { name: "verdict", schema } },
    });
    expect(JSON.stringify(sent)).toMatch(/"max_(completion_)?tokens":50/);
  });

  test.each([
    ["cut at its limit", completion({ content: '{"whole":true}' }, {}, "length"), "model-truncated", false],
    ["filtered", completion({ content: "The" }, {}, "content_filter"), "model-refused", false],
    ["without a finish", completion({ content: TEXT }, {}, null), "model-truncated", true],
    ["with an unknown finish", completion({ content: TEXT }, {}, "paused"), /^model-(truncated|malformed)$/, true],
    ["empty", completion({ content: "" }), "model-empty", true],
    ["blank", completion({ content: "\u200b \u3164\u2800" }), "model-empty", true],
    ["null", completion({ content: null }), "model-empty", true],
    ["from another model", completion({ content: TEXT }, { model: "other-canary" }), "model-mismatched", false],
    ["from a larger one", completion({ content: TEXT }, { model: "gpt-5-mini-pro" }), "model-mismatched", false],
    ["without choices", completion({}, { choices: [] }), "model-malformed", true],
    ["of wrong types", completion({ content: 7 }), "model-malformed", true],
    ["HTML", "<html><body>canary</body></html>", "model-malformed", true],
    ["half a JSON", JSON.stringify(completion({ content: TEXT })).slice(0, 90), "model-malformed", true],
    ["too large", completion({ content: "a".repeat(5_000) }), "model-oversized", false],
  ])("a reply %s is none", async (_name, body, code, retryable) => {
    json(body);
    const [failure, sent] = await requests(() =>
      failureOf(model({ maxResponseBytes: 4_000 }).generate(PROMPT, { onCall })),
    );
    expect(failure).toMatchObject({ code: expect.stringMatching(code), retryable });
    expect(calls).toMatchObject([{ model: "openai/gpt-5-mini", failure: failure.code }]);
    expect(sent).toBe(1);
  });

  test("a call of a tool is no reply, though text came with it", async () => {
    const call = { id: "t1", type: "function", function: { name: "delete_all", arguments: "{}" } };
    json(completion({ content: TEXT, tool_calls: [call] }));
    expect(await failureOf(model().generate(PROMPT))).toMatchObject({ code: "model-malformed" });
  });

  test("what a failed reply used is told, since it is paid for", async () => {
    json(completion({ content: TEXT }, {}, "length"));
    await failureOf(model().generate(PROMPT, { onCall }));
    expect(calls[0]?.usage).toMatchObject(COUNTED);
  });

  test.each([
    [400, "model-rejected", false],
    [401, "model-unauthorized", false],
    [403, "model-unauthorized", false],
    [404, "model-rejected", false],
    [408, "model-unavailable", true],
    [409, "model-unavailable", true],
    [422, "model-rejected", false],
    [429, "model-rate-limited", true],
    [500, "model-unavailable", true],
    [503, "model-unavailable", true],
    [529, "model-unavailable", true],
  ])("status %i is %s, asked once in either way", async (status, code, retryable) => {
    const error = { error: { message: `canary ${KEY}`, type: "t", code: null, param: null } };
    json(error, status, { "retry-after": "120" });
    for (const act of [() => model().generate(PROMPT, { onCall }), () => streamed(model())]) {
      const [failure, sent] = await requests(() => failureOf(act()));
      expect(failure).toMatchObject({ code, retryable, status, retryAfterMs: 120_000 });
      expect(sent).toBe(1);
    }
    expect(calls.map(({ failure }) => failure)).toEqual([code, code]);
  });

  test("no connection is told, and no address with it", async () => {
    const gone = await loopback();
    await gone.close();
    const model = aiSdk(create(`${gone.url}?canary=1`).chat("gpt-5-mini"));
    expect(await failureOf(model.generate(PROMPT, { onCall }))).toMatchObject({
      code: "model-unavailable",
      retryable: true,
    });
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["ends without its finish", events(START, REST), "model-truncated"],
    ["ends at once", "", "model-truncated"],
    ["ends at its limit", events(START, chunk({}, "length"), LAST) + DONE, "model-truncated"],
    ["was filtered", events(START, chunk({}, "content_filter"), LAST) + DONE, "model-refused"],
    ["has nothing in it", events(chunk({ role: "assistant", content: "" }), STOP, LAST) + DONE, "model-empty"],
    [
      "comes from another model",
      events(chunk({ content: TEXT }, "stop", { model: "other" })) + DONE,
      "model-mismatched",
    ],
    [
      "holds an error and goes on",
      events(START, { error: { message: "canary" } }, REST, STOP) + DONE,
      "model-unavailable",
    ],
    ["holds what is no JSON", `${events(START)}data: {canary\n\n${events(REST, STOP)}${DONE}`, "model-malformed"],
    [
      "grows too large",
      events(...Array.from({ length: 50 }, () => chunk({ content: "a".repeat(100) })), STOP),
      "model-oversized",
    ],
  ])("a stream that %s is no reply", async (_name, body, code) => {
    sse(body);
    expect(await failureOf(streamed(model({ maxResponseBytes: 4_000 })))).toMatchObject({ code });
    expect(calls).toMatchObject([{ failure: code }]);
  });

  test("of all prefixes of a stream none that ends before its finish is a reply", { timeout: 30_000 }, async () => {
    const whole = events(START, REST, STOP, LAST) + DONE;
    const end = whole.indexOf(JSON.stringify(STOP)) + JSON.stringify(STOP).length;
    for (let length = 0; length <= whole.length; length += 7) {
      sse(whole.slice(0, length));
      const came = await streamed(model()).then(
        ({ reply }) => reply,
        (error: unknown) => modelFailureOf(error)?.code,
      );
      if (length < end) expect(came).toMatch(/^model-(truncated|malformed)$/);
      else if (length > end + 2) expect(came).toMatchObject({ text: TEXT });
    }
  });

  test("a connection that breaks in the middle is no reply", async () => {
    server.answer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(events(START), () => setTimeout(() => response.destroy(), 20));
    });
    expect(await failureOf(streamed(model()))).toMatchObject({ code: "model-unavailable", retryable: true });
    server.answer((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "900" });
      response.write('{"id":', () => setTimeout(() => response.destroy(), 20));
    });
    expect(await failureOf(model().generate(PROMPT))).toMatchObject({ code: "model-unavailable", retryable: true });
  });

  describe("waits no longer than it may", () => {
    const hang = (before: string): void =>
      server.answer((_, response) => {
        if (before === "") return;
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(before);
      });
    const drip = (): void =>
      server.answer((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const timer = setInterval(() => response.write(events(chunk({ content: "a" }))), 10);
        response.on("close", () => clearInterval(timer));
      });
    const closed = () => expect.poll(() => server.open(), { timeout: 5_000 }).toBe(0);

    test.each([
      ["for headers", () => hang(""), () => model({ timeoutMs: 60 }).generate(PROMPT, { onCall })],
      ["for headers of a stream", () => hang(""), () => streamed(model({ headersTimeoutMs: 60 }))],
      ["in the middle", () => hang(events(START)), () => streamed(model({ idleTimeoutMs: 60 }))],
      ["after the finish", () => hang(events(START, REST, STOP)), () => streamed(model({ idleTimeoutMs: 60 }))],
      ["for a drip", drip, () => streamed(model({ idleTimeoutMs: 10_000, timeoutMs: 150 }))],
    ])("%s", async (_name, prepare, act) => {
      prepare();
      const started = performance.now();
      expect(await failureOf(act())).toMatchObject({ code: "model-timed-out", retryable: true });
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(calls).toMatchObject([{ failure: "model-timed-out" }]);
      await closed();
    });

    test("after an abort, with the caller's own reason", async () => {
      const reason = { mine: true };
      for (const act of [
        (abortSignal: AbortSignal) => model().generate(PROMPT, { abortSignal, onCall }),
        (abortSignal: AbortSignal) => streamed(model(), { abortSignal }),
      ]) {
        hang(events(START));
        const controller = new AbortController();
        setTimeout(() => controller.abort(reason), 40);
        const started = performance.now();
        await expect(act(controller.signal)).rejects.toBe(reason);
        expect(performance.now() - started).toBeLessThan(1_000);
        await closed();
        const before = server.bodies.length;
        await expect(act(controller.signal)).rejects.toBe(reason);
        expect(server.bodies, "what is aborted already is not sent").toHaveLength(before);
      }
      expect(calls).toMatchObject([{ failure: "aborted" }, { failure: "aborted" }]);
    });

    test("and leaves neither a timer nor a listener, however it ended", async () => {
      const { signal: abortSignal } = new AbortController();
      const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
      const whole = model({ timeoutMs: 100_000 });
      json(completion({ content: TEXT }));
      await whole.generate(PROMPT);
      const before = timers();
      for (const finish of ["stop", "length", "stop"])
        for (const act of [() => whole.generate(PROMPT, { abortSignal }), () => streamed(whole, { abortSignal })]) {
          json(completion({ content: TEXT }, {}, finish));
          await act().catch(() => undefined);
        }
      expect(timers()).toBeLessThanOrEqual(before);
      expect(getEventListeners(abortSignal, "abort")).toEqual([]);
    });

    test("when the loop over a stream is left", async () => {
      drip();
      for await (const part of model().stream(PROMPT, { onCall })) {
        expect(part).toEqual({ type: "text", text: "a" });
        break;
      }
      expect(calls).toHaveLength(1);
      await closed();
    });
  });
});

describe.each(VERSIONS)("a model of the responses interface, specification %s", (_, create) => {
  const model = () => aiSdk(create(server.url).responses("gpt-5-mini"));
  const response = (status: string, rest: object = {}) => ({
    id: "r1",
    object: "response",
    created_at: 1,
    model: "gpt-5-mini-2025-08-07",
    status,
    output: [
      {
        id: "m1",
        type: "message",
        role: "assistant",
        status,
        content: [{ type: "output_text", text: TEXT, annotations: [] }],
      },
    ],
    usage: {
      input_tokens: 12,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 2 },
    },
    ...rest,
  });
  const delta = [
    { type: "response.created", response: { id: "r1", created_at: 1, model: "gpt-5-mini-2025-08-07" } },
    { type: "response.output_item.added", output_index: 0, item: { type: "message", id: "m1" } },
    { type: "response.output_text.delta", item_id: "m1", output_index: 0, content_index: 0, delta: TEXT },
    { type: "response.output_item.done", output_index: 0, item: { type: "message", id: "m1" } },
  ];

  test("gives whole replies, with the tokens of reasoning", async () => {
    json(response("completed"));
    expect(await model().generate(PROMPT)).toMatchObject({ text: TEXT, usage: { ...COUNTED, reasoningTokens: 2 } });
    sse(events(...delta, { type: "response.completed", response: response("completed") }));
    expect((await streamed(model())).reply).toMatchObject({ text: TEXT, usage: { ...COUNTED, reasoningTokens: 2 } });
  });

  test("gives none that was not completed", async () => {
    const incomplete = response("incomplete", { incomplete_details: { reason: "max_output_tokens" } });
    json(incomplete);
    expect(await failureOf(model().generate(PROMPT))).toMatchObject({ code: "model-truncated" });
    sse(events(...delta, { type: "response.incomplete", response: incomplete }));
    expect(await failureOf(streamed(model()))).toMatchObject({ code: "model-truncated" });
    sse(events(...delta));
    expect(await failureOf(streamed(model()))).toMatchObject({ code: "model-truncated" });
  });
});

describe("against a mock that others wrote", () => {
  const mock = new LLMock({ port: 0 });
  beforeAll(async () => void (await mock.start()));
  afterAll(() => mock.stop());

  test.each(VERSIONS)("%s: whole replies, and the failures it can play", async (_, create) => {
    mock.reset();
    mock.onMessage("guarantee", { content: TEXT });
    const model = aiSdk(create(`${mock.url}/v1`).chat("gpt-4o-mini"));
    expect(await model.generate(PROMPT, { onCall })).toMatchObject({ text: TEXT });
    const { texts, reply } = await streamed(model);
    expect(texts.join("")).toBe(TEXT);
    expect(reply).toMatchObject({ text: TEXT });
    mock.nextRequestError(503, { message: "canary" });
    expect(await failureOf(model.generate(PROMPT, { onCall }))).toMatchObject({
      code: "model-unavailable",
      status: 503,
    });
    expect(calls).toHaveLength(3);
    expect(mock.getRequests()).toHaveLength(3);
  });
});

test("a schema is put in words for a model that has no other way", async () => {
  json(completion({ content: "{}" }, { model: "gpt-4o-mini" }));
  const model = aiSdk(createV4({ apiKey: KEY, baseURL: server.url }).chat("gpt-4o-mini"), { output: "prompt" });
  await model.generate({ ...PROMPT, output: { name: "verdict", schema: { type: "object", title: "Ruling" } } });
  const sent: unknown = JSON.parse(server.bodies.at(-1) ?? "");
  expect(sent).not.toHaveProperty("response_format");
  expect(sent).toHaveProperty("messages.0.content", expect.stringContaining('"title":"Ruling"'));
});

test("a deployment with a name of its own may be answered for by any model", async () => {
  json(completion({ content: TEXT }, { model: "gpt-4o-2024-08-06" }));
  const deployed = createV4({ apiKey: KEY, baseURL: server.url }).chat("support-bot");
  expect(await failureOf(aiSdk(deployed).generate(PROMPT))).toMatchObject({ code: "model-mismatched" });
  const reply = await aiSdk(deployed, { sameModel: "any" }).generate(PROMPT);
  expect(reply).toMatchObject({ text: TEXT, modelId: "gpt-4o-2024-08-06" });
});

describe("what is no such model", () => {
  const good = createV4({ apiKey: KEY })("gpt-5-mini");
  test.each([
    ["its name", "openai/gpt-5-mini"],
    ["nothing", undefined],
    ["another specification", { ...good, specificationVersion: "v1" }],
    ["an embedding", createV4({ apiKey: KEY }).embedding("text-embedding-3-small")],
  ])("%s is refused", (_, value) => {
    expect(() => aiSdk(value as never)).toThrow(TypeError);
  });
  test.each([
    [{ timeoutMs: 0 }, /timeoutMs/i],
    [{ idleTimeoutMs: Number.NaN }, "idleTimeoutMs"],
    [{ timeoutMs: 2 ** 31 }, /timeoutMs/i],
    [{ maxResponseBytes: -1 }, "maxResponseBytes"],
    [{ provider: "" }, "provider"],
    [{ timeout: 5 }, "timeout"],
  ])("options %j are refused", (options, named) => {
    expect(() => aiSdk(good, options as never)).toThrow(named);
  });
  test("a key that is missing is told, and no request with it", async () => {
    const before = process.env.OPENAI_API_KEY;
    delete process.env.OPENAI_API_KEY;
    try {
      const failure = await failureOf(aiSdk(createV4()("gpt-5-mini")).generate(PROMPT, { onCall }));
      expect(failure).toMatchObject({ code: "model-unauthorized", retryable: false });
      expect(calls).toEqual([]);
    } finally {
      if (before !== undefined) process.env.OPENAI_API_KEY = before;
    }
  });
});

test("what the AI SDK knows to be lasting is not tried again, and one that breaks its word is told too", async () => {
  const failing = (error: unknown): AiSdkLanguageModel => ({
    specificationVersion: "v3",
    provider: "own",
    modelId: "m",
    doGenerate: () => Promise.reject(error),
    doStream: () => {
      throw error;
    },
  });
  const spent = Object.assign(new Error("canary"), { name: "AI_APICallError", statusCode: 429, isRetryable: false });
  for (const act of [() => aiSdk(failing(spent)).generate(PROMPT), () => streamed(aiSdk(failing(spent)))])
    expect(await failureOf(act())).toMatchObject({ code: "model-rate-limited", status: 429, retryable: false });
  for (const value of [new Error("canary"), "canary", undefined, { statusCode: 200 }])
    expect(await failureOf(aiSdk(failing(value)).generate(PROMPT))).toMatchObject({ code: "model-unavailable" });
});

describe("streams that no package of ours sends", () => {
  const scripted = (...parts: readonly object[]): AiSdkLanguageModel => ({
    specificationVersion: "v4",
    provider: "own.chat",
    modelId: "m",
    doGenerate: () => Promise.reject(new Error("canary")),
    doStream: async () => ({ stream: ReadableStream.from(parts) as never }),
  });
  const text = { type: "text-delta", id: "0", delta: TEXT };
  const finish = { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage: {} };
  test.each([
    ["two finishes", [text, finish, finish], "model-malformed"],
    ["text after the finish", [text, finish, text], "model-malformed"],
    ["no finish", [text], "model-truncated"],
    ["a finish that is no word", [text, { ...finish, finishReason: 7 }], "model-truncated"],
    ["text that is none", [{ ...text, delta: null }, finish], "model-malformed"],
    ["a call of a tool", [text, { type: "tool-call" }, finish], "model-malformed"],
    ["an error that is no object", [{ type: "error", error: "canary" }, text, finish], "model-unavailable"],
  ])("%s", async (_, parts, code) => {
    expect(await failureOf(streamed(aiSdk(scripted(...parts))))).toMatchObject({ code });
  });
  test("one that does not heed its signal is cancelled when the loop over it is left", async () => {
    let isCancelled = false;
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(text),
      cancel: () => {
        isCancelled = true;
      },
    });
    const deaf: AiSdkLanguageModel = { ...scripted(), doStream: async () => ({ stream: stream as never }) };
    for await (const part of aiSdk(deaf).stream(PROMPT)) {
      expect(part).toEqual({ type: "text", text: TEXT });
      break;
    }
    await expect.poll(() => isCancelled).toBe(true);
  });
  test("one with all that it should have is a reply, of unknown usage", async () => {
    const { reply } = await streamed(aiSdk(scripted(text, finish)));
    expect(reply).toEqual({ text: TEXT, finish: "stop", usage: {}, providerMetadata: { finishReason: "stop" } });
    expect(calls[0]?.model).toBe("own/m");
  });
});
