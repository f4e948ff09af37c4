import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type BreakerOptions,
  breaker,
  type Model,
  type ModelFailureCode,
  modelFailureOf,
  type ScriptLine,
  scripted,
  wrap,
} from "vouchsafe/model";
import { down, hanging, limited, outcome, partsOf, prompt, rejected } from "./asking.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A model whose next lines are pushed, behind a breaker. */
function behind(options: BreakerOptions) {
  const lines: ScriptLine[] = [];
  const model = scripted(() => {
    const line = lines.shift() ?? "fine";
    return typeof line === "function" ? line(prompt, {}) : line;
  });
  const fuse = breaker(options);
  const wrapped = wrap(model, fuse);
  const ask = async (...next: readonly ScriptLine[]): Promise<readonly string[]> => {
    lines.push(...next);
    const results: string[] = [];
    for (const _ of next) results.push(await outcome(wrapped.generate(prompt)));
    return results;
  };
  return { model, fuse, wrapped, ask, lines };
}
const inARow: BreakerOptions = { consecutive: 2, openMs: 1_000, probes: 1 };
const taking =
  (ms: number, line: string): ScriptLine =>
  async () => {
    await vi.advanceTimersByTimeAsync(ms);
    return line;
  };

describe("breaker", () => {
  test("opens at more than the share of failures among the last calls, not before there were enough", async () => {
    const { ask, fuse, model } = behind({ failureRate: 0.5, calls: 10, minimumCalls: 6 });
    await ask(down, down, down, down, down);
    expect(fuse.status).toBe("closed");
    await ask("fine", down);
    expect(fuse.status).toBe("open");
    const sent = model.prompts.length;
    expect(await ask("fine")).toEqual(["model-shunned"]);
    expect(model.prompts).toHaveLength(sent);
  });

  test("forgets calls older than the last so many", async () => {
    const { ask, fuse } = behind({ calls: 4, minimumCalls: 4 });
    await ask(down, down, "fine", "fine", "fine", "fine", down, down);
    expect(fuse.status).toBe("closed");
    await ask(down);
    expect(fuse.status).toBe("open");
  });

  test("opens after so many failures in a row", async () => {
    const { ask, fuse } = behind(inARow);
    await ask(down, "fine", down);
    expect(fuse.status).toBe("closed");
    await ask(down);
    expect(fuse.status).toBe("open");
  });

  test("says how long it stays open, and that the call may be made then", async () => {
    const { ask, wrapped } = behind(inARow);
    await ask(down, down);
    await vi.advanceTimersByTimeAsync(400);
    const error = await wrapped.generate(prompt).catch((caught: unknown) => caught);
    expect(modelFailureOf(error)).toMatchObject({ code: "model-shunned", retryable: true, retryAfterMs: 600 });
  });

  test("stays open as long as the provider asks, up to a bound", async () => {
    const { ask, fuse } = behind({ ...inARow, longestOpenMs: 5_000 });
    await ask(limited, { ...limited, retryAfterMs: 3_000 });
    expect(fuse.toJSON().opensForMs).toBe(3_000);
    const bounded = behind({ ...inARow, longestOpenMs: 5_000 });
    await bounded.ask(limited, { ...limited, retryAfterMs: 1e12 });
    expect(bounded.fuse.toJSON().opensForMs).toBe(5_000);
  });

  test.each<[ModelFailureCode, boolean, string]>([
    ["model-unavailable", true, "open"],
    ["model-timed-out", true, "open"],
    ["model-rate-limited", true, "open"],
    ["model-malformed", true, "open"],
    ["model-truncated", true, "open"],
    ["model-truncated", false, "closed"],
    ["model-empty", true, "open"],
    ["model-empty", false, "closed"],
    ["model-unauthorized", false, "closed"],
    ["model-rejected", false, "closed"],
    ["model-refused", false, "closed"],
    ["model-mismatched", false, "closed"],
    ["model-oversized", false, "closed"],
    ["model-shunned", true, "closed"],
    ["model-saturated", true, "closed"],
  ])("after two %s in a row (retryable: %s) it is %s", async (code, retryable, status) => {
    const { ask, fuse } = behind(inARow);
    const failure = { code, message: "", retryable };
    await ask(failure, failure);
    expect(fuse.status).toBe(status);
  });

  test("an error that is no model's says nothing", async () => {
    const { ask, fuse } = behind(inARow);
    await ask(down, new Error("a bug"), new Error("a bug"));
    expect(fuse.toJSON()).toEqual({ status: "closed", recent: [false] });
  });

  test("a slow call counts as a failure, whatever came of it", async () => {
    const { ask, fuse } = behind({ ...inARow, slowMs: 500 });
    expect(await ask(taking(499, "fine"), taking(500, "late"), taking(500, "late"))).toEqual(["fine", "late", "late"]);
    expect(fuse.status).toBe("open");
  });

  test("an abort says nothing, unless the call had been slow by then", async () => {
    const fuse = breaker({ consecutive: 1, slowMs: 500 });
    const model = wrap(hanging(), fuse);
    const giveUp = async (afterMs: number): Promise<void> => {
      const controller = new AbortController();
      const asked = outcome(model.generate(prompt, { abortSignal: controller.signal }));
      await vi.advanceTimersByTimeAsync(afterMs);
      controller.abort(new Error("the user left"));
      expect(await asked).toBe("Error: the user left");
    };
    await giveUp(499);
    expect(fuse.toJSON()).toEqual({ status: "closed", recent: [] });
    await giveUp(500);
    expect(fuse.status).toBe("open");
  });

  test("nor does it where what is inside calls the abort a failure of its own", async () => {
    const fuse = breaker({ consecutive: 1 });
    const controller = new AbortController();
    const rude = scripted([() => new Promise((resolve) => setTimeout(() => resolve(down), 10))]);
    const deaf: Model = { ...rude, generate: (asked) => rude.generate(asked) };
    const asked = outcome(wrap(deaf, fuse).generate(prompt, { abortSignal: controller.signal }));
    await vi.advanceTimersByTimeAsync(5);
    controller.abort();
    await vi.advanceTimersByTimeAsync(5);
    expect(await asked).toBe("model-unavailable");
    expect(fuse.toJSON()).toEqual({ status: "closed", recent: [] });
  });

  test("a probe that never ends, such as a stream that nobody reads on, holds it half-open no longer than a slow call", async () => {
    const { ask, fuse, wrapped } = behind({ ...inARow, slowMs: 5_000 });
    await ask(down, down);
    await vi.advanceTimersByTimeAsync(1_000);
    await wrapped.stream(prompt)[Symbol.asyncIterator]().next();
    expect(await ask("fine")).toEqual(["model-shunned"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([await ask("fine"), fuse.status]).toEqual([["model-shunned"], "open"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([await ask("fine"), fuse.status]).toEqual([["fine"], "closed"]);
  });

  test("half-open it lets so many probes through and no more; all of them succeeding close it", async () => {
    const { ask, fuse, model, wrapped } = behind({ ...inARow, probes: 3 });
    await ask(down, down);
    await vi.advanceTimersByTimeAsync(1_000);
    const results = await Promise.all(Array.from({ length: 10 }, () => outcome(wrapped.generate(prompt))));
    expect(results.filter((result) => result === "fine")).toHaveLength(3);
    expect(results.filter((result) => result === "model-shunned")).toHaveLength(7);
    expect(model.prompts).toHaveLength(2 + 3);
    expect(fuse.toJSON()).toEqual({ status: "closed", recent: [] });
  });

  test("one probe that fails opens it anew", async () => {
    const { ask, fuse, lines, wrapped } = behind({ ...inARow, probes: 3 });
    await ask(down, down);
    await vi.advanceTimersByTimeAsync(1_000);
    lines.push("fine", down, "fine");
    await Promise.all(Array.from({ length: 3 }, () => outcome(wrapped.generate(prompt))));
    expect(fuse.toJSON()).toEqual({ status: "open", opensForMs: 1_000, recent: [] });
  });

  test("a probe that is aborted or fails for no fault of the provider's frees its place", async () => {
    const fuse = breaker(inARow);
    const failing = wrap(scripted([down, down, new Error("a bug"), "fine"]), fuse);
    await outcome(failing.generate(prompt));
    await outcome(failing.generate(prompt));
    await vi.advanceTimersByTimeAsync(1_000);
    const controller = new AbortController();
    const probe = outcome(wrap(hanging(), fuse).generate(prompt, { abortSignal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome(failing.generate(prompt))).toBe("model-shunned");
    controller.abort();
    await probe;
    expect(fuse.status).toBe("half-open");
    expect(await outcome(failing.generate(prompt))).toBe("Error: a bug");
    expect(fuse.status).toBe("half-open");
    expect(await outcome(failing.generate(prompt))).toBe("fine");
    expect(fuse.status).toBe("closed");
  });

  test("what began before it opened is not counted after", async () => {
    const fuse = breaker(inARow);
    let fail = (_: Error): void => {};
    const early = outcome(wrap(scripted([() => new Promise((_, reject) => (fail = reject))]), fuse).generate(prompt));
    const failing = wrap(scripted([down, down]), fuse);
    await outcome(failing.generate(prompt));
    await outcome(failing.generate(prompt));
    await vi.advanceTimersByTimeAsync(1_000);
    let answer = (_: string): void => {};
    const probe = outcome(wrap(scripted([() => new Promise((resolve) => (answer = resolve))]), fuse).generate(prompt));
    await vi.advanceTimersByTimeAsync(0);
    fail(new Error("late"));
    await early;
    expect(fuse.status).toBe("half-open");
    answer("fine");
    expect(await probe).toBe("fine");
    expect(fuse.status).toBe("closed");
  });

  test("one breaker around two models is shared by them", async () => {
    const fuse = breaker(inARow);
    const [failing, other] = [scripted([down, down]), scripted(["fine"])];
    await outcome(wrap(failing, fuse).generate(prompt));
    await outcome(wrap(failing, fuse).generate(prompt));
    expect(await outcome(wrap(other, fuse).generate(prompt))).toBe("model-shunned");
  });

  test.each([
    ["closed", [down, "fine"], 0],
    ["open", [down, down], 300],
    ["half-open", [down, down], 1_000],
  ] as const)("a %s one survives as JSON", async (status, lines, waitMs) => {
    const options = { calls: 4, minimumCalls: 2, openMs: 1_000, probes: 1 };
    const { ask, fuse, wrapped } = behind(options);
    await ask(...lines);
    await vi.advanceTimersByTimeAsync(waitMs);
    if (status === "half-open")
      void wrap(hanging(), fuse)
        .generate(prompt)
        .catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    const saved = JSON.parse(JSON.stringify(fuse));
    expect(saved.status).toBe(status);
    const restored = breaker({ ...options, state: saved });
    expect(restored.toJSON()).toEqual(saved);
    if (status !== "open") return;
    await vi.advanceTimersByTimeAsync(700);
    expect(await outcome(wrap(scripted(["fine"]), restored).generate(prompt))).toBe("fine");
    expect(await outcome(wrapped.generate(prompt))).toBe("fine");
  });

  test("streams are counted by what the model took, not its reader; leaving one says nothing", async () => {
    const fuse = breaker({ consecutive: 1, slowMs: 500 });
    const model = wrap(scripted(["A long enough text.", "Another.", down]), fuse);
    for await (const _ of model.stream(prompt)) await vi.advanceTimersByTimeAsync(400);
    expect(fuse.status).toBe("closed");
    for await (const _ of model.stream(prompt)) break;
    expect(fuse.status).toBe("closed");
    await expect(partsOf(model.stream(prompt))).rejects.toThrow("503");
    expect(fuse.status).toBe("open");
    await expect(partsOf(model.stream(prompt))).rejects.toMatchObject({ code: "model-shunned" });
  });

  test("tells once when it opens", async () => {
    const event = vi.fn();
    const model = wrap(scripted([down, down, rejected]), breaker(inARow));
    for (let call = 0; call < 3; call += 1) await outcome(model.generate(prompt, { trace: { event } }));
    expect(event).toHaveBeenCalledExactlyOnceWith("breaker-opened", { model: model.id });
  });

  test.each([
    ["failureRate", 0],
    ["failureRate", 1],
    ["calls", 5],
    ["probes", 0],
    ["slowMs", 2 ** 31],
    ["consecutive", 1.5],
    ["state", { status: "ajar", recent: [] }],
    ["state", { status: "closed", recent: [1] }],
    ["state", { status: "open", opensForMs: -1, recent: [] }],
    ["treshold", 3],
  ])("refuses %s: %j", (name, value) => {
    expect(() => breaker({ [name]: value })).toThrow(TypeError);
  });
});
