import { setTimeout as after } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { grounded } from "vouchsafe";
import {
  breaker,
  cached,
  fallback,
  type Model,
  type ModelCall,
  originOf,
  type Prompt,
  resilient,
  retry,
  retryBucket,
  timeout,
  wrap,
} from "vouchsafe/model";
import { ledger } from "vouchsafe/spend";
import { memory, type Store } from "vouchsafe/store";
import { type FaultServer, withFaults } from "vouchsafe/testing";
import { ask, modelAt, modelBy, ownWays, prompt, QUESTION, REPLY, SOURCE, served, type Way } from "./ways.ts";

const whole: Way = { name: "chat, own, whole", wire: "chat", client: "own", streams: false };
/** No wait, and a bucket of its own. */
const atOnce = () => ({ firstWaitMs: 1, random: () => 0, bucket: retryBucket() });

describe("F01, F02: a provider that fails, behind `retry` and `fallback`", () => {
  test("F01: a wait that is short is kept to, and the call succeeds", async () => {
    for (const way of ownWays) {
      const server = await served();
      server.next({ kind: "rate-limited", retryAfter: "0.08" }, { kind: "rate-limited", retryAfterMs: "80" });
      const came = await ask(way, wrap(modelBy(way, server), retry(atOnce())));
      expect(came.reply?.text).toBe(REPLY);
      expect(came.ms).toBeGreaterThanOrEqual(155);
      expect(server.requests).toHaveLength(3);
    }
  });

  test.each(["3600", "3024000", "1e9", new Date(Date.now() + 3 * 86_400_000).toUTCString()])(
    "F01: a wait of %s is past every deadline: no wait at all, the failure says when, or the next route is asked",
    async (retryAfter) => {
      for (const way of ownWays) {
        const [server, other] = [await served(), await served()];
        server.always({ kind: "rate-limited", retryAfter });
        const limited = wrap(modelBy(way, server), timeout({ timeoutMs: 5_000 }), retry({ bucket: retryBucket() }));
        const came = await ask(way, limited);
        expect(came.failure?.code).toBe("model-rate-limited");
        expect(came.failure?.retryAfterMs).toBeGreaterThan(3_500_000);
        expect(came.ms).toBeLessThan(1_000);
        const elsewhere = await ask(way, fallback(limited, modelBy(way, other)));
        expect(elsewhere.reply?.text).toBe(REPLY);
        expect(elsewhere.ms).toBeLessThan(1_000);
        expect([server.requests.length, other.requests.length]).toEqual([2, 1]);
      }
    },
  );

  test("F02: no call makes more requests than it may, and every one is told", async () => {
    const seen = new Map<number, number>();
    for (const way of ownWays) {
      const server = await served({ reply: REPLY, rate: 0.6, kinds: ["unavailable", "reset", "cut"], seed: 2 });
      const model = wrap(modelBy(way, server), retry({ ...atOnce(), attempts: 3 }));
      for (let call = 0; call < 60; call += 1) {
        const before = server.requests.length;
        const { calls, reply, text } = await ask(way, model);
        const requests = server.requests.length - before;
        expect(calls).toHaveLength(requests);
        expect(requests).toBeLessThanOrEqual(3);
        // Who was shown text is not asked again for it: then there is no reply, and not twice the text.
        if (reply !== undefined && way.streams) expect(text).toBe(REPLY);
        seen.set(requests, (seen.get(requests) ?? 0) + 1);
      }
    }
    expect([...seen.keys()].sort()).toEqual([1, 2, 3]);
  });

  test("F02: a provider that is down is one reply by the next, in all ways", async () => {
    for (const way of ownWays) {
      const [server, other] = [await served(), await served()];
      server.always("reset");
      const model = fallback(wrap(modelBy(way, server), retry(atOnce())), modelBy(way, other));
      const { reply, calls } = await ask(way, model);
      expect(reply?.text).toBe(REPLY);
      expect(calls.map(({ failure }) => failure)).toEqual(Array(3).fill("model-unavailable").concat(undefined));
    }
  });
});

