import { getEventListeners } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  defaultGuards,
  defineGuard,
  type Finding,
  type Guard,
  grounded,
  type Judge,
  type Outcome,
  type Reply,
  verify,
} from "vouchsafe";
import { anyAnswer } from "../oracles/generators.ts";

const text = "Refunds are paid within 30 days of delivery.";
const wrong = "Refunds are paid within 11 days of delivery.";
const input = { question: "How long?", sources: [text] };

/** Waits in the virtual clock, whoever aborts: the worst that a caller's function can do. */
const waits = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Lets what waits for the machine itself go on, a digest for one, while the virtual clock stands still. */
async function until(isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000 && !isDone(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe("time", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const doubts = defineGuard({
    name: "doubts",
    unit: "answer",
    check: async (): Promise<Finding[]> => {
      await waits(100);
      return [{ code: "doubt", severity: "open", message: "?" }];
    },
  });
  const judge: Judge = {
    async settle(open) {
      await waits(100);
      return open.map((_, index) => ({ index, severity: "open", message: "?" }));
    },
  };
  /** 100 ms each: the function, a guard, the judge, the fallback, onEscalate. */
  const slow = (): ((input: unknown, options?: { abortSignal: AbortSignal }) => Promise<Outcome>) =>
    grounded(
      async () => {
        await waits(100);
        return text;
      },
      {
        guards: [...defaultGuards(), doubts],
        judge,
        attempts: 1,
        fallback: async () => {
          await waits(100);
          return "Later.";
        },
        onEscalate: () => waits(100),
      },
    );
  /** Goes on by so many virtual milliseconds, ten at a time; at each, what waits for the machine gets its turns. */
  async function passes(ms: number): Promise<void> {
    let turns = 0;
    for (let past = 0; past < ms; past += 10) {
      await vi.advanceTimersByTimeAsync(10);
      await until(() => turns++ > 100);
      turns = 0;
    }
  }

  test("left alone, the slow call takes its five hundred milliseconds", async () => {
    const call = slow()(input);
    let done: Outcome | undefined;
    call.then((outcome) => {
      done = outcome;
    });
    await passes(480);
    expect(done).toBeUndefined();
    // The digest of the sources takes what time the machine takes, and the virtual clock may go on meanwhile.
    for (let more = 0; more < 50 && done === undefined; more += 1) await passes(10);
    expect(done).toMatchObject({ status: "escalated", reply: "Later.", delivery: { status: "delivered" } });
  });
  test.each([0, 10, 90, 110, 190, 210, 290, 310, 390, 410, 490])(
    "an abort after %d ms rejects with the caller's reason within 50 ms, and leaves no listener and no timer of its own",
    async (after) => {
      const controller = new AbortController();
      const reason = new Error("enough");
      let caught: unknown;
      const call = slow()(input, { abortSignal: controller.signal });
      call.catch((error: unknown) => {
        caught = error;
      });
      await passes(after);
      controller.abort(reason);
      await passes(50);
      await until(() => caught !== undefined);
      expect(caught).toBe(reason);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      // Only what the slow functions themselves wait for may be left.
      await passes(100);
      expect(vi.getTimerCount()).toBe(0);
    },
  );
  test.each([50, 150, 250])("past a deadline of %d ms the outcome is timed-out, in time", async (timeoutMs) => {
    const ask = grounded(
      async () => {
        await waits(100);
        return text;
      },
      { guards: [...defaultGuards(), doubts], judge, timeoutMs },
    );
    let outcome: Outcome | undefined;
    ask(input).then((found) => {
      outcome = found;
    });
    await passes(timeoutMs - 10);
    expect(outcome).toBeUndefined();
    await passes(30);
    await until(() => outcome !== undefined);
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "timed-out" } });
    await passes(100);
    expect(vi.getTimerCount()).toBe(0);
  });
  test("a deadline in the second attempt keeps what was wrong with the first, and the late reply is dropped", async () => {
    const records: Outcome[] = [];
    let began = 0;
    let late = false;
    const ask = grounded(
      async (_: unknown, { attempt }) => {
        began = attempt;
        if (attempt === 1) return wrong;
        await waits(100);
        late = true;
        return text;
      },
      { timeoutMs: 50, record: (outcome) => records.push(outcome) },
    );
    let outcome: Outcome | undefined;
    ask(input).then((found) => {
      outcome = found;
    });
    await until(() => began === 2);
    await passes(60);
    await until(() => outcome !== undefined);
    expect(outcome).toMatchObject({
      status: "escalated",
      attempts: 2,
      escalation: { reason: "timed-out", withheld: { answer: wrong }, findings: [{ code: "figure-differs" }] },
    });
    const before = JSON.stringify(outcome);
    await passes(100);
    await ask.settled();
    expect([late, JSON.stringify(outcome), records]).toEqual([true, before, [outcome]]);
  });
  test("the function hears of the deadline and of the abort", async () => {
    const heard: AbortSignal[] = [];
    const fn = (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
      heard.push(abortSignal);
      return waits(1_000).then(() => text);
    };
    const controller = new AbortController();
    const calls = [grounded(fn, { timeoutMs: 20 })(input), grounded(fn)(input, { abortSignal: controller.signal })];
    await passes(30);
    controller.abort("enough");
    await expect(calls[0]).resolves.toMatchObject({ escalation: { reason: "timed-out" } });
    await expect(calls[1]).rejects.toBe("enough");
    expect(heard.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});

test.each([
  ["enforcing", { timeoutMs: 60_000 }],
  ["observing", { mode: "observe", record() {} }],
] as const)("ten thousand aborted calls leave no listener, no timer and nothing unhandled, %s", async (_, options) => {
  const controller = new AbortController();
  const { signal } = controller;
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const ask = grounded(() => new Promise<string>(() => {}), options);
  const calls = Array.from({ length: 10_000 }, async () =>
    ask(input, { abortSignal: signal }).catch((reason) => reason),
  );
  expect(getEventListeners(signal, "abort").length).toBeGreaterThanOrEqual(10_000);
  controller.abort("enough");
  expect(new Set(await Promise.all(calls))).toEqual(new Set(["enough"]));
  await ask.settled();
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(timers()).toBeLessThanOrEqual(before);
});

test("calls at the same time share nothing: each gets what it would have got alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAnswer, { minLength: 2, maxLength: 8 }), async (answers) => {
      const replies = new Map(answers.map((answer, at) => [at, answer]));
      const ask = grounded(
        async ({ at }: { at: number }, { attempt }) => {
          for (let turn = 0; turn < (at * 7 + attempt) % 5; turn += 1) await Promise.resolve();
          return replies.get(at) as Reply;
        },
        { sources: "from-answer" },
      );
      const strip = ({ ms: _ms, ...outcome }: Outcome) => outcome;
      const together = (await Promise.all(answers.map((_, at) => ask({ at })))).map(strip);
      for (const [at, outcome] of together.entries()) expect(strip(await ask({ at }))).toStrictEqual(outcome);
    }),
    { numRuns: 40 },
  );
});

