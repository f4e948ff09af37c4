import OpenAI, { AzureOpenAI } from "openai";
import { describe, expect, test } from "vitest";
import { anthropic, openai, type Prompt } from "vouchsafe/model";
import { json, serve } from "./server.ts";
import { APIS, answering, EVENTS, framed, modelOf, outcomeOf, PROMPT, streamed, TEXT, TOOL, WHOLE } from "./wires.ts";

/** The body that a prompt becomes. */
async function bodyOf(
  ...[api, options, prompt = PROMPT, streaming = false]: readonly [
    (typeof APIS)[number],
    Parameters<typeof modelOf>[2]?,
    Prompt?,
    boolean?,
  ]
) {
  let body: unknown;
  const reply = streaming ? framed(EVENTS[api]) : JSON.stringify(WHOLE[api]);
  const answer = answering([reply], streaming ? "text/event-stream" : "application/json");
  const own: typeof fetch = (url, init) => {
    body = JSON.parse(String(init?.body));
    return answer(url, init);
  };
  const model = modelOf(api, { fetch: own }, options);
  await outcomeOf(streaming ? streamed(model, prompt) : model.generate(prompt));
  return body;
}

const full: Prompt = {
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "How long?" },
    { role: "assistant", content: "30 days." },
    { role: "user", content: "Sure?" },
  ],
  maxOutputTokens: 50,
  temperature: 0,
  topP: 0.5,
  seed: 7,
  stopSequences: ["\n"],
  task: "answer",
};
const { stopSequences: _, ...unstopped } = full;

test("a prompt as a chat completion", async () => {
  expect(await bodyOf("chat", { sampling: true }, full)).toEqual({
    model: "gpt-5-mini",
    messages: full.messages,
    max_completion_tokens: 50,
    temperature: 0,
    top_p: 0.5,
    seed: 7,
    stop: ["\n"],
  });
  expect(await bodyOf("chat", {}, PROMPT, true)).toEqual({
    model: "gpt-5-mini",
    messages: PROMPT.messages,
    stream: true,
    stream_options: { include_usage: true },
  });
});

test("a prompt as a response, which is not stored; stop sequences it does not know", async () => {
  expect(await bodyOf("responses", { sampling: true }, unstopped)).toEqual({
    model: "gpt-5-mini",
    input: full.messages,
    store: false,
    max_output_tokens: 50,
    temperature: 0,
    top_p: 0.5,
  });
  await expect(modelOf("responses", {}).generate(full)).rejects.toMatchObject({ code: "model-rejected" });
});

test("a prompt as a message: what the system says goes before all else, and there is always a limit", async () => {
  expect(await bodyOf("messages", {}, full)).toEqual({
    model: "claude-haiku-4-5",
    system: "Be brief.",
    messages: full.messages.slice(1),
    max_tokens: 50,
    temperature: 0,
    top_p: 0.5,
    stop_sequences: ["\n"],
  });
  expect(await bodyOf("messages")).toMatchObject({ max_tokens: 4096 });
});

