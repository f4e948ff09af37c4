import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterEach, describe, expect, test } from "vitest";
import { type Fault, type FaultServer, type FaultServerOptions, faultKinds, faultServer } from "vouchsafe/testing";

const text = "The refund window is 30 days. [1]";
const messages = [{ role: "user" as const, content: "How long is the refund window?" }];
const servers: FaultServer[] = [];

async function served(options: FaultServerOptions = { reply: text }) {
  const server = await faultServer(options);
  servers.push(server);
  const openai = new OpenAI({ baseURL: server.url, apiKey: "sk-test", maxRetries: 0 });
  const anthropic = new Anthropic({ baseURL: server.anthropicUrl, apiKey: "sk-ant-test", maxRetries: 0 });
  return { server, openai, anthropic };
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("a good reply reaches the real clients whole", () => {
  test("as a chat completion", async () => {
    const { openai, server } = await served();
    const reply = await openai.chat.completions.create({ model: "gpt-5-mini", messages });
    expect(reply.choices[0]?.message.content).toBe(text);
    expect(reply.choices[0]?.finish_reason).toBe("stop");
    expect(reply).toMatchObject({
      object: "chat.completion",
      model: "gpt-5-mini",
      id: expect.stringMatching(/^chatcmpl-/),
    });
    expect(reply.usage).toMatchObject({ prompt_tokens: 8, completion_tokens: 9, total_tokens: 17 });
    expect(server.requests).toMatchObject([
      { number: 1, method: "POST", path: "/v1/chat/completions", wire: "chat", prompt: messages[0]?.content },
    ]);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer sk-test");
  });

  test.each([false, true])("as a stream of chat completions, usage asked for: %s", async (asked) => {
    const { openai } = await served();
    const body = { model: "gpt-5-mini", messages, ...(asked ? { stream_options: { include_usage: true } } : {}) };
    const chunks = [];
    for await (const chunk of await openai.chat.completions.create({ ...body, stream: true })) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(text);
    expect(chunks.flatMap((chunk) => chunk.choices[0]?.finish_reason ?? [])).toEqual(["stop"]);
    expect(chunks.flatMap((chunk) => chunk.usage?.total_tokens ?? [])).toEqual(asked ? [17] : []);
    // The client's own reader puts it together too.
    const completion = await openai.chat.completions.stream(body).finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe(text);
  });

  test("as a response", async () => {
    const { openai } = await served();
    const reply = await openai.responses.create({ model: "gpt-5-mini", input: "How long?" });
    expect(reply.output_text).toBe(text);
    expect(reply).toMatchObject({ status: "completed", usage: { output_tokens: 9 } });
  });

  test("as a stream of a response", async () => {
    const { openai } = await served();
    const types: string[] = [];
    const stream = openai.responses.stream({ model: "gpt-5-mini", input: "How long?" });
    for await (const event of stream) types.push(event.type);
    expect((await stream.finalResponse()).output_text).toBe(text);
    expect([...new Set(types)]).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
  });

  test("as a message", async () => {
    const { anthropic, server } = await served();
    const reply = await anthropic.messages.create({ model: "claude-haiku-4-5", messages, max_tokens: 100 });
    expect(reply.content).toEqual([{ type: "text", text }]);
    expect(reply).toMatchObject({ stop_reason: "end_turn", usage: { input_tokens: 8, output_tokens: 9 } });
    expect(server.requests[0]).toMatchObject({ path: "/v1/messages", wire: "messages" });
  });

  test("as a stream of a message", async () => {
    const { anthropic } = await served();
    const stream = anthropic.messages.stream({ model: "claude-haiku-4-5", messages, max_tokens: 100 });
    expect(await stream.finalText()).toBe(text);
    expect(await stream.finalMessage()).toMatchObject({ stop_reason: "end_turn", usage: { output_tokens: 9 } });
  });
});

describe("JSON that was asked for by a schema or a tool comes in the place for it", () => {
  const json = '{"label":"supported"}';
  const schema = { type: "object", properties: { label: { type: "string" } } };
  const tool = { name: "verdict", parameters: schema };

  test("of chat completions", async () => {
    const { openai } = await served({ reply: json });
    const native = await openai.chat.completions.create({
      model: "gpt-5-mini",
      messages,
      response_format: { type: "json_schema", json_schema: { name: "verdict", schema } },
    });
    expect(native.choices[0]?.message.content).toBe(json);
    const asked = {
      model: "gpt-5-mini",
      messages,
      tools: [{ type: "function" as const, function: tool }],
      tool_choice: { type: "function" as const, function: { name: "verdict" } },
    };
    for (const reply of [
      await openai.chat.completions.create(asked),
      await openai.chat.completions.stream(asked).finalChatCompletion(),
    ]) {
      expect(reply.choices[0]?.message.tool_calls?.[0]).toMatchObject({
        type: "function",
        function: { name: "verdict", arguments: json },
      });
    }
  });

  test("of responses", async () => {
    const { openai } = await served({ reply: json });
    const asked = {
      model: "gpt-5-mini",
      input: "How long?",
      tools: [{ type: "function" as const, ...tool, strict: false }],
      tool_choice: { type: "function" as const, name: "verdict" },
    };
    for (const reply of [await openai.responses.create(asked), await openai.responses.stream(asked).finalResponse()]) {
      expect(reply.output[0]).toMatchObject({ type: "function_call", name: "verdict", arguments: json });
    }
  });

  test("of messages", async () => {
    const { anthropic } = await served({ reply: json });
    const asked = {
      model: "claude-haiku-4-5",
      messages,
      max_tokens: 100,
      tools: [{ name: "verdict", input_schema: { type: "object" as const } }],
      tool_choice: { type: "tool" as const, name: "verdict" },
    };
    for (const reply of [
      await anthropic.messages.create(asked),
      await anthropic.messages.stream(asked).finalMessage(),
    ]) {
      expect(reply.content).toMatchObject([{ type: "tool_use", name: "verdict", input: { label: "supported" } }]);
      expect(reply.stop_reason).toBe("tool_use");
    }
  });
});

describe("thoughts come in the place for them", () => {
  const reply = { text, reasoning: "Thirty days, says the page." };

  test("of responses and messages", async () => {
    const { openai, anthropic } = await served({ reply });
    const response = await openai.responses.stream({ model: "o", input: "?" }).finalResponse();
    expect(response.output.map(({ type }) => type)).toEqual(["reasoning", "message"]);
    const message = await anthropic.messages.stream({ model: "c", messages, max_tokens: 9 }).finalMessage();
    expect(message.content).toMatchObject([{ type: "thinking", thinking: reply.reasoning }, { text }]);
  });
});

/** What a request with no client in between gets. */
async function raw(server: FaultServer, path: string, body: object) {
  const response = await fetch(`${server.anthropicUrl}${path}`, { method: "POST", body: JSON.stringify(body) });
  return { response, text: await response.text() };
}
const paths = ["/v1/chat/completions", "/v1/responses", "/v1/messages"];
const ways = paths.flatMap((path) => [false, true].map((stream) => ({ path, stream })));

describe("a fault is what its name says, of every interface", () => {
  test.each<[string, Fault, number]>([
    ["rate-limited", { kind: "rate-limited" }, 429],
    ["unavailable", { kind: "unavailable", status: 529 }, 529],
    ["unauthorized", { kind: "unauthorized", status: 403 }, 403],
    ["rejected", { kind: "rejected", status: 422 }, 422],
    ["html", { kind: "html" }, 200],
    ["error-with-200", { kind: "error-with-200" }, 200],
  ])("%s", async (_, fault, status) => {
    const { server } = await served();
    for (const { path, stream } of ways) {
      server.next(fault);
      const got = await raw(server, path, { model: "m", messages, stream });
      expect(got.response.status).toBe(status);
      expect(got.text).toContain(fault.kind === "html" ? "<html>" : '"error"');
      expect(got.text).not.toContain("refund");
    }
  });

  test("rate-limited with any header", async () => {
    const { server } = await served();
    server.next({ kind: "rate-limited", retryAfter: "-1e9, soon" }, { kind: "rate-limited", retryAfterMs: "NaN" });
    expect((await raw(server, "/v1/responses", {})).response.headers.get("retry-after")).toBe("-1e9, soon");
    expect((await raw(server, "/v1/responses", {})).response.headers.get("retry-after-ms")).toBe("NaN");
  });

  test.each<Fault>([{ kind: "reset" }, { kind: "cut" }])("$kind", async (fault) => {
    const { server } = await served();
    for (const { path, stream } of ways) {
      server.next(fault);
      await expect(raw(server, path, { model: "m", messages, stream })).rejects.toThrow();
    }
  });

  test.each<Fault>([{ kind: "no-headers" }, { kind: "hang-mid-stream" }, { kind: "slow-drip" }])(
    "$kind, until the client goes",
    async (fault) => {
      const { server } = await served();
      for (const { path, stream } of ways) {
        server.next(fault);
        const signal = AbortSignal.timeout(40);
        const body = JSON.stringify({ model: "m", messages, stream });
        const got = fetch(server.anthropicUrl + path, { method: "POST", body, signal }).then((r) => r.text());
        await expect(got).rejects.toThrow("timeout");
      }
      await expect.poll(() => server.open).toBe(0);
    },
  );

  test("ends-early is a proper end in the middle", async () => {
    const { server } = await served();
    for (const { path, stream } of ways) {
      const whole = (await raw(server, path, { model: "m", messages, stream })).text;
      server.next("ends-early", { kind: "ends-early", atByte: 100 });
      const half = (await raw(server, path, { model: "m", messages, stream })).text;
      expect(half.length).toBeGreaterThan(whole.length / 5);
      expect(half.length).toBeLessThan(whole.length * 0.8);
      expect(half.endsWith("\n\n")).toBe(stream);
      expect((await raw(server, path, { model: "m", messages, stream })).text).toHaveLength(100);
    }
  });

  test.each<[Fault, string, RegExp]>([
    [{ kind: "length" }, "/v1/chat/completions", /"finish_reason":"length"/],
    [
      { kind: "length" },
      "/v1/responses",
      /"status":"incomplete","background":false,"error":null,"incomplete_details":{"reason":"max_output_tokens"}/,
    ],
    [{ kind: "length" }, "/v1/messages", /"stop_reason":"max_tokens"/],
    [{ kind: "content-filter" }, "/v1/chat/completions", /"finish_reason":"content_filter"/],
    [{ kind: "content-filter" }, "/v1/responses", /"incomplete_details":{"reason":"content_filter"}/],
    [{ kind: "content-filter" }, "/v1/messages", /"stop_reason":"refusal"/],
    [{ kind: "refusal" }, "/v1/chat/completions", /"refusal":"/],
    [{ kind: "refusal" }, "/v1/responses", /"type":"refusal","refusal":"I'm sorry/],
    [{ kind: "refusal" }, "/v1/messages", /"stop_reason":"refusal"/],
    [{ kind: "blank", text: null }, "/v1/messages", /"stop_reason":"end_turn"/],
    [{ kind: "blank", text: "\u3164" }, "/v1/chat/completions", /"content":"\u3164"/],
    [{ kind: "other-model" }, "/v1/messages", /"model":"another-model-than-m"/],
    [{ kind: "wrong-types", as: null }, "/v1/messages", /"text":null/],
    [{ kind: "wrong-types" }, "/v1/responses", /"(text|delta)":42/],
    [{ kind: "unknown-events" }, "/v1/chat/completions", /unheard_of/],
  ])("%j of %s", async (fault, path, pattern) => {
    const { server } = await served();
    for (const stream of [false, true]) {
      server.next(fault);
      expect((await raw(server, path, { model: "m", messages, stream })).text).toMatch(pattern);
    }
  });

  test("the faults of streams", async () => {
    const { server } = await served();
    const got = async (path: string, fault: Fault) => {
      server.next(fault);
      return (await raw(server, path, { model: "m", messages, stream: true })).text;
    };
    for (const [path, end, error] of [
      ["/v1/chat/completions", '"finish_reason":"stop"', 'data: {"error":'],
      ["/v1/responses", "event: response.completed", "event: error"],
      ["/v1/messages", "event: message_stop", "event: error"],
    ] as const) {
      expect((await got(path, { kind: "second-end" })).split(end)).toHaveLength(3);
      const broken = await got(path, { kind: "error-event" });
      expect(broken).toContain(error);
      expect(broken).not.toContain(end);
      expect((await got(path, { kind: "many-events", count: 1_000 })).split("\n\n").length).toBeGreaterThan(1_000);
      const events = (await got(path, { kind: "duplicated-chunk" })).split("\n\n");
      expect(events.filter((event, index) => event === events[index - 1])).toHaveLength(1);
      expect(await got(path, { kind: "no-choices" })).not.toContain("refund");
      for (const oneEvent of [false, true]) {
        const long = await got(path, { kind: "oversized", bytes: 300_000, oneEvent });
        expect(long.match(/x{1000,}/g)?.join("").length).toBe(300_000);
      }
    }
  });

  test("the faults of plain replies", async () => {
    const { server } = await served();
    for (const path of paths) {
      server.next({ kind: "oversized", bytes: 300_000 }, "second-end", "error-event", {
        kind: "many-events",
        count: 9,
      });
      const long = JSON.stringify(JSON.parse((await raw(server, path, { messages })).text));
      expect(long.match(/x{1000,}/g)?.join("").length).toBe(300_000);
      const twice = (await raw(server, path, { messages })).text;
      expect(twice.slice(0, twice.length / 2)).toBe(twice.slice(twice.length / 2));
      expect((await raw(server, path, { messages })).text).toContain('"error":');
      expect((await raw(server, path, { messages })).text.indexOf("{")).toBe(9);
    }
  });

  test("echoes-key: the error holds the key and the prompt", async () => {
    const { server, openai } = await served();
    server.next("echoes-key");
    const error: unknown = await openai.chat.completions.create({ model: "m", messages }).catch((reason) => reason);
    expect(String(error)).toContain("sk-test");
    expect(String(error)).toContain(messages[0]?.content);
  });

  test("slow is a good reply, later", async () => {
    const { server, openai } = await served();
    server.next({ kind: "slow", ms: 60 });
    const before = performance.now();
    const reply = await openai.chat.completions.create({ model: "m", messages });
    expect(performance.now() - before).toBeGreaterThan(50);
    expect(reply.choices[0]?.message.content).toBe(text);
  });
});

describe("what comes when", () => {
  const asked = (server: FaultServer) => raw(server, "/v1/chat/completions", { model: "m", messages });
  const status = async (server: FaultServer) => (await asked(server)).response.status;

  test("what is next comes first, then what is always, then what `faults` says, then the reply", async () => {
    const { server } = await served({ reply: text, faults: (n) => (n === 4 ? "rejected" : undefined) });
    server.next("unavailable", { text: "Just once." });
    server.always("rate-limited");
    expect(await status(server)).toBe(503);
    expect((await asked(server)).text).toContain("Just once.");
    expect(await status(server)).toBe(429);
    server.always();
    expect(await status(server)).toBe(400);
    expect(await status(server)).toBe(200);
  });

  test("a reply may be made of the request, and be a fault", async () => {
    const { server } = await served({
      reply: ({ prompt, number }) => (number === 1 ? `You asked: ${prompt}` : { kind: "html" }),
    });
    expect((await asked(server)).text).toContain("You asked: How long");
    expect((await asked(server)).text).toContain("<html>");
  });

  test("chance is the same for the same seed, and as frequent as told", async () => {
    const run = async (seed: number) => {
      const { server } = await served({ rate: 0.3, seed, kinds: ["unavailable", { kind: "rate-limited" }] });
      const statuses = [];
      for (let at = 0; at < 100; at += 1) statuses.push(await status(server));
      return statuses;
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    const failed = first.filter((code) => code !== 200);
    expect(failed.length).toBeGreaterThan(15);
    expect(failed.length).toBeLessThan(45);
    expect(new Set(failed)).toEqual(new Set([503, 429]));
  });

  test("what no provider has is not found", async () => {
    const { server } = await served();
    expect((await raw(server, "/v1/embeddings", {})).response.status).toBe(404);
    expect((await fetch(`${server.url}/models`)).status).toBe(404);
  });

  test("closing ends what hangs, and tells what the reply threw", async () => {
    const server = await faultServer({
      reply: () => {
        throw new RangeError("mine");
      },
    });
    const broken = expect(asked(server)).rejects.toThrow();
    await broken;
    server.next("no-headers");
    const hanging = expect(asked(server)).rejects.toThrow();
    await expect.poll(() => server.requests.length).toBe(2);
    await expect(server.close()).rejects.toThrow("mine");
    await hanging;
  });

  test("a fault that there is not, or a detail that it has not, is a mistake", async () => {
    const { server } = await served();
    expect(() => server.next("rate-limit" as "reset")).toThrow(
      /Expected `kind` to be one of rate-limited, .*"rate-limit"/,
    );
    expect(() => server.next({ kind: "cut", at: 5 } as Fault)).toThrow("Expected the fault `cut` to have no `at`");
    expect(() => server.always("toString" as "reset")).toThrow(TypeError);
    await expect(faultServer({ rate: 2 })).rejects.toThrow(TypeError);
  });

  test("every kind is tried against a client, which says something of it or nothing, and the server lives on", async () => {
    const { server, openai } = await served();
    for (const kind of faultKinds) {
      server.next(kind);
      const signal = AbortSignal.timeout(30);
      await openai.chat.completions.create({ model: "m", messages }, { signal }).catch(() => undefined);
    }
    expect(await status(server)).toBe(200);
    expect(server.requests).toHaveLength(faultKinds.length + 1);
  });
});
