import type { ServerResponse } from "node:http";
import { Anthropic } from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import type { Model, ModelCall } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";
import { data, json, serve, stream, type TestServer } from "./server.ts";
import { APIS, type Api, chunk, EVENTS, framed, modelOf, outcomeOf, PROMPT, streamed, TEXT, WHOLE } from "./wires.ts";

type Options = Parameters<typeof modelOf>[2];
const KEY = "sk-canary-of-the-tests";
const ways: readonly (readonly [string, Api, (baseURL: string, options?: Options) => Model])[] = [
  ...APIS.map(
    (api) =>
      [
        "our own",
        api,
        (baseURL: string, options?: Options) => modelOf(api, { baseURL, apiKey: KEY }, options),
      ] as const,
  ),
  ["openai's", "chat", (baseURL, options) => modelOf("chat", new OpenAI({ baseURL, apiKey: KEY }), options)],
  ["openai's", "responses", (baseURL, options) => modelOf("responses", new OpenAI({ baseURL, apiKey: KEY }), options)],
  [
    "anthropic's",
    "messages",
    (baseURL, options) =>
      modelOf("messages", new Anthropic({ baseURL: baseURL.replace("/v1", ""), apiKey: KEY }) as never, options),
  ],
];

const begin = (response: ServerResponse) => response.writeHead(200, { "content-type": "text/event-stream" });
const firstOf = (api: Api) => framed(EVENTS[api].slice(0, 2));

/** How many connections with a request the server still has, after half a second at most. */
async function closedSoon(server: TestServer): Promise<number> {
  for (let turn = 0; turn < 50 && server.open() > 0; turn++) await new Promise((done) => setTimeout(done, 10));
  return server.open();
}

async function timed(asked: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await asked.catch(() => {});
  return performance.now() - started;
}

/** Beside the fifty that are promised: a machine that seven share. */
const SLACK = 150;