test("what is verified by the wrapper is verified by `verify`, over the same sources", async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const wrapped = await grounded(() => answer, { sources: "from-answer", attempts: 1 })(undefined);
      const alone = await verify(answer);
      // The wrapper asks for more: how generation ended, or a text that ends.
      if (wrapped.status === "verified") expect(alone.status).toBe("verified");
      if (answer.finish !== undefined) expect(wrapped.status).toBe(alone.status);
      expect(JSON.parse(JSON.stringify(wrapped))).toStrictEqual(wrapped);
    }),
    { numRuns: 300 },
  );
});

describe("observing changes nothing", () => {
  const faults: readonly (readonly [what: string, check: Guard["check"]])[] = [
    ["throws", () => { throw new Error("guard"); }],
    ["rejects", () => Promise.reject(new Error("guard"))],
    ["hangs", () => new Promise<never>(() => {})],
    ["returns nonsense", () => 7 as never],
    ["blocks", () => [{ code: "no", severity: "block", message: "no" }]],
    ["is slow", () => { const until = performance.now() + 30; while (performance.now() < until); return []; }],
    ["changes the draft", (draft) => { (draft as { answer: string }).answer = "changed"; return []; }],
  ]; // biome-ignore format: a table
  test.each(faults)("where a guard %s", async (_, check) => {
    const guard = defineGuard({ name: "faulty", unit: "answer", check });
    await fc.assert(
      fc.asyncProperty(anyAnswer, fc.constantFrom("returns", "throws", "rejects"), async (answer, how) => {
        const fn = (): Reply | Promise<Reply> => {
          if (how === "throws") throw answer;
          return how === "rejects" ? Promise.reject(answer) : answer;
        };
        const records: Outcome[] = [];
        const ask = grounded(fn, {
          guards: [guard],
          mode: "observe",
          sources: "from-answer",
          timeoutMs: 20,
          record: (outcome) => records.push(outcome),
        });
        const bare = await Promise.resolve().then(fn).then((value) => ({ value }), (error) => ({ error })); // biome-ignore format: one line
        const seen = await ask(undefined).then((value) => ({ value }), (error) => ({ error })); // biome-ignore format: one line
        if ("error" in bare) expect(seen).toEqual({ error: answer });
        else expect(seen).toMatchObject({ value: { status: "observed", answer: answer.answer } });
        // Nothing of the chain has run by the time the answer is there.
        expect(records).toEqual([]);
        await ask.settled();
        expect(records).toHaveLength("error" in bare ? 0 : 1);
        if (how === "returns" && !["is slow"].includes(_)) expect(records[0]?.status).toBe("escalated");
      }),
      { numRuns: _ === "hangs" || _ === "is slow" ? 5 : 30 },
    );
  });
});
