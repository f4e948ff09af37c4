import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { breaker, type LimitOptions, limit, type Model, scripted, wrap } from "vouchsafe/model";
import { countedSignal, down, hanging, outcome, partsOf, prompt } from "./asking.ts";

// Many runs each, beside other work.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A model that takes some time, and knows when each call began and how many were under way. */
function taking(ms: number) {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const model: Model = scripted(async () => {
    begun.push(performance.now());
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    return "fine";
  });
  return { model, begun, most: () => most };
}
const many = (model: Model, count: number) => Array.from({ length: count }, () => outcome(model.generate(prompt)));

describe("limit", () => {
  test("so many calls at once, the others in the order they came", async () => {
    const order: number[] = [];
    const inner = taking(100);
    const model = wrap(inner.model, limit({ concurrency: 2 }));
    const calls = [1, 2, 3, 4, 5].map((n) => model.generate(prompt).then(() => order.push(n)));
    await vi.runAllTimersAsync();
    await Promise.all(calls);
    expect([inner.most(), order]).toEqual([2, [1, 2, 3, 4, 5]]);
  });

  test("in no stretch of a second or minute more than so many begin, and as many as may do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(700), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 3, max: 8 }),
        fc.nat(300),
        async (gaps, perSecond, perMinute, ms) => {
          const inner = taking(ms);
          const model = wrap(inner.model, limit({ perSecond, perMinute, queue: 100 }));
          const arrivals: number[] = [];
          const calls: Promise<string>[] = [];
          for (const gap of gaps) {
            await vi.advanceTimersByTimeAsync(gap);
            arrivals.push(performance.now());
            calls.push(outcome(model.generate(prompt)));
          }
          await vi.runAllTimersAsync();
          await Promise.all(calls);
          // The naive oracle: each begins as soon as both windows have room.
          const expected: number[] = [];
          for (const arrival of arrivals)
            expected.push(
              Math.max(
                arrival,
                (expected.at(-perSecond) ?? Number.NEGATIVE_INFINITY) + 1_000,
                (expected.at(-perMinute) ?? Number.NEGATIVE_INFINITY) + 60_000,
              ),
            );
          expect(inner.begun.map(Math.round)).toEqual(expected.map(Math.round));
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("whoever comes at the moment that a turn is free waits behind those who wait", async () => {
    const order: string[] = [];
    const model = wrap(
      scripted(() => "fine"),
      limit({ perSecond: 1 }),
    );
    const ask = (name: string) => model.generate(prompt).then(() => order.push(name));
    setTimeout(() => ask("late"), 1_000);
    ask("first");
    await vi.advanceTimersByTimeAsync(1);
    ask("second");
    await vi.runAllTimersAsync();
    expect(order).toEqual(["first", "second", "late"]);
  });

  test("one more than may wait is refused at once", async () => {
    const model = wrap(taking(100).model, limit({ concurrency: 1, queue: 2 }));
    const calls = many(model, 4);
    await vi.advanceTimersByTimeAsync(0);
    expect(await calls[3]).toBe("model-saturated");
    await vi.runAllTimersAsync();
    expect(await Promise.all(calls)).toEqual(["fine", "fine", "fine", "model-saturated"]);
  });

  test("one that waits too long is refused", async () => {
    const model = wrap(taking(100).model, limit({ concurrency: 1, longestWaitMs: 150 }));
    const calls = many(model, 3);
    await vi.advanceTimersByTimeAsync(150);
    expect(await calls[2]).toBe("model-saturated");
    await vi.runAllTimersAsync();
    expect(await Promise.all(calls)).toEqual(["fine", "fine", "model-saturated"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, LimitOptions]>([
    ["a place", { concurrency: 1, longestWaitMs: 10_000 }],
    ["the rate", { perMinute: 1, longestWaitMs: 10_000 }],
  ])("an aborted one that waits for %s leaves the queue at once, with its reason", async (_, options) => {
    const { controller, listeners } = countedSignal();
    const inner = taking(5_000);
    const model = wrap(inner.model, limit({ ...options, queue: 1 }));
    const [first] = many(model, 1);
    await vi.advanceTimersByTimeAsync(0);
    const waits = model.generate(prompt, { abortSignal: controller.signal });
    const settled = expect(waits).rejects.toThrow("the user left");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(listeners()).toBe(1);
    controller.abort(new Error("the user left"));
    await settled;
    expect(listeners()).toBe(0);
    expect(vi.getTimerCount()).toBe(1); // of the call under way
    const next = many(model, 1); // its place in the queue is free
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await first).toBe("fine");
    expect(inner.begun).toHaveLength(options.concurrency ? 2 : 1);
    await vi.runAllTimersAsync();
    expect(await next[0]).toBe(options.concurrency ? "fine" : "model-saturated");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("places come free however a call ends", async () => {
    const lines = [down, new Error("a bug"), "fine", "fine"];
    const model = wrap(scripted(lines), limit({ concurrency: 1, queue: 9 }));
    expect(await Promise.all(many(model, 3))).toEqual(["model-unavailable", "Error: a bug", "fine"]);
    const controller = new AbortController();
    const place = limit({ concurrency: 1, queue: 9 });
    const aborted = outcome(wrap(hanging(), place).generate(prompt, { abortSignal: controller.signal }));
    const next = outcome(wrap(scripted(["fine"]), place).generate(prompt));
    controller.abort(new Error("left"));
    expect([await aborted, await next]).toEqual(["Error: left", "fine"]);
  });

  test("a stream holds its place until its reader is done or leaves", async () => {
    const model = wrap(
      scripted(() => "A long enough text."),
      limit({ concurrency: 1, queue: 0 }),
    );
    for await (const _ of model.stream(prompt)) {
      expect(await outcome(model.generate(prompt))).toBe("model-saturated");
      break;
    }
    expect(await partsOf(model.stream(prompt))).toHaveLength(4);
    expect(await outcome(model.generate(prompt))).toBe("A long enough text.");
  });

  test("what a breaker inside did not send costs no turn: all that wait are told at once", async () => {
    const fuse = breaker({ consecutive: 1, openMs: 50_000 });
    const model = wrap(scripted([down]), limit({ perMinute: 2 }), fuse);
    expect(await outcome(model.generate(prompt))).toBe("model-unavailable");
    expect(await Promise.all(many(model, 50))).toEqual(Array.from({ length: 50 }, () => "model-shunned"));
    expect(vi.getTimerCount()).toBe(0);
  });

  test("what is taken back is that start and no other", async () => {
    const inner = taking(10);
    const late: Model = scripted(async () => {
      await new Promise((resolve) => setTimeout(resolve, 950));
      return { code: "model-shunned", message: "open", retryable: true };
    });
    const one = limit({ perSecond: 2 });
    const shunned = outcome(wrap(late, one).generate(prompt)); // at 0, taken back at 950
    await vi.advanceTimersByTimeAsync(900);
    const start = performance.now();
    const calls = many(wrap(inner.model, one), 3);
    await vi.runAllTimersAsync();
    expect(await Promise.all([shunned, ...calls])).toEqual(["model-shunned", "fine", "fine", "fine"]);
    expect(inner.begun.map((at) => Math.round(at - start))).toEqual([0, 50, 1_000]);
  });

  test("one limit around two models is shared by them", async () => {
    const one = limit({ concurrency: 1, queue: 0 });
    const first = outcome(wrap(taking(100).model, one).generate(prompt));
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcome(wrap(scripted(["x"]), one).generate(prompt))).toBe("model-saturated");
    await vi.runAllTimersAsync();
    expect(await first).toBe("fine");
  });

  test.each([
    ["concurrency", 0],
    ["perSecond", 0.5],
    ["perMinute", -1],
    ["queue", -1],
    ["longestWaitMs", 2 ** 31],
    ["perHour", 5],
  ])("refuses %s: %s", (name, value) => {
    expect(() => limit({ [name]: value })).toThrow(TypeError);
  });
});