describe.each(ways)("%s client, %s", (_, api, modelAt) => {
  test("whole and streamed give the same; the key is sent, and each call is told once", async () => {
    const server = await serve((response, { body }) =>
      (body as { stream?: boolean }).stream ? stream(framed(EVENTS[api]))(response) : json(WHOLE[api])(response),
    );
    const model = modelAt(server.baseURL);
    const calls: ModelCall[] = [];
    const context = { onCall: (call: ModelCall) => void calls.push(call) };
    const reply = await model.generate(PROMPT, context);
    expect(reply.text).toBe(TEXT);
    let last: unknown;
    for await (const part of model.stream(PROMPT, context)) last = part;
    expect(last).toEqual({ type: "reply", reply });
    expect(calls).toEqual([1, 2].map(() => ({ model: model.id, usage: reply.usage })));
    const sent = server.seen.map(
      ({ headers }) => headers["x-api-key"] ?? headers.authorization?.slice("Bearer ".length),
    );
    expect(sent).toEqual([KEY, KEY]);
    expect(server.seen.map(({ path }) => path)).toEqual(
      [1, 2].map(() => `/v1/${{ chat: "chat/completions", responses: "responses", messages: "messages" }[api]}`),
    );
  });

  test.each([
    [429, "model-rate-limited"],
    [500, "model-unavailable"],
    [503, "model-unavailable"],
    [529, "model-unavailable"],
    [408, "model-unavailable"],
    [409, "model-unavailable"],
    [400, "model-rejected"],
    [404, "model-rejected"],
    [422, "model-rejected"],
    [401, "model-unauthorized"],
    [403, "model-unauthorized"],
  ])("status %i is %s, told after one request", async (status, code) => {
    const server = await serve(
      json({ error: { message: `your key ${KEY}` } }, status, { "retry-after": "3", "x-should-retry": "true" }),
    );
    const calls: ModelCall[] = [];
    const asked = modelAt(server.baseURL).generate(PROMPT, { onCall: (call) => calls.push(call) });
    await expect(asked).rejects.toMatchObject({ code, failure: { status, retryAfterMs: 3_000 } });
    expect(server.seen).toHaveLength(1);
    expect(calls).toEqual([{ model: expect.any(String), failure: code, status }]);
  });

  test("a port that nobody listens on, and a name that nobody has, are unavailable", async () => {
    expect(await outcomeOf(modelAt("http://127.0.0.1:1/v1").generate(PROMPT))).toBe("model-unavailable");
    expect(await outcomeOf(modelAt("http://nowhere.invalid/v1").generate(PROMPT))).toBe("model-unavailable");
  });

  test("that nobody was reached is told, so that it is charged nothing", async () => {
    const calls: ModelCall[] = [];
    const onCall = (call: ModelCall) => calls.push(call);
    // A port that nobody listens on any more. Port 1 would not do: no request is made to it at all.
    const gone = await faultServer();
    await gone.close();
    await expect(modelAt(gone.url).generate(PROMPT, { onCall })).rejects.toThrow();
    expect(calls).toEqual([{ model: expect.any(String), failure: "model-unavailable", status: 0 }]);
  });

  test("a connection reset before the headers is unavailable, one within the body truncated", async () => {
    const before = await serve((response) => response.socket?.resetAndDestroy());
    expect(await outcomeOf(modelAt(before.baseURL).generate(PROMPT))).toBe("model-unavailable");
    const within = await serve((response) => {
      begin(response).write(firstOf(api), () => response.socket?.resetAndDestroy());
    });
    expect(await outcomeOf(streamed(modelAt(within.baseURL)))).toBe("model-truncated");
  });

  test("no headers in time: timed out, the socket closed", async () => {
    const server = await serve(() => {});
    const model = modelAt(server.baseURL, { headersTimeoutMs: 60 });
    expect(await timed(expect(outcomeOf(model.generate(PROMPT))).resolves.toBe("model-timed-out"))).toBeLessThan(
      60 + SLACK,
    );
    expect(await closedSoon(server)).toBe(0);
  });

  test("silence in the midst: timed out, the socket closed", async () => {
    const server = await serve((response) => {
      begin(response).write(firstOf(api));
    });
    const model = modelAt(server.baseURL, { idleTimeoutMs: 60 });
    expect(await timed(expect(outcomeOf(streamed(model))).resolves.toBe("model-timed-out"))).toBeLessThan(60 + SLACK);
    expect(await closedSoon(server)).toBe(0);
  });

  test("a drip that is never silent: timed out by the limit of all", async () => {
    const server = await serve((response) => {
      begin(response);
      const drip = setInterval(() => response.write(": \n\n"), 10);
      response.on("close", () => clearInterval(drip));
    });
    const model = modelAt(server.baseURL, { idleTimeoutMs: 1_000, timeoutMs: 120 });
    expect(await timed(expect(outcomeOf(streamed(model))).resolves.toBe("model-timed-out"))).toBeLessThan(120 + SLACK);
    expect(await closedSoon(server)).toBe(0);
  });

  test("an abort before, while it waits for headers, and in the midst: its reason, unchanged, at once", async () => {
    const reason = { why: "the user left" };
    const before = await serve(json(WHOLE[api]));
    const calls: ModelCall[] = [];
    const onCall = (call: ModelCall) => void calls.push(call);
    await expect(
      modelAt(before.baseURL).generate(PROMPT, { abortSignal: AbortSignal.abort(reason), onCall }),
    ).rejects.toBe(reason);
    expect([before.seen, calls]).toEqual([[], []]);
    const server = await serve((response, { body }) => {
      if ((body as { stream?: boolean }).stream) begin(response).write(firstOf(api));
    });
    for (const ask of [
      (abortSignal: AbortSignal) => modelAt(server.baseURL).generate(PROMPT, { abortSignal, onCall }),
      async (abortSignal: AbortSignal) => {
        for await (const _ of modelAt(server.baseURL).stream(PROMPT, { abortSignal, onCall }));
      },
    ]) {
      const controller = new AbortController();
      const asked = ask(controller.signal);
      asked.catch(() => {});
      await new Promise((done) => setTimeout(done, 40));
      const took = timed(asked);
      controller.abort(reason);
      expect(await took).toBeLessThan(50);
      await expect(asked).rejects.toBe(reason);
    }
    expect(calls.map(({ failure }) => failure)).toEqual(["aborted", "aborted"]);
    expect(await closedSoon(server)).toBe(0);
  });

  test("leaving the loop ends the request, which is told", async () => {
    const server = await serve((response) => {
      begin(response).write(framed(EVENTS[api].slice(0, 8)));
    });
    const calls: ModelCall[] = [];
    for await (const part of modelAt(server.baseURL).stream(PROMPT, { onCall: (call) => calls.push(call) })) {
      expect(part.type).toBe("text");
      break;
    }
    expect(calls).toMatchObject([{ failure: "aborted" }]);
    expect(await closedSoon(server)).toBe(0);
  });

  test("more bytes than allowed: oversized, the socket closed", async () => {
    const server = await serve((response) => {
      begin(response);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      response.write("data: ");
      more();
    });
    const model = modelAt(server.baseURL, { maxResponseBytes: 100_000 });
    expect(await outcomeOf(model.generate(PROMPT))).toBe("model-oversized");
    expect(await outcomeOf(streamed(model))).toBe("model-oversized");
    expect(await closedSoon(server)).toBe(0);
  });

  test("a server that keeps the connection open behind the end is not waited for, one that goes on is noticed", async () => {
    const quiet = await serve((response) => {
      begin(response).write(framed(EVENTS[api]));
    });
    const took = await timed(expect(outcomeOf(streamed(modelAt(quiet.baseURL)))).resolves.toBe(TEXT));
    expect(took).toBeGreaterThan(900);
    expect(took).toBeLessThan(1_000 + 2 * SLACK);
    expect(await closedSoon(quiet)).toBe(0);
    const loud = await serve((response) => {
      begin(response).write(framed(EVENTS[api]));
      setTimeout(() => response.end(data(EVENTS[api].at(-2))), 30);
    });
    expect(await outcomeOf(streamed(modelAt(loud.baseURL)))).toBe("model-malformed");
  });
});

