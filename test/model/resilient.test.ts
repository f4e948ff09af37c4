import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Model, type ModelCall, originOf, resilient, retryBucket, scripted } from "vouchsafe/model";
import { budget, ledger } from "vouchsafe/spend";
import { memory } from "vouchsafe/store";
import { deadlineOf } from "../../src/context.ts";
import { countedSignal, down, hanging, limited, mapStore, outcome, partsOf, prompt, rejected } from "./asking.ts";

// Many runs each, beside other work.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const quick = () => ({ bucket: retryBucket(), random: () => 0 });

/** Lets the real threads that digest keys, and the fake timers, go on until the promise settles. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  promise.then(end, end);
  for (let turn = 0; turn < 5_000 && !isOver; turn += 1) {
    await vi.advanceTimersByTimeAsync(100);
    await crypto.subtle.digest("SHA-256", new Uint8Array(1));
  }
  return promise;
}

describe("resilient", () => {
  test("needs no options", async () => {
    const model = resilient(scripted(["Thirty days."], { id: "a/b" }));
    expect([model.id, await outcome(model.generate(prompt))]).toEqual(["a/b", "Thirty days."]);
  });

  test("retries, then goes to the next model, each at its own price, and keeps what it got", async () => {
    const spent = ledger({ prices: { "b/two": { inputMicroUsdPerMillion: 1e6, outputMicroUsdPerMillion: 1e6 } } });
    const first = scripted([down, down, down], { id: "a/one" });
    const usage = { inputTokens: 10, outputTokens: 2 };
    const second = scripted([limited, { text: "Two.", finish: "stop", usage }], { id: "b/two" });
    const model = resilient(first, { fallback: second, cache: memory(), ledger: spent, retry: quick() });
    const calls: ModelCall[] = [];
    const context = { onCall: (call: ModelCall) => calls.push(call) };
    const reply = await settled(model.generate(prompt, context));
    expect([reply.text, originOf(reply)]).toEqual(["Two.", { route: "b/two" }]);
    expect(calls.map(({ model, failure, microUsd }) => [model, failure, microUsd])).toEqual([
      ["a/one", "model-unavailable", undefined],
      ["a/one", "model-unavailable", undefined],
      ["a/one", "model-unavailable", undefined],
      ["b/two", "model-rate-limited", 0],
      ["b/two", undefined, 12],
    ]);
    const again = await settled(model.generate(prompt, context));
    expect(originOf(again)).toEqual({ route: "b/two", cached: true });
    expect(calls).toHaveLength(5);
  });

  test.each([1, 2, 3])("of %d routes that hang each has its turn, and all is over in time", async (routes) => {
    const begun: number[] = [];
    const start = performance.now();
    const hang = (): Model => {
      const inner = hanging();
      return {
        ...inner,
        generate(...asked) {
          begun.push(performance.now() - start);
          return inner.generate(...asked);
        },
      };
    };
    const [first = hang(), ...others] = Array.from({ length: routes }, hang);
    const model = resilient(first, { fallback: others, timeoutMs: 60_000, retry: quick() });
    expect(await settled(outcome(model.generate(prompt)))).toBe("model-timed-out");
    expect(performance.now() - start).toBeLessThanOrEqual(60_100);
    const attempt = (60_000 / routes) * 0.8;
    expect(begun).toEqual(Array.from({ length: routes }, (_, at) => at * attempt));
  });

  test("whatever fails and hangs before it, the last route has its whole share of the time", async () => {
    const line = fc.constantFrom("down", "limited", "slowly down", "hang");
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 3, maxLength: 6 }), fc.boolean(), async (lines, isLimited) => {
        const start = performance.now();
        const failing = scripted(async () => {
          const next = lines.shift() ?? "down";
          if (next === "hang") return new Promise<string>(() => {});
          if (next === "slowly down") await new Promise((resolve) => setTimeout(resolve, 11_000));
          return next === "limited" ? { ...limited, retryAfterMs: 4_000 } : down;
        });
        let left = 0;
        const last = scripted(() => {
          left = 60_000 - (performance.now() - start);
          return "Thirty days.";
        });
        const options = { fallback: last, timeoutMs: 60_000, retry: { bucket: retryBucket(), attempts: 5 } };
        const model = resilient(failing, isLimited ? { ...options, limit: { concurrency: 1 } } : options);
        expect(await settled(outcome(model.generate(prompt)))).toBe("Thirty days.");
        expect(left).toBeGreaterThanOrEqual(30_000);
      }),
      { numRuns: 60 },
    );
  });

  test("a Retry-After that is too long for the route's share goes to the next route at once", async () => {
    const start = performance.now();
    const model = resilient(scripted([{ ...limited, retryAfterMs: 15_000 }]), {
      fallback: scripted(["Two."]),
      timeoutMs: 60_000,
    });
    expect(await outcome(model.generate(prompt))).toBe("Two.");
    expect(performance.now() - start).toBe(0);
  });

  test("a breaker of its own for each route: an open one costs no request and no time", async () => {
    const first = scripted(() => down, { id: "a" });
    const second = scripted(() => "Two.", { id: "b" });
    const model = resilient(first, { fallback: second, breaker: { consecutive: 3 }, retry: false });
    for (let call = 0; call < 10; call += 1) expect(await outcome(model.generate(prompt))).toBe("Two.");
    expect([first.prompts.length, second.prompts.length]).toEqual([3, 10]);
  });

  test("the breaker counts attempts: one call that is retried can open it", async () => {
    const model = scripted(() => down);
    const asking = resilient(model, { breaker: { consecutive: 3 }, retry: { ...quick(), attempts: 5 } });
    expect(await settled(outcome(asking.generate(prompt)))).toBe("model-shunned");
    expect(model.prompts).toHaveLength(3);
  });

  test("who waits to retry holds no place", async () => {
    const model = scripted([{ ...limited, retryAfterMs: 5_000 }, "quick", "retried"]);
    const asking = resilient(model, { limit: { concurrency: 1, queue: 0 }, retry: { bucket: retryBucket() } });
    const start = performance.now();
    const first = outcome(asking.generate(prompt));
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome(asking.generate(prompt))).toBe("quick");
    expect(performance.now() - start).toBeLessThan(10);
    expect(await settled(first)).toBe("retried");
  });

  test("an attempt that hangs is heard of by the breaker", async () => {
    const model = resilient(hanging(), { breaker: { consecutive: 1 }, retry: false });
    expect(await settled(outcome(model.generate(prompt)))).toBe("model-timed-out");
    expect(await outcome(model.generate(prompt))).toBe("model-shunned");
  });

  test("where the caller has less time than the call, the routes share that", async () => {
    const hanging = scripted(() => new Promise<never>(() => {}), { id: "a" });
    const began = performance.now();
    let waited = Number.NaN;
    const second = scripted(
      () => {
        waited = performance.now() - began;
        return "Two.";
      },
      { id: "b" },
    );
    const model = resilient(hanging, { fallback: second });
    const deadline = deadlineOf({ timeoutMs: 4_000 });
    const asked = model.generate(prompt, { abortSignal: deadline.signal });
    expect(await settled(outcome(asked))).toBe("Two.");
    deadline.release();
    expect(waited).toBeLessThanOrEqual(2_000);
  });

  test("a budget that is spent is neither retried nor gone around", async () => {
    const first = scripted(() => "One.", { id: "a" });
    const second = scripted(() => "Two.", { id: "b" });
    const meter = budget({ perRunCalls: 2, maxOutputTokens: 10 });
    const model = resilient(first, { fallback: second, budget: meter });
    const codes: string[] = [];
    for (let call = 0; call < 4; call += 1) codes.push(await settled(outcome(model.generate(prompt))));
    expect(codes).toEqual(["One.", "One.", "budget-exceeded", "budget-exceeded"]);
    expect(second.prompts).toEqual([]);
  });

  test("a hit waits for no place, no breaker and no provider", async () => {
    const model = resilient(scripted(["One.", () => new Promise(() => {})]), {
      cache: memory(),
      limit: { concurrency: 1, queue: 0 },
    });
    await settled(model.generate(prompt));
    const other = { messages: [{ role: "user", content: "Another." }] } as const;
    const busy = outcome(model.generate(other));
    expect(await settled(outcome(model.generate(prompt)))).toBe("One.");
    expect(await settled(busy)).toBe("model-timed-out");
  });

  test("a reply of a route that may not verify is not finished, nor kept", async () => {
    const { store, entries } = mapStore();
    const model = resilient(scripted([rejected, down]), {
      fallback: { model: scripted(["Two."], { id: "b" }), mayVerify: false },
      cache: { store, ttlMs: 1_000 },
      retry: false,
    });
    expect(await settled(outcome(model.generate(prompt)))).toBe("model-rejected");
    const reply = await settled(model.generate(prompt));
    expect([reply.finish, originOf(reply), entries.size]).toEqual(["other", { route: "b", mayVerify: false }, 0]);
  });

  test("streams go through all of it", async () => {
    const onCall = vi.fn();
    const model = resilient(scripted([down, "A refund takes thirty days."]), {
      cache: memory(),
      ledger: ledger(),
      retry: quick(),
    });
    const parts = await settled(partsOf(model.stream(prompt, { onCall })));
    expect(parts.map((part) => (part.type === "text" ? part.text : "")).join("")).toBe("A refund takes thirty days.");
    expect((await settled(partsOf(model.stream(prompt, { onCall })))).length).toBe(2);
    expect(onCall).toHaveBeenCalledTimes(2);
  });

  test("calls told are requests made, whatever happens", async () => {
    const kind = fc.constantFrom("ok", "down", "limited", "rejected", "hang", "slow");
    const script = fc.record({
      kinds: fc.array(kind, { minLength: 1, maxLength: 30 }),
      calls: fc.integer({ min: 1, max: 8 }),
      abortAfter: fc.option(fc.nat(40_000)),
      streaming: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(script, async ({ kinds, calls, abortAfter, streaming }) => {
        let made = 0;
        let told = 0;
        const lines = [...kinds];
        const provider = (id: string) =>
          scripted(
            async () => {
              made += 1;
              const next = lines.shift() ?? "ok";
              if (next === "hang") return new Promise<string>(() => {});
              if (next === "slow") await new Promise((resolve) => setTimeout(resolve, 7_000));
              return next === "down" ? down : next === "limited" ? limited : next === "rejected" ? rejected : "fine";
            },
            { id },
          );
        const model = resilient(provider("a"), {
          ...{ fallback: provider("b"), ledger: ledger(), limit: { concurrency: 2 } },
          retry: { bucket: retryBucket() },
        });
        const { controller, listeners } = countedSignal();
        const context = {
          abortSignal: controller.signal,
          onCall: () => {
            told += 1;
          },
        };
        const ask = async () => {
          if (!streaming) return model.generate(prompt, context);
          return { text: String(await partsOf(model.stream(prompt, context))) };
        };
        const all = Promise.all(Array.from({ length: calls }, () => outcome(ask())));
        if (abortAfter !== null) setTimeout(() => controller.abort(new Error("left")), abortAfter);
        await settled(all);
        await vi.runAllTimersAsync();
        expect(told).toBe(made);
        expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[unknown, unknown]>([
    [{}, {}],
    [scripted([]), { fallbacks: [] }],
    [scripted([]), { timeoutMs: 0 }],
    [scripted([]), { fallback: [{}] }],
    [scripted([]), { ledger: {} }],
    [scripted([]), { ledger: ledger(), budget: budget({ perDayCalls: 1 }) }],
    [scripted([]), { cache: {} }],
    [scripted([]), { retry: { attempts: 0 } }],
    [scripted([]), { breaker: { calls: 0 } }],
    [scripted([]), { limit: { queue: -1 } }],
  ])("refuses what makes no sense", (model, options) => {
    expect(() => resilient(model as Model, options as object)).toThrow(TypeError);
  });
});