describe("F04: a provider that is down under many callers", () => {
  // 200 callers and 60 seconds by a virtual clock are test/model/outage.test.ts; these are real sockets.
  test("F04: 50 callers of 40 calls each: once the bucket is empty a call is at most 1.1 requests", async () => {
    const server = await served();
    server.always("unavailable");
    const bucket = retryBucket({ tokens: 500 });
    const model = wrap(modelBy(whole, server), retry({ ...atOnce(), bucket }));
    let callsAfter = 0;
    let requestsAfter = 0;
    const caller = async () => {
      for (let call = 0; call < 40; call += 1) {
        const empty = bucket.tokens < 5;
        const { calls } = await ask(whole, model);
        if (empty) callsAfter += 1;
        if (empty) requestsAfter += calls.length;
      }
    };
    await Promise.all(Array.from({ length: 50 }, caller));
    expect(callsAfter).toBeGreaterThan(1_500);
    expect(requestsAfter / callsAfter).toBeLessThanOrEqual(1.1);
    expect(server.requests.length).toBe(2_000 + 100);
  }, 30_000);

  test("F04: a breaker opens within its window, then nothing is sent; half-open it lets so many probes through", async () => {
    const server = await served();
    server.always("unavailable");
    const broken = breaker({ calls: 20, minimumCalls: 10, openMs: 100, probes: 3 });
    const model = wrap(modelBy(whole, server), broken);
    for (let call = 0; call < 100; call += 1) await ask(whole, model);
    expect(server.requests).toHaveLength(10);
    expect(broken.status).toBe("open");
    await after(120);
    server.always({ kind: "slow", ms: 50 });
    const came = await Promise.all(Array.from({ length: 50 }, () => ask(whole, model)));
    expect(server.requests).toHaveLength(13);
    expect(came.filter(({ failure }) => failure?.code === "model-shunned")).toHaveLength(47);
    expect(broken.status).toBe("closed");
  });
});

describe("F05: retries upon retries", () => {
  test("F05: behind the whole stack what is told is what the servers saw, whatever failed", async () => {
    const kinds = ["unavailable", "rate-limited", "reset", "ends-early", "cut", "html", "blank", "refusal"] as const;
    for (const way of ownWays) {
      const servers: FaultServer[] = [];
      for (const seed of [1, 2]) servers.push(await served({ reply: REPLY, rate: 0.7, kinds, seed }));
      const [first, second] = servers.map((server) => modelBy(way, server)) as [Model, Model];
      const model = resilient(first, {
        fallback: second,
        retry: atOnce(),
        breaker: { openMs: 5, minimumCalls: 20 },
        cache: memory(),
      });
      let told = 0;
      let most = 0;
      for (let call = 0; call < 60; call += 1) {
        const asked: Prompt = { ...prompt, seed: call };
        const calls: ModelCall[] = [];
        await model.generate(asked, { onCall: (one) => void calls.push(one) }).catch(() => undefined);
        told += calls.length;
        most = Math.max(most, calls.length);
      }
      expect(told).toBe(servers.reduce((sum, { requests }) => sum + requests.length, 0));
      // Two routes of three attempts each; the SDKs' retries would make eighteen of them.
      expect(most).toBeLessThanOrEqual(6);
    }
  });
});

