import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { modelError, scripted, timeout, wrap } from "vouchsafe/model";
import { countedSignal, down, hanging, outcome, partsOf, prompt, rejected } from "./asking.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const slow = timeout({ timeoutMs: 1_000 });

describe("timeout", () => {
  test("changes nothing of a call that is over in time, and leaves no timer and no listener", async () => {
    const { controller, listeners } = countedSignal();
    const context = { abortSignal: controller.signal };
    const model = wrap(scripted(["One.", rejected, "Two."]), slow);
    expect((await model.generate(prompt, context)).text).toBe("One.");
    expect(await outcome(model.generate(prompt, context))).toBe("model-rejected");
    expect(await partsOf(model.stream(prompt, context))).toHaveLength(2);
    expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
  });

  test.each([true, false])("is over in time whether what is inside heeds its signal: %s", async (heeds) => {
    const model = wrap(hanging({ heeds }), slow);
    const calls = [outcome(model.generate(prompt)), outcome(partsOf(model.stream(prompt)).then(() => ({ text: "" })))];
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(calls)).toEqual(["model-timed-out", "model-timed-out"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([true, false])("an abort rejects at once, with its reason: heeded inside: %s", async (heeds) => {
    const { controller, listeners } = countedSignal();
    const model = wrap(hanging({ heeds }), slow);
    const context = { abortSignal: controller.signal };
    const calls = [model.generate(prompt, context), partsOf(model.stream(prompt, context))];
    const reason = new Error("the user left");
    const settled = Promise.allSettled(calls);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(reason);
    expect(await settled).toEqual([
      { status: "rejected", reason },
      { status: "rejected", reason },
    ]);
    expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
    await expect(model.generate(prompt, context)).rejects.toBe(reason);
  });

  test("a stream that drips is over in time too, and what is inside is told to end", async () => {
    let ended = false;
    const dripping = {
      ...scripted([]),
      async *stream() {
        try {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, 300));
            yield { type: "text", text: "a" } as const;
          }
        } finally {
          ended = true;
        }
      },
    };
    const shown: unknown[] = [];
    const read = (async () => {
      for await (const part of wrap(dripping, slow).stream(prompt)) shown.push(part);
      return { text: "whole" };
    })();
    const asked = outcome(read);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await asked).toBe("model-timed-out");
    expect(shown).toHaveLength(3);
    await vi.runAllTimersAsync();
    expect(ended).toBe(true);
  });

  test("whoever leaves a stream leaves no timer", async () => {
    for await (const part of wrap(scripted(["A long enough text."]), slow).stream(prompt)) {
      expect(part.type).toBe("text");
      break;
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the failure may pass, and says how long it had", async () => {
    const asked = wrap(hanging(), slow)
      .generate(prompt)
      .catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ retryable: true, message: "No whole reply within 1000 ms." });
    expect(modelError(down).retryable).toBe(true);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "5"])("refuses timeoutMs: %s", (timeoutMs) => {
    expect(() => timeout({ timeoutMs: timeoutMs as number })).toThrow(TypeError);
  });
});