describe("JSON is asked for", () => {
  const prompt: Prompt = { ...PROMPT, output: TOOL };
  const { name, schema } = TOOL;
  const loose = { name, schema: { type: "object", properties: { label: {} } } };

  test("by the provider's own way", async () => {
    expect(await bodyOf("chat", {}, prompt)).toMatchObject({
      response_format: { type: "json_schema", json_schema: { name, schema, strict: true } },
    });
    expect(await bodyOf("responses", { body: { text: { verbosity: "low" } } }, prompt)).toMatchObject({
      text: { verbosity: "low", format: { type: "json_schema", name, schema, strict: true } },
    });
    expect(await bodyOf("messages", { body: { output_config: { effort: "low" } } }, prompt)).toMatchObject({
      output_config: { effort: "low", format: { type: "json_schema", schema } },
    });
  });

  test("strictly only where the schema allows it", async () => {
    expect(await bodyOf("chat", {}, { ...PROMPT, output: loose })).not.toHaveProperty(
      "response_format.json_schema.strict",
    );
    expect(await bodyOf("responses", {}, { ...PROMPT, output: loose })).toMatchObject({
      text: { format: { strict: false } },
    });
  });

  test("by a tool that has to be called", async () => {
    const options = { output: "tool" } as const;
    expect(await bodyOf("chat", options, prompt)).toMatchObject({
      tools: [{ type: "function", function: { name, parameters: schema, strict: true } }],
      tool_choice: { type: "function", function: { name } },
    });
    expect(await bodyOf("responses", options, prompt)).toMatchObject({
      tools: [{ type: "function", name, parameters: schema, strict: true }],
      tool_choice: { type: "function", name },
    });
    expect(await bodyOf("messages", options, prompt)).toMatchObject({
      tools: [{ name, input_schema: schema }],
      tool_choice: { type: "tool", name },
    });
  });

  test.each(APIS)("in words, in one system message (%s)", async (api) => {
    const words = `Reply with one JSON value that matches this JSON Schema, and with nothing else: no fence, no remark.\n${JSON.stringify(schema)}`;
    const fields = api === "chat" ? "messages" : "input";
    const options = { output: "prompt" } as const;
    const alone = (await bodyOf(api, options, prompt)) as { [field: string]: unknown };
    const { stopSequences: _, ...rest } = full;
    const added = (await bodyOf(api, options, { ...rest, output: TOOL })) as { [field: string]: unknown };
    if (api === "messages") expect([alone.system, added.system]).toEqual([words, `Be brief.\n\n${words}`]);
    else {
      expect(alone[fields]).toEqual([{ role: "system", content: words }, ...PROMPT.messages]);
      expect(added[fields]).toEqual([{ role: "system", content: `Be brief.\n\n${words}` }, ...full.messages.slice(1)]);
    }
  });
});

test("fields of the caller's own are sent, and what the prompt sets goes before them", async () => {
  const options = { sampling: true, body: { reasoning_effort: "low", temperature: 1, max_tokens: 9 } };
  expect(await bodyOf("chat", options, { ...PROMPT, temperature: 0 })).toMatchObject({
    reasoning_effort: "low",
    temperature: 0,
  });
  expect(await bodyOf("messages", options)).toMatchObject({ max_tokens: 9 });
});

test.each([
  ["https://api.openai.com/v1", "max_completion_tokens"],
  ["https://eu.api.openai.com/v1", "max_completion_tokens"],
  ["https://me.openai.azure.com/openai/v1", "max_completion_tokens"],
  ["http://localhost:11434/v1", "max_tokens"],
  ["https://openrouter.ai/api/v1", "max_tokens"],
  ["https://not-openai.com/v1", "max_tokens"],
  ["https://openai.com.example/v1", "max_tokens"],
])("at %s the limit of tokens is %s", async (baseURL, field) => {
  let body: object = {};
  const own: typeof fetch = async (_, init) => {
    body = JSON.parse(String(init?.body));
    return new Response("{}");
  };
  const prompt = { ...PROMPT, maxOutputTokens: 5 };
  await outcomeOf(openai({ baseURL, fetch: own }, { model: "m" }).generate(prompt));
  expect(body).toEqual({ model: "m", messages: PROMPT.messages, [field]: 5 });
  await outcomeOf(openai(new OpenAI({ baseURL, apiKey: "k", fetch: own }), { model: "m" }).generate(prompt));
  expect(body).toMatchObject({ [field]: 5 });
  await outcomeOf(openai({ baseURL, fetch: own }, { model: "m", tokenLimit: "max_tokens" }).generate(prompt));
  expect(body).toMatchObject({ max_tokens: 5 });
});

test("a query of the address stays, and headers of the caller's go over ours", async () => {
  const server = await serve(json(WHOLE.chat));
  const access = {
    baseURL: `${server.baseURL}/?api-version=1`,
    apiKey: () => "k",
    headers: { "api-key": "b", Authorization: "Basic x" },
  };
  expect(await outcomeOf(openai(access, { model: "gpt-5-mini" }).generate(PROMPT))).toBe(TEXT);
  expect(server.seen).toMatchObject([
    { path: "/v1/chat/completions?api-version=1", headers: { "api-key": "b", authorization: "Basic x" } },
  ]);
  const keyless = openai({ baseURL: server.baseURL }, { model: "gpt-5-mini" });
  expect(await outcomeOf(keyless.generate(PROMPT))).toBe(TEXT);
  expect(server.seen[1]?.headers).not.toHaveProperty("authorization");
});