describe("F19: a fallback to a worse model", () => {
  const feature = (model: Model) =>
    grounded(
      async ({ question }: { readonly question: string }) => {
        const { text, finish } = await model.generate({ messages: [{ role: "user", content: question }] });
        return { answer: text, finish };
      },
      { attempts: 1 },
    )({ question: QUESTION, sources: [SOURCE] } as never);

  test("F19: verifies only if its route may, and the reply says by which it came", async () => {
    for (const way of ownWays) {
      const [server, other] = [await served(), await served()];
      server.always("unavailable");
      const first = modelBy(way, server);
      const may = fallback(first, modelBy(way, other, { provider: "other" }));
      const mayNot = fallback(first, { model: modelBy(way, other, { provider: "other" }), mayVerify: false });
      const { reply } = await ask(way, may);
      expect(originOf(reply ?? { text: "", finish: "stop", usage: {} }).route).toMatch(/^other\//);
      expect((await feature(may)).status).toBe("verified");
      expect(await feature(mayNot)).toMatchObject({ status: "escalated", escalation: { reason: "incomplete" } });
    }
  });
});

/** What a cache could get from a store, spoilt. */
function spoilt(change: (value: unknown) => unknown): Store {
  const store = memory();
  return { ...store, get: async (key) => change(await store.get(key)) };
}

describe("F46, F47, F48: a cache before a real provider", () => {
  const ways = ownWays;

  test("F46: another prompt, parameter, model, tenant or salt is another request", async () => {
    const server = await served({ reply: ({ number }) => `Reply ${number}.` });
    const store = memory();
    const output = { name: "facts", schema: { type: "object" } };
    const other = { messages: [{ role: "user" as const, content: "Another question?" }] as const };
    const changes: readonly (readonly [Partial<Prompt>, object?, string?, object?])[] = [
      [{}],
      [other],
      [{ messages: [{ role: "system", content: QUESTION }] }],
      [{ messages: [...prompt.messages, { role: "user", content: "" }] }],
      [{ maxOutputTokens: 201 }],
      [{ temperature: 0 }],
      [{ topP: 0.5 }],
      [{ seed: 1 }],
      [{ stopSequences: ["."] }],
      [{ stopSequences: [".", "."] }],
      [{ output }],
      [{ output: { ...output, schema: { type: "array" } } }],
      [{ task: "judge" }],
      [{}, { model: "gpt-5-nano", sameModel: "any" }],
      [{}, { provider: "azure" }],
      [{}, { body: { reasoning_effort: "low" } }],
      [{}, {}, "v2"],
      [{}, {}, "", { tenant: "a" }],
      [{}, {}, "", { tenant: "b" }],
    ];
    const texts = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      for (const [change, options = {}, salt = "", account = {}] of changes) {
        const model = wrap(modelBy(whole, server, options), cached(store, { salt }));
        const reply = await model.generate({ ...prompt, ...change }, { account });
        texts.add(reply.text);
        expect(originOf(reply).cached ?? false).toBe(round === 1);
      }
    }
    expect(texts.size).toBe(changes.length);
    expect(server.requests).toHaveLength(changes.length);
  });

  test("F46: so is the same at another server, through every wrap that lies between", async () => {
    const server = await served({ reply: ({ headers }) => `From ${headers.host}.` });
    const store = memory();
    const at = async (host: string) => {
      const url = server.url.replace("127.0.0.1", host);
      const model = modelAt(whole, { openai: url, anthropic: url });
      const all = resilient(withFaults(model, { rate: 0 }), {
        cache: store,
        ledger: ledger(),
        limit: { concurrency: 2 },
      });
      return (await ask(whole, all)).reply?.text;
    };
    expect(await at("127.0.0.1")).toMatch("From 127.0.0.1");
    expect(await at("localhost")).toMatch("From localhost");
    expect(await at("127.0.0.1")).toMatch("From 127.0.0.1");
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, (value: unknown) => unknown]>([
    ["a text changed", (value) => JSON.parse(JSON.stringify(value).replace("exchanged", "refunded!"))],
    ["a half", (value) => JSON.stringify(value).slice(0, 40)],
    ["nothing", () => null],
    ["a number", () => 42],
    ["an array", () => []],
    ["an empty object", () => ({})],
    ["a reply of nobody's", () => ({ text: "Opened items are refunded.", finish: "stop", usage: {} })],
  ])("F46: %s in the store is a miss", async (_, change) => {
    for (const way of ways) {
      const server = await served();
      const model = wrap(
        modelBy(way, server),
        cached(spoilt((value) => (value === undefined ? value : change(value)))),
      );
      for (let call = 0; call < 2; call += 1) expect((await ask(way, model)).reply?.text).toBe(REPLY);
      expect(server.requests).toHaveLength(2);
    }
  });

  test("F46: the guards run again on every hit: what its sources no longer carry is not verified", async () => {
    const server = await served();
    const model = wrap(modelBy(whole, server), cached(memory()));
    const feature = grounded(
      async () => {
        const { text, finish } = await model.generate(prompt);
        return { answer: text, finish };
      },
      { attempts: 1 },
    );
    const about = async (source: string) => (await feature({ question: QUESTION, sources: [source] })).status;
    expect(await about(SOURCE)).toBe("verified");
    expect(await about(SOURCE)).toBe("verified");
    expect(await about("Lamps are made in Turin.")).toBe("escalated");
    expect(server.requests).toHaveLength(1);
  });

  test("F47: 100 callers for one key are one request; one who leaves, the first too, takes nothing from the others", async () => {
    for (const way of ways) {
      const server = await served();
      server.always({ kind: "slow", ms: 60 });
      const model = wrap(modelBy(way, server), cached(memory()));
      const leader = new AbortController();
      const first = ask(way, model, { abortSignal: leader.signal });
      const others = Array.from({ length: 99 }, () => ask(way, model));
      await expect.poll(() => server.requests.length).toBe(1);
      leader.abort("left");
      expect((await first).error).toBe("left");
      for (const { reply } of await Promise.all(others)) expect(reply?.text).toBe(REPLY);
      expect(server.requests).toHaveLength(1);
    }
  });

  test("F48: no failure is kept: the next call asks again, of all faults", async () => {
    const kinds = ["rate-limited", "unavailable", "reset", "ends-early", "cut", "length", "blank", "refusal"] as const;
    for (const way of ways) {
      for (const kind of [...kinds, "content-filter", "html", "no-choices", "error-event", "other-model"] as const) {
        const server = await served();
        const model = wrap(modelBy(way, server), cached(memory()));
        server.next(kind);
        expect((await ask(way, model)).reply).toBeUndefined();
        expect((await ask(way, model)).reply?.text).toBe(REPLY);
        expect((await ask(way, model)).reply?.text).toBe(REPLY);
        expect(server.requests).toHaveLength(2);
      }
    }
  });
});
