import { inspect } from "node:util";
import { Anthropic } from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { anthropic, type Model, openai } from "vouchsafe/model";
import { json, serve, stream } from "./server.ts";
import { chunk, framed, PROMPT } from "./wires.ts";

const KEY = "sk-canary-7f3e9a";
const PASSWORD = "canary-of-a-header";
const QUESTION = "canary-of-a-question";
const prompt = { messages: [{ role: "user" as const, content: QUESTION }] as const };

/** All that anybody could print of a value, what it inherits and hides included. */
function shown(value: unknown): string {
  const error = value instanceof Error ? [value.message, value.stack, String(value.cause), value.name] : [];
  return [
    ...error,
    JSON.stringify(value),
    inspect(value, { depth: 10, showHidden: true, getters: true }),
    String(value),
  ].join("\n");
}

const models: readonly (readonly [string, (baseURL: string) => Model])[] = [
  ["own", (baseURL) => openai({ baseURL, apiKey: KEY, headers: { "x-password": PASSWORD } }, { model: "m" })],
  ["own, with a function", (baseURL) => openai({ baseURL, apiKey: async () => KEY }, { model: "m", api: "responses" })],
  ["openai's", (baseURL) => openai(new OpenAI({ baseURL, apiKey: KEY }), { model: "m" })],
  ["own, Anthropic", (baseURL) => anthropic({ baseURL, apiKey: KEY }, { model: "m" })],
  ["anthropic's", (baseURL) => anthropic(new Anthropic({ baseURL, apiKey: KEY }), { model: "m" })],
];
const echo = { error: { message: `wrong key ${KEY} ${PASSWORD} ${QUESTION}`, type: KEY, code: KEY } };

test.each(models)("%s: a provider that echoes key, header and question leaks none of them", async (_, modelAt) => {
  const faults = [
    json(echo, 401),
    json(echo, 400, { "retry-after": KEY }),
    json(echo, 500),
    json(echo, 302, { location: `http://127.0.0.1:1/${KEY}` }),
    json(echo),
    json({ model: KEY, choices: [{ message: { content: "a" }, finish_reason: KEY }] }),
    stream(`data: ${JSON.stringify(echo)}\n\n`),
    stream(framed([chunk({ content: KEY })])),
    stream(`data: ${KEY}`),
    stream(`data: ${KEY}\n\n`),
  ];
  let turn = 0;
  const server = await serve((response) => faults[Math.floor(turn++ / 2)]?.(response));
  const model = modelAt(server.baseURL);
  const told: unknown[] = [model, inspect(model, { depth: 10, showHidden: true })];
  const context = {
    onCall: (call: unknown) => void told.push(call),
    trace: { event: (...event: unknown[]) => void told.push(event) },
  };
  for (const _ of faults) {
    await model.generate(prompt, context).then(
      () => expect.unreachable(),
      (error) => told.push(error),
    );
    const parts = model.stream(prompt, context)[Symbol.asyncIterator]();
    await (async () => {
      while (!(await parts.next()).done);
      expect.unreachable();
    })().catch((error) => told.push(error));
  }
  expect(server.seen).toHaveLength(2 * faults.length);
  const text = told.map(shown).join("\n");
  for (const secret of [KEY, PASSWORD, QUESTION]) expect(text).not.toContain(secret);
  expect(text).toContain("model-unauthorized");
});

test.each(models)("%s: an address that nobody listens at leaks nothing", async (_, modelAt) => {
  const error = await modelAt(`http://127.0.0.1:1/${KEY}`)
    .generate(prompt)
    .then(() => undefined, shown);
  expect(error).toContain("model-unavailable");
  expect(error).not.toContain(KEY);
});

test.each<[string, () => unknown]>([
  ["a key with a line break", () => openai({ apiKey: `${KEY}\n` }, { model: "m" })],
  ["a header with a line break", () => openai({ headers: { "x-a": `${KEY}\nx` } }, { model: "m" })],
  ["an address with a password", () => openai({ baseURL: `https://me:${KEY}@example.com` }, { model: "m" })],
  ["an address that is none", () => openai({ baseURL: KEY }, { model: "m" })],
])("%s is refused, and not shown", (_, build) => {
  let error: unknown;
  try {
    build();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TypeError);
  expect(shown(error)).not.toContain(KEY);
});

test.each<[string, () => string | Promise<string>, boolean]>([
  [
    "throws",
    () => {
      throw new Error(KEY);
    },
    true,
  ],
  ["rejects", () => Promise.reject(new Error(KEY)), true],
  ["gives a key with a line break", () => `${KEY}\n`, false],
  ["gives none", () => "", false],
])(
  "a function for the key that %s is unauthorized: nothing is sent, and nothing told",
  async (_, apiKey, retryable) => {
    const server = await serve(json({}));
    const calls: unknown[] = [];
    const error = await openai({ baseURL: server.baseURL, apiKey }, { model: "m" })
      .generate(PROMPT, { onCall: (call) => calls.push(call) })
      .then(
        () => undefined,
        (thrown) => thrown,
      );
    expect(error).toMatchObject({ code: "model-unauthorized", retryable });
    expect(shown(error)).not.toContain(KEY);
    expect([server.seen, calls]).toEqual([[], []]);
  },
);

test("what a client throws is neither quoted nor kept as a cause", async () => {
  const throwing = async () => {
    throw Object.assign(new Error(`no route for ${KEY}`, { cause: new Error(KEY) }), {
      headers: { authorization: KEY },
    });
  };
  const create = throwing as () => Promise<never>;
  for (const client of [{ fetch: throwing as typeof fetch }, { chat: { completions: { create } } }]) {
    const error = await openai(client, { model: "m" })
      .generate(PROMPT)
      .then(
        () => undefined,
        (thrown) => thrown,
      );
    expect(error).toMatchObject({ code: "model-unavailable" });
    expect(shown(error)).not.toContain(KEY);
  }
});

test("an abort while the key is fetched sends nothing", async () => {
  const server = await serve(json({}));
  const controller = new AbortController();
  const apiKey = async () => {
    controller.abort("left");
    return KEY;
  };
  const calls: unknown[] = [];
  const own: typeof fetch = (...given) => {
    calls.push(given);
    return fetch(...given);
  };
  const context = { abortSignal: controller.signal, onCall: (call: unknown) => void calls.push(call) };
  const model = openai({ baseURL: server.baseURL, apiKey, fetch: own }, { model: "m" });
  await expect(model.generate(PROMPT, context)).rejects.toBe("left");
  await new Promise((done) => setTimeout(done, 20));
  expect(calls).toEqual([]);
});

test("a redirect is not followed: the key would go with it", async () => {
  const elsewhere = await serve(json({}));
  const server = await serve(json({}, 307, { location: elsewhere.baseURL }));
  const asked = anthropic({ baseURL: server.baseURL, apiKey: KEY }, { model: "m" }).generate(PROMPT);
  await expect(asked).rejects.toMatchObject({ code: "model-rejected", failure: { status: 307 } });
  expect(elsewhere.seen).toEqual([]);
});
