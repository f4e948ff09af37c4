import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type CachedOptions,
  type CallContext,
  cached,
  fallback,
  type Model,
  originOf,
  type Prompt,
  resilient,
  route,
  type ScriptLine,
  scripted,
  wrap,
} from "vouchsafe/model";
import { breakingOff, countedSignal, down, hanging, mapStore, outcome, partsOf, prompt, refused } from "./asking.ts";

// Many runs each, beside other work.
vi.setConfig({ testTimeout: 60_000 });

afterEach(() => vi.useRealTimers());

/** Until the digests of all who asked have come back from the other threads, however busy these are. */
async function waitForReaders(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await crypto.subtle.digest("SHA-256", new Uint8Array(1));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe("cached", () => {
  test("the same request gets the reply that it got before, without a call", async () => {
    const { store } = mapStore();
    const model = scripted([{ text: "Thirty days.", finish: "stop", usage: { inputTokens: 9 }, modelId: "m-1" }]);
    const asking = wrap(model, cached(store));
    const onCall = vi.fn();
    const first = await asking.generate(prompt, { onCall });
    const again = await asking.generate(prompt, { onCall });
    expect(first.providerMetadata).toBeUndefined();
    expect(originOf(again)).toEqual({ cached: true });
    expect({ ...again, providerMetadata: undefined }).toEqual({ ...first, providerMetadata: undefined });
    expect(onCall).toHaveBeenCalledTimes(1);
    // Another process, another wrap: it is the store that remembers.
    expect((await wrap(scripted([]), cached(store)).generate(prompt)).text).toBe("Thirty days.");
  });

  test("a stream is kept once it is whole, and given again in one part", async () => {
    const { store } = mapStore();
    const asking = wrap(scripted(["A refund takes thirty days."]), cached(store));
    expect((await partsOf(asking.stream(prompt))).length).toBeGreaterThan(3);
    expect(await partsOf(asking.stream(prompt))).toMatchObject([
      { type: "text", text: "A refund takes thirty days." },
      { type: "reply", reply: { text: "A refund takes thirty days." } },
    ]);
    expect(await outcome(asking.generate(prompt))).toBe("A refund takes thirty days.");
  });

  test("what a model shows of a stream is shown as it comes", async () => {
    const parts: string[] = [];
    let more = (): void => {};
    const slow: Model = {
      ...scripted([]),
      async *stream() {
        yield { type: "text", text: "One, " };
        await new Promise<void>((resolve) => (more = resolve));
        yield { type: "text", text: "two." };
        yield { type: "reply", reply: { text: "One, two.", finish: "stop", usage: {} } };
      },
    };
    const { store } = mapStore();
    for await (const part of wrap(slow, cached(store)).stream(prompt)) {
      parts.push(part.type === "text" ? part.text : "");
      more();
    }
    expect(parts).toEqual(["One, ", "two.", ""]);
  });

  test.each<[string, ScriptLine]>([
    ["a failure", down],
    ["a refusal", refused],
    ["an error", new Error("a bug")],
    ["a reply that was cut off", { text: "Thirty days unless", finish: "length", usage: {} }],
    ["a reply without text", { text: " \n", finish: "stop", usage: {} }],
    ["a reply that is no plain data", { text: "x", finish: "stop", usage: {}, providerMetadata: { big: 1n } }],
  ])("%s is never kept", async (_, line) => {
    const { store, entries } = mapStore();
    const model = scripted([line, line, "Thirty days."]);
    const asking = wrap(model, cached(store));
    await outcome(asking.generate(prompt));
    await partsOf(asking.stream(prompt)).catch(() => {});
    expect(entries.size).toBe(0);
    expect(await outcome(asking.generate(prompt))).toBe("Thirty days.");
    expect(model.prompts).toHaveLength(3);
  });

  test("a stream that breaks off, or is left, is not kept", async () => {
    const { store, entries } = mapStore();
    await partsOf(wrap(breakingOff("Thirty days unless", down), cached(store)).stream(prompt)).catch(() => {});
    let ended = false;
    const endless: Model = {
      ...scripted([]),
      async *stream(_, context) {
        context?.abortSignal?.addEventListener("abort", () => (ended = true));
        yield { type: "text", text: "Thirty days unless" };
        await new Promise(() => {});
      },
    };
    for await (const _ of wrap(endless, cached(store)).stream(prompt)) break;
    await waitForReaders();
    expect([ended, entries.size]).toEqual([true, 0]);
  });

  test("a route's reply is not given where that route may not verify, though it may elsewhere", async () => {
    const { store } = mapStore();
    const second = scripted(() => "Thirty days.", { id: "b" });
    const first = scripted(() => down, { id: "a" });
    const trusting = wrap(fallback(first, second), cached(store));
    const careful = wrap(fallback(first, { model: second, mayVerify: false }), cached(store));
    expect((await trusting.generate(prompt)).finish).toBe("stop");
    expect((await careful.generate(prompt)).finish).toBe("other");
  });

  test("a reply of a route that may not verify is not kept", async () => {
    const { store, entries } = mapStore();
    const routes = fallback(scripted([down]), { model: scripted(["Thirty days."]), mayVerify: false });
    expect(await outcome(wrap(routes, cached(store)).generate(prompt))).toBe("Thirty days.");
    expect(entries.size).toBe(0);
  });

  test.each<[string, (json: string) => unknown]>([
    ["another text", (json) => JSON.parse(json.replace("Thirty", "Ninety"))],
    ["another usage", (json) => JSON.parse(json.replace('"usage":{}', '"usage":{"inputTokens":1}'))],
    ["no sum", (json) => ({ reply: JSON.parse(json).reply })],
    ["no reply", (json) => ({ sum: JSON.parse(json).sum })],
    ["a string", () => "Thirty days."],
    ["an entry of nothing", () => ({ reply: null, sum: null })],
  ])("an entry with %s is a miss", async (_, spoil) => {
    const { store, entries } = mapStore();
    await wrap(scripted(["Thirty days."]), cached(store)).generate(prompt);
    for (const [key, json] of entries) entries.set(key, JSON.stringify(spoil(json)));
    expect(await outcome(wrap(scripted(["Asked anew."]), cached(store)).generate(prompt))).toBe("Asked anew.");
  });

  test("a whole entry under another key is a miss", async () => {
    const { store, entries } = mapStore();
    await wrap(scripted(["Thirty days."]), cached(store)).generate(prompt);
    const [entry = ""] = entries.values();
    const foreign = { ...store, get: async () => JSON.parse(entry) };
    const asked = wrap(scripted(["Asked anew."]), cached(foreign)).generate(prompt, { account: { tenant: "other" } });
    expect(await outcome(asked)).toBe("Asked anew.");
  });

  test.each<[string, object]>([
    ["rejects", { get: () => Promise.reject(new Error("no")), set: () => Promise.reject(new Error("no")) }],
    [
      "throws",
      {
        get() {
          throw new Error("no");
        },
        set() {
          throw new Error("no");
        },
      },
    ],
    ["hangs", { get: () => new Promise(() => {}), set: () => new Promise(() => {}) }],
  ])("a store that %s has nothing and keeps nothing, and that is all", async (_, broken) => {
    const event = vi.fn();
    const store = { ...mapStore().store, ...broken };
    const asking = wrap(scripted(["One.", "Two."]), cached(store, { storeTimeoutMs: 10 }));
    expect(await outcome(asking.generate(prompt, { trace: { event } }))).toBe("One.");
    expect(await outcome(asking.generate(prompt))).toBe("Two.");
    expect(event.mock.calls.map(([name]) => name)).toEqual(["cache-failed", "cache-miss", "cache-failed"]);
  });

  test("a prompt that is no plain data is asked without a cache", async () => {
    const { store, entries } = mapStore();
    const cycle: { [key: string]: unknown } = {};
    cycle.self = cycle;
    const strange: Prompt = { ...prompt, output: { name: "a", schema: cycle } };
    const asking = wrap(scripted(["One.", "Two."]), cached(store));
    expect(await outcome(asking.generate(strange))).toBe("One.");
    expect((await partsOf(asking.stream(strange))).at(-1)).toMatchObject({ reply: { text: "Two." } });
    expect(entries.size).toBe(0);
  });

  test("keeps a reply for as long as it is told", async () => {
    const { store } = mapStore();
    const set = vi.spyOn(store, "set");
    await wrap(scripted(["One."]), cached(store)).generate(prompt);
    await wrap(scripted(["One."]), cached(store, { ttlMs: 5_000, salt: "b" })).generate(prompt);
    expect(set.mock.calls.map((call: readonly unknown[]) => call[2])).toEqual([86_400_000, 5_000]);
  });

  test.each<[unknown, unknown]>([
    [{}, {}],
    [undefined, {}],
    [mapStore().store, { ttlMs: 0 }],
    [mapStore().store, { salt: 5 }],
    [mapStore().store, { ttl: 5 }],
  ])("refuses what makes no sense", (store, options) => {
    expect(() => cached(store as never, options as CachedOptions)).toThrow(TypeError);
  });
});

describe("the key", () => {
  interface Request {
    readonly prompt: Prompt;
    readonly tenant: string | undefined;
    readonly salt: string;
    readonly id: string;
    readonly settings: { readonly [name: string]: unknown } | undefined;
  }
  const json = fc.jsonValue({ maxDepth: 2 });
  const schema = fc.dictionary(fc.string(), json, { maxKeys: 4 });
  const message = fc.record({ role: fc.constantFrom("system", "user", "assistant"), content: fc.string() });
  const promptOf = fc.record(
    {
      messages: fc.array(message, { minLength: 1, maxLength: 3 }),
      maxOutputTokens: fc.nat(3),
      temperature: fc.constantFrom(0, 0.5, 1),
      topP: fc.constantFrom(0.5, 1),
      seed: fc.nat(3),
      stopSequences: fc.array(fc.string(), { maxLength: 2 }),
      output: fc.record({ name: fc.constantFrom("a", "b"), schema }),
      task: fc.constantFrom("judge", "answer"),
    },
    { requiredKeys: ["messages"] },
  );
  const request: fc.Arbitrary<Request> = fc.record({
    prompt: promptOf as unknown as fc.Arbitrary<Prompt>,
    tenant: fc.option(fc.constantFrom("", "a", "b"), { nil: undefined }),
    salt: fc.constantFrom("", "v1", "v2"),
    id: fc.constantFrom("openai/a", "openai/b", "openai/a|openai/b"),
    settings: fc.option(schema, { nil: undefined }),
  });

  /** Whether what the first asked is what the second is given. */
  async function isHit(first: Request, second: Request): Promise<boolean> {
    const { store } = mapStore();
    const ask = async ({ prompt: asked, tenant, salt, id, settings }: Request, text: string) => {
      const model: Model = { ...scripted(() => text, { id }), ...(settings === undefined ? {} : { settings }) };
      const account = tenant === undefined ? {} : { account: { tenant } };
      return (await wrap(model, cached(store, { salt })).generate(asked, account)).text;
    };
    await ask(first, "first");
    return (await ask(second, "second")) === "first";
  }

  /** Another order of keys, everywhere. */
  function reversed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).map(([name, field]) => [name, reversed(field)] as const);
    return Object.fromEntries(fields.reverse());
  }

  /** The naive oracle of "the same": as JSON, whatever the order of keys. */
  function form(value: unknown): string {
    return JSON.stringify(value, (_, field) =>
      typeof field === "object" && field !== null && !Array.isArray(field)
        ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
        : field,
    );
  }

  test("another order of keys is the same request", async () => {
    await fc.assert(
      fc.asyncProperty(request, async (first) => {
        const second = {
          ...first,
          prompt: reversed(first.prompt) as Prompt,
          settings: reversed(first.settings) as Request["settings"],
        };
        expect(await isHit(first, second)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("two requests share a reply if and only if they are the same", async () => {
    const pair = fc.tuple(request, request, fc.constantFrom("prompt", "tenant", "salt", "id", "settings", "all"));
    await fc.assert(
      fc.asyncProperty(pair, async ([first, other, changed]) => {
        const second = changed === "all" ? other : { ...first, [changed]: other[changed] };
        expect(await isHit(first, second)).toBe(form(first) === form(second));
      }),
      { numRuns: 500 },
    );
  });

  test("any one field of the prompt that changes makes another request", async () => {
    const pair = fc
      .tuple(request, promptOf)
      .chain(([first, other]) =>
        fc.constantFrom(...Object.keys(other)).map((field) => ({ first, field, value: Reflect.get(other, field) })),
      );
    await fc.assert(
      fc.asyncProperty(pair, async ({ first, field, value }) => {
        const second = { ...first, prompt: { ...first.prompt, [field]: value } };
        expect(await isHit(first, second)).toBe(form(first) === form(second));
      }),
      { numRuns: 500 },
    );
  });

  test("who asks within the tenant is no part of it", async () => {
    const { store } = mapStore();
    const asking = wrap(scripted(["One."]), cached(store));
    await asking.generate(prompt, { account: { tenant: "a", run: "1", request: "1", guard: "g" } });
    expect(await outcome(asking.generate(prompt, { account: { tenant: "a", run: "2", request: "2" } }))).toBe("One.");
  });

  test("of several models the settings of each are part of it", async () => {
    const { store } = mapStore();
    const two = scripted(() => "Two.", { id: "b" });
    const ask = async (settings: Model["settings"], text: string) => {
      const one = { ...scripted(() => text, { id: "a" }), ...(settings === undefined ? {} : { settings }) };
      const models = [
        fallback(one, two),
        route({ one, two }, () => "one"),
        resilient(one, { fallback: two, retry: false }),
      ];
      return Promise.all(
        models.map((model, at) => outcome(wrap(model, cached(store, { salt: `${at}` })).generate(prompt))),
      );
    };
    expect(await ask({ effort: "low" }, "low")).toEqual(["low", "low", "low"]);
    expect(await ask({ effort: "high" }, "high")).toEqual(["high", "high", "high"]);
    expect(await ask(undefined, "none")).toEqual(["none", "none", "none"]);
    expect(await ask({ effort: "low" }, "late")).toEqual(["low", "low", "low"]);
  });

  test("a key shows nothing of what was asked, nor for whom", async () => {
    const { store, entries } = mapStore();
    await wrap(scripted(["One."]), cached(store)).generate(prompt, { account: { tenant: "acme" } });
    expect([...entries.keys()]).toEqual([expect.stringMatching(/^reply-1-[0-9a-f]{64}$/)]);
  });
});

describe("many who ask the same at once", () => {
  /** A model that answers when it is told to, and heeds its signal. */
  function held() {
    const calls: {
      readonly answer: (text: string) => void;
      readonly fail: (error: unknown) => void;
      readonly signal: AbortSignal | undefined;
    }[] = [];
    const model = scripted((_, { abortSignal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      calls.push({ answer: resolve, fail: reject, signal: abortSignal });
      return promise;
    });
    return { model, calls };
  }

  test.each(["generate", "stream"] as const)("are one call: %s", async (way) => {
    const { model, calls } = held();
    const asking = wrap(model, cached(mapStore().store));
    const ask = async () =>
      way === "generate" ? asking.generate(prompt) : (await partsOf(asking.stream(prompt))).length;
    const all = Array.from({ length: 50 }, ask);
    await waitForReaders();
    calls[0]?.answer("Thirty days.");
    const results = await Promise.all(all);
    expect(new Set(results.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(model.prompts).toHaveLength(1);
  });

  test("share its failure, which the next does not", async () => {
    const { model, calls } = held();
    const asking = wrap(model, cached(mapStore().store));
    const all = Array.from({ length: 5 }, () => outcome(asking.generate(prompt)));
    await waitForReaders();
    calls[0]?.fail(new Error("down"));
    expect(await Promise.all(all)).toEqual(Array.from({ length: 5 }, () => "Error: down"));
    const next = outcome(asking.generate(prompt));
    await waitForReaders();
    calls[1]?.answer("Thirty days.");
    expect(await next).toBe("Thirty days.");
  });

  test.each(["generate", "stream"] as const)(
    "each abort is its own; the call ends when all have left: %s",
    async (way) => {
      const { model, calls } = held();
      const asking = wrap(model, cached(mapStore().store));
      const callers = Array.from({ length: 4 }, () => countedSignal());
      const asked = callers.map(async ({ controller }) => {
        const context = { abortSignal: controller.signal };
        if (way === "generate") return asking.generate(prompt, context);
        return { text: String(await partsOf(asking.stream(prompt, context))) };
      });
      const results = Promise.all(asked.map(outcome));
      await waitForReaders();
      for (const [at, { controller }] of callers.entries()) {
        expect(calls[0]?.signal?.aborted).toBe(false);
        controller.abort(new Error(`left ${at}`));
        await waitForReaders();
      }
      expect(await results).toEqual(["Error: left 0", "Error: left 1", "Error: left 2", "Error: left 3"]);
      expect(calls[0]?.signal?.aborted).toBe(true);
      expect(callers.map(({ listeners }) => listeners())).toEqual([0, 0, 0, 0]);
      const anew = outcome(asking.generate(prompt));
      await waitForReaders();
      calls[1]?.answer("Asked anew.");
      expect(await anew).toBe("Asked anew.");
    },
  );

  test("however their steps interleave: one call a key, and nobody's abort is another's", async () => {
    const caller = fc.record({ key: fc.nat(2), aborts: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(caller, { minLength: 1, maxLength: 8 }), async (s, callers) => {
        const { store } = mapStore();
        const asked = new Map<string, number>();
        const aborted = new Map<string, number>();
        const model: Model = {
          ...scripted([]),
          async generate({ messages }, { abortSignal } = {}) {
            const [{ content }] = messages;
            asked.set(content, (asked.get(content) ?? 0) + 1);
            await s.schedule(Promise.resolve(), `model ${content}`);
            if (abortSignal?.aborted) aborted.set(content, (aborted.get(content) ?? 0) + 1);
            abortSignal?.throwIfAborted();
            return { text: content, finish: "stop", usage: {} };
          },
        };
        const slowly = {
          ...store,
          get: s.scheduleFunction(store.get),
          set: s.scheduleFunction(store.set),
        };
        const asking = wrap(model, cached(slowly, { storeTimeoutMs: 60_000 }));
        const results = callers.map(({ key, aborts }, at) => {
          const controller = new AbortController();
          if (aborts)
            s.schedule(Promise.resolve(), `abort ${at}`).then(() => controller.abort(new Error(`left ${at}`)));
          const context: CallContext = { abortSignal: controller.signal };
          return outcome(asking.generate({ messages: [{ role: "user", content: `key ${key}` }] }, context));
        });
        await s.waitFor(Promise.all(results));
        for (const [at, result] of (await Promise.all(results)).entries()) {
          const { key, aborts } = callers[at] ?? { key: -1, aborts: false };
          // Nobody fails but by an abort of its own.
          if (!aborts) expect(result).toBe(`key ${key}`);
          else expect([`key ${key}`, `Error: left ${at}`]).toContain(result);
        }
        for (const [content, calls] of asked) {
          // A key is asked again only if all who had asked for it left.
          const givenUp = aborted.get(content) ?? 0;
          expect(calls).toBeLessThanOrEqual(1 + givenUp);
          const all = callers.filter(({ key }) => `key ${key}` === content);
          if (all.every(({ aborts }) => !aborts)) expect(calls).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("whoever comes when all have left does not wait for what was given up", async () => {
    const lines: ScriptLine[] = [() => new Promise(() => {}), "Asked anew."];
    const inner = scripted(lines);
    const asking = wrap({ ...inner, generate: (asked) => inner.generate(asked) }, cached(mapStore().store));
    const controller = new AbortController();
    const left = outcome(asking.generate(prompt, { abortSignal: controller.signal }));
    await waitForReaders();
    controller.abort(new Error("left"));
    expect([await left, await outcome(asking.generate(prompt))]).toEqual(["Error: left", "Asked anew."]);
  });

  test("whoever leaves with the reply does not abort what is tidied up behind it", async () => {
    const aborted: (boolean | undefined)[] = [];
    const tidy: Model = {
      ...scripted([]),
      async *stream(_, context) {
        yield { type: "reply", reply: { text: "Thirty days.", finish: "stop", usage: {} } };
        await waitForReaders();
        aborted.push(context?.abortSignal?.aborted);
      },
    };
    for await (const part of wrap(tidy, cached(mapStore().store)).stream(prompt)) if (part.type === "reply") break;
    await waitForReaders();
    await waitForReaders();
    expect(aborted).toEqual([false]);
  });

  test("an abort before it is asked asks nobody", async () => {
    const asking = wrap(hanging(), cached(mapStore().store));
    const reason = new Error("left");
    const context = { abortSignal: AbortSignal.abort(reason) };
    await expect(asking.generate(prompt, context)).rejects.toBe(reason);
    await expect(partsOf(asking.stream(prompt, context))).rejects.toBe(reason);
  });
});
