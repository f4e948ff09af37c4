import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { modelFailureOf, retry, retryBucket, scripted, timeout, wrap } from "vouchsafe/model";
import { breakingOff, countedSignal, down, limited, outcome, partsOf, prompt, rejected, timedOut } from "./asking.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const own = { bucket: retryBucket(), random: () => 0.5 };

describe("retry", () => {
  test("asks again after a failure that may pass, and gives the reply", async () => {
    const model = scripted([down, limited, "Thirty days."]);
    const asked = outcome(wrap(model, retry(own)).generate(prompt));
    await vi.runAllTimersAsync();
    expect(await asked).toBe("Thirty days.");
    expect(model.prompts).toHaveLength(3);
  });

  test("gives up after so many attempts, with the last failure", async () => {
    const model = scripted([down, down, timedOut, "late"]);
    const asked = outcome(wrap(model, retry({ ...own, attempts: 3 })).generate(prompt));
    await vi.runAllTimersAsync();
    expect(await asked).toBe("model-timed-out");
    expect(model.prompts).toHaveLength(3);
  });

  test.each([
    ["a rejected prompt", rejected],
    ["a breaker that is open", { code: "model-shunned", message: "open", retryable: true }],
    ["a queue that is full", { code: "model-saturated", message: "full", retryable: true }],
    ["an error that is no model's", new TypeError("a bug")],
  ] as const)("does not retry %s", async (_, line) => {
    const model = scripted([line, "late"]);
    await expect(wrap(model, retry(own)).generate(prompt)).rejects.toThrow();
    expect(model.prompts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, 0.25, 0.999])("waits a random part of a bound that doubles: %s of it", async (random) => {
    const waits: number[] = [];
    const trace = { event: (_: string, told: object = {}) => waits.push(Reflect.get(told, "waitMs")) };
    const model = scripted([down, down, down, down, down, "Done."]);
    const options = { attempts: 6, firstWaitMs: 100, longestWaitMs: 500, bucket: own.bucket, random: () => random };
    const asked = wrap(model, retry(options)).generate(prompt, { trace });
    await vi.runAllTimersAsync();
    await asked;
    expect(waits).toEqual([100, 200, 400, 500, 500].map((bound) => bound * random));
  });

  test("waits what the provider asks for, and a little longer, never shorter", async () => {
    const model = scripted([{ ...limited, retryAfterMs: 7_000 }, "Done."]);
    const asked = outcome(wrap(model, retry({ ...own, firstWaitMs: 100 })).generate(prompt));
    await vi.advanceTimersByTimeAsync(7_049);
    expect(model.prompts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toBe("Done.");
  });

  // 35 days: a timer of Node's takes 24.8 and fires a longer one at once.
  test.each([20_001, 259_200_000, 3_024_000_000, 1e15, Number.POSITIVE_INFINITY])(
    "a wait of %d ms is not begun: the failure says how long it would be",
    async (retryAfterMs) => {
      const model = scripted([{ ...limited, retryAfterMs }, "late"]);
      const error = await wrap(model, retry(own))
        .generate(prompt)
        .catch((caught: unknown) => caught);
      expect(modelFailureOf(error)).toMatchObject({ code: "model-rate-limited", retryAfterMs });
      expect(model.prompts).toHaveLength(1);
    },
  );

  test.each([Number.NaN, -5_000, 0])("a header that asks for %d ms asks for nothing", async (retryAfterMs) => {
    const model = scripted([{ ...limited, retryAfterMs }, "Done."]);
    const asked = outcome(wrap(model, retry({ ...own, firstWaitMs: 100 })).generate(prompt));
    await vi.advanceTimersByTimeAsync(49);
    expect(model.prompts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toBe("Done.");
  });

  test.each([
    ["the provider asks for", { ...limited, retryAfterMs: 5_000 }],
    ["chance gives", down],
  ])("a wait that %s is not begun past the deadline of the call", async (_, failure) => {
    const model = scripted([failure, "late"]);
    const asked = wrap(model, timeout({ timeoutMs: 4_000 }), retry({ ...own, firstWaitMs: 10_000 })).generate(prompt);
    // At once: no timer has run.
    expect(await outcome(asked)).toBe(failure.code);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("no attempt begins later than `withinMs` after the first", async () => {
    const model = scripted([down, down, down, "late"]);
    const asked = outcome(
      wrap(model, retry({ ...own, attempts: 9, firstWaitMs: 1_000, withinMs: 1_600 })).generate(prompt),
    );
    await vi.runAllTimersAsync();
    expect(await asked).toBe("model-unavailable");
    expect(model.prompts).toHaveLength(3); // at 0, 500 and 1,500 ms
  });

  test("an abort ends the wait at once, with its reason, and leaves no timer and no listener", async () => {
    const { controller, listeners } = countedSignal();
    const model = scripted([{ ...limited, retryAfterMs: 10_000 }, "late"]);
    const asked = wrap(model, retry(own)).generate(prompt, { abortSignal: controller.signal });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(listeners()).toBe(1);
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect([vi.getTimerCount(), listeners(), model.prompts.length]).toEqual([0, 0, 1]);
  });

  test("a stream is retried until it has given text, and not after", async () => {
    const early = scripted([down, "Thirty days."]);
    const parts = partsOf(wrap(early, retry(own)).stream(prompt));
    await vi.runAllTimersAsync();
    expect((await parts).at(-1)).toMatchObject({ reply: { text: "Thirty days." } });

    const late = breakingOff("Thirty days unless", down);
    const shown: string[] = [];
    const read = async () => {
      for await (const part of wrap(late, retry(own)).stream(prompt)) if (part.type === "text") shown.push(part.text);
    };
    await expect(read()).rejects.toMatchObject({ code: "model-unavailable" });
    expect([shown, late.calls()]).toEqual([["Thirty days unless"], 1]);
  });

  test("tells one call for every request", async () => {
    const onCall = vi.fn();
    const asked = wrap(scripted([down, limited, "Done."]), retry(own)).generate(prompt, { onCall });
    await vi.runAllTimersAsync();
    await asked;
    expect(onCall.mock.calls.map(([{ failure }]) => failure)).toEqual([
      "model-unavailable",
      "model-rate-limited",
      undefined,
    ]);
  });

  test.each([
    ["attempts", 0],
    ["attempts", 1.5],
    ["firstWaitMs", 0],
    ["longestWaitMs", 2 ** 31],
    ["withinMs", Number.NaN],
    ["bucket", {}],
    ["random", 0.5],
    ["atempts", 3],
  ])("refuses %s: %s", (name, value) => {
    expect(() => retry({ [name]: value })).toThrow(TypeError);
  });
});

describe("the bucket that pays for retries", () => {
  test("is emptied by retries, refilled by successes, and full again never more than full", () => {
    const bucket = retryBucket({ tokens: 20 });
    expect([bucket.take("model-unavailable"), bucket.take("model-timed-out"), bucket.tokens]).toEqual([5, 10, 5]);
    expect(bucket.take("model-timed-out")).toBeUndefined();
    bucket.give();
    bucket.give(10);
    expect(bucket.tokens).toBe(16);
    bucket.give(500);
    expect(bucket.tokens).toBe(20);
  });

  test("is paid back the last retry of a call that was answered, else one token", async () => {
    const bucket = retryBucket({ tokens: 100 });
    const model = wrap(scripted([down, down, "One.", "Two.", rejected]), retry({ bucket, random: () => 0 }));
    const asked = model.generate(prompt);
    await vi.runAllTimersAsync();
    await asked;
    expect(bucket.tokens).toBe(95);
    await model.generate(prompt);
    expect(bucket.tokens).toBe(96);
    await outcome(model.generate(prompt));
    expect(bucket.tokens).toBe(96);
  });

  test("once it is empty a call is one request", async () => {
    const bucket = retryBucket({ tokens: 10 });
    const model = scripted(() => down);
    for (let call = 0; call < 10; call += 1) {
      const asked = outcome(wrap(model, retry({ bucket, random: () => 0 })).generate(prompt));
      await vi.runAllTimersAsync();
      expect(await asked).toBe("model-unavailable");
    }
    expect(model.prompts).toHaveLength(12);
  });

  test("is one for the whole process if none is given", async () => {
    const many = scripted(() => timedOut, { id: "test/many" });
    const calls = Array.from({ length: 60 }, () => outcome(wrap(many, retry({ random: () => 0 })).generate(prompt)));
    await vi.runAllTimersAsync();
    await Promise.all(calls);
    expect(many.prompts).toHaveLength(60 + 50); // 500 tokens, 10 a retry
    const other = scripted([down, "late"]);
    expect(await outcome(wrap(other, retry()).generate(prompt))).toBe("model-unavailable");
  });
});