test("Azure's client asks its deployment", async () => {
  const server = await serve(json(WHOLE.chat));
  const client = new AzureOpenAI({
    endpoint: server.baseURL.replace("/v1", ""),
    apiKey: "k",
    apiVersion: "2024-10-21",
  });
  const model = openai(client, { model: "answers-eu", sameModel: "any", provider: "azure" });
  expect(model.id).toBe("azure/answers-eu");
  expect(await outcomeOf(model.generate(PROMPT))).toBe(TEXT);
  expect(server.seen[0]?.path).toBe("/openai/deployments/answers-eu/chat/completions?api-version=2024-10-21");
});

test.each([
  ["gpt-4o", true],
  ["gpt-4.1-mini", true],
  ["gpt-4-0613", true],
  ["gpt-5", false],
  ["gpt-5-mini-2025-08-07", false],
  ["openai/gpt-5.1", false],
  ["gpt-6-mini", false],
  ["gpt-5-chat-latest", true],
  ["gpt-oss-120b", true],
  ["o1", false],
  ["o4-mini", false],
  ["olmo-2", true],
  ["claude-3-5-haiku-20241022", true],
  ["claude-opus-4-20250514", true],
  ["claude-sonnet-4@20250514", true],
  ["claude-haiku-4-5-20251001", true],
  ["claude-opus-4-6", true],
  ["claude-opus-4-7", false],
  ["anthropic/claude-opus-4.7", false],
  ["claude-opus-4-10", false],
  ["claude-sonnet-5", false],
  ["claude-sonnet-5-20260101", false],
  ["claude-mythos-preview", false],
  ["llama3.2", true],
  ["answers-eu", true],
])("whether temperature and top p go to %s: %s, and as it is told otherwise", async (model, sent) => {
  const prompt = { ...PROMPT, temperature: 0, topP: 0.5 };
  for (const api of APIS) {
    for (const [options, goes] of [
      [{}, sent],
      [{ sampling: true }, true],
      [{ sampling: false }, false],
    ] as const) {
      const body = await bodyOf(api, { model, ...options }, prompt);
      expect([Object.hasOwn(body as object, "temperature"), Object.hasOwn(body as object, "top_p")]).toEqual([
        goes,
        goes,
      ]);
    }
  }
});

test.each<[string, () => unknown]>([
  ["sampling", () => openai({}, { model: "m", sampling: 1 as never })],
  ["model", () => openai({}, { model: "" })],
  ["provider", () => openai({}, { model: "m", provider: "" })],
  ["api", () => openai({}, { model: "m", api: "completions" as never })],
  ["tokenLimit", () => openai({}, { model: "m", tokenLimit: "n" as never })],
  ["sameModel", () => anthropic({}, { model: "m", sameModel: "yes" as never })],
  ["output", () => anthropic({}, { model: "m", output: "json" as never })],
  ["body", () => anthropic({}, { model: "m", body: [] as never })],
  ["body", () => anthropic({}, { model: "m", body: { stream: true } })],
  ["timeoutMs", () => openai({}, { model: "m", timeoutMs: 0 })],
  ["headersTimeoutMs", () => openai({}, { model: "m", headersTimeoutMs: Number.NaN })],
  ["idleTimeoutMs", () => openai({}, { model: "m", idleTimeoutMs: 2 ** 31 })],
  ["maxResponseBytes", () => openai({}, { model: "m", maxResponseBytes: 1.5 })],
  ["options", () => openai({}, { model: "m", timeout: 5 } as never)],
  ["options", () => openai({ baseUrl: "http://localhost" } as never, { model: "m" })],
  ["options", () => anthropic({}, { model: "m", api: "chat" } as never)],
  ["fetch", () => openai({ fetch: 1 as never }, { model: "m" })],
  ["client.chat.completions", () => openai({ chat: {} } as never, { model: "m" })],
  [
    "client.responses",
    () => openai({ chat: { completions: { create() {} } } } as never, { model: "m", api: "responses" }),
  ],
  ["client.messages", () => anthropic({ messages: {} } as never, { model: "m" })],
])("a mistake in `%s` is told when the model is built", (name, build) => {
  expect(build).toThrow(TypeError);
  expect(build).toThrow(`\`${name}\``);
});