/** A signal that knows who listens to it. */
function watched() {
  const { signal } = new AbortController();
  const listening = new Set<unknown>();
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (name: string, listener: never, ...more: never[]) => {
    listening.add(listener);
    add(name, listener, ...more);
  };
  signal.removeEventListener = (name: string, listener: never) => {
    listening.delete(listener);
    remove(name, listener);
  };
  return { abortSignal: signal, listening };
}
/** Leaves the loop at the first part. */
const leave = (parts: AsyncIterable<{ readonly type: string }>) =>
  outcomeOf(
    (async () => {
      for await (const part of parts) return { text: part.type };
      return { text: "" };
    })(),
  );
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
const clientsAt = (baseURL: string) => [{ baseURL }, new OpenAI({ baseURL, apiKey: "k" })];

test.each([0, 1])("a connection whose reply was read to its end is used again", async (which) => {
  const server = await serve((response, { body }) =>
    (body as { stream?: boolean }).stream ? stream(framed(EVENTS.chat))(response) : json(WHOLE.chat)(response),
  );
  const model = modelOf("chat", clientsAt(server.baseURL)[which] ?? {});
  for (let turn = 0; turn < 5; turn++) {
    await model.generate(PROMPT);
    await streamed(model);
  }
  expect(server.seen).toHaveLength(10);
  // A request may be made before the connection is back in its pool.
  expect(server.used()).toBeLessThan(4);
});

test("many calls that ran out of time leave no timer, no listener and no socket", async () => {
  const server = await serve((response, { body }) => {
    if ((body as { stream?: boolean }).stream) begin(response).write(data(chunk({ content: "A" })));
  });
  const before = timers();
  const { abortSignal, listening } = watched();
  for (let round = 0; round < 10; round++) {
    const models = clientsAt(server.baseURL).map((client) => modelOf("chat", client, { timeoutMs: 30 }));
    const asked = models.flatMap((model) =>
      Array.from({ length: 10 }, async () => {
        await outcomeOf(model.generate(PROMPT, { abortSignal }));
        await outcomeOf(streamed(model, PROMPT, { abortSignal }));
      }),
    );
    await Promise.all(asked);
  }
  expect(listening.size).toBe(0);
  expect(await closedSoon(server)).toBe(0);
  expect(timers()).toBeLessThanOrEqual(before + 2);
});

test.each([
  ["replies", json(WHOLE.chat), stream(framed(EVENTS.chat))],
  ["errors", json({}, 500), json({}, 500)],
  ["replies that break off", stream("{"), stream(data(chunk({ content: "A" })))],
])("%s leave no timer and no listener", async (_, whole, events) => {
  const server = await serve((response, { body }) =>
    ((body as { stream?: boolean }).stream ? events : whole)(response),
  );
  const before = timers();
  const { abortSignal, listening } = watched();
  for (const client of clientsAt(server.baseURL)) {
    const model = modelOf("chat", client);
    for (let turn = 0; turn < 10; turn++) {
      await outcomeOf(model.generate(PROMPT, { abortSignal }));
      await outcomeOf(streamed(model, PROMPT, { abortSignal }));
      await leave(model.stream(PROMPT, { abortSignal }));
    }
  }
  expect(listening.size).toBe(0);
  // Connections that are kept have timers of their own.
  expect(timers()).toBeLessThanOrEqual(before + 4);
});
