import { getEventListeners } from "node:events";
import type { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, defineGuard, type Outcome, type VerifyEachOptions, verify, verifyEach } from "vouchsafe";
import { anyAnswer, TRUTHS } from "../oracles/generators.ts";

const good: Answer = { id: "good", answer: TRUTHS[0].text, sources: [TRUTHS[0]] };
const numbered = (count: number): readonly Answer[] =>
  Array.from({ length: count }, (_, at) => {
    const truth = TRUTHS[at % TRUTHS.length] ?? TRUTHS[0];
    return { id: `row-${at}`, answer: at % 3 === 0 ? "Nobody ever said this." : truth.text, sources: [truth] };
  });

async function all(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const found: Outcome[] = [];
  for await (const outcome of outcomes) found.push(outcome);
  return found;
}
/** What two runs must agree on: names given at random and the time taken are each run's own. */
const shared = ({ id: _id, ms: _ms, ...outcome }: Outcome) => outcome;
const ids = (outcomes: readonly Outcome[]) => outcomes.map(({ id }) => id);

const hostile: readonly (readonly [what: string, row: unknown])[] = [
  ["null", null],
  ["nothing", undefined],
  ["a number", 7],
  ["a word", "text"],
  ["a symbol", Symbol("row")],
  ["a function", () => good],
  ["a list", [good]],
  ["an empty object", {}],
  ["a promise", Promise.resolve(good)],
  ["a proxy that throws", new Proxy({}, { get() { throw new Error("deeper"); } })],
  ["a proxy that was revoked", revoked()],
  ["a field that throws", { ...good, get sources() { throw new Error("deeper"); } }],
  ["a text that is none", { ...good, answer: { toString: () => "text" } }],
  ["a function as value", { ...good, value: () => 1 }],
  ["a date as value", { ...good, value: { at: new Date(0) } }],
  ["a class as value", { ...good, value: new (class { readonly days = 30; })() }],
  ["a map as value", { ...good, value: new Map() }],
  ["a loop as value", { ...good, value: loop() }],
  ["a source that is a number", { ...good, sources: [7] }],
  ["a citation outside the answer", { ...good, citations: [{ sourceId: "1", at: { start: 0, end: 1e6 } }] }],
]; // biome-ignore format: a table

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
function loop(): unknown {
  const self: { again?: unknown } = {};
  self.again = self;
  return self;
}

describe("the outcomes", () => {
  test("are those of verifying one by one, on this thread, at any concurrency", async () => {
    const runs = fc.array(anyAnswer, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: 1, max: 12 }), async (answers, concurrency) => {
        const expected: Outcome[] = [];
        for (const answer of answers) expected.push(await verify(answer));
        const found = await all(verifyEach(answers, { concurrency }));
        expect(found.map(shared)).toStrictEqual(expected.map(shared));
      }),
      { seed: 1_066, numRuns: 40 },
    );
  });

  test.each([1, 2, 3])("are those of verifying one by one, on %i workers", { timeout: 60_000 }, async (workers) => {
    const answers = fc.sample(anyAnswer, { seed: workers, numRuns: 150 });
    const rows = [...hostile.map(([, row]) => row as Answer), ...answers];
    const expected: Outcome[] = [];
    for (const row of rows) expected.push(await verify(row, { scope: "sentence", citations: "required" }));
    const options = { workers, concurrency: workers, scope: "sentence", citations: "required" } as const;
    expect((await all(verifyEach(rows, options))).map(shared)).toStrictEqual(expected.map(shared));
  });

  test.each(hostile)("of %s is an escalation, invalid, and the rest goes on", async (_, row) => {
    for (const options of [{}, { concurrency: 3 }]) {
      const [first, second, third] = await all(verifyEach([good, row as Answer, good], options));
      expect(second).toMatchObject({ status: "escalated", escalation: { reason: "invalid" } });
      expect([first?.status, third?.status]).toEqual(["verified", "verified"]);
    }
  });

  test("of what cannot be sent to a worker are invalid", { timeout: 20_000 }, async () => {
    const unsendable = { ...good, sources: [{ ...TRUTHS[0], metadata: { call: () => 1 } }] };
    const found = await all(verifyEach([good, unsendable, good], { workers: 1 }));
    expect(found.map(({ status }) => status)).toEqual(["verified", "escalated", "verified"]);
    expect(found[1]).toMatchObject({ escalation: { reason: "invalid", failures: [{ code: "answer-invalid" }] } });
  });

  test("are in the order of the input, however long each takes", async () => {
    const released: (() => void)[] = [];
    const waits = defineGuard({
      name: "waits",
      unit: "answer",
      check: () => new Promise((resolve) => released.push(() => resolve([]))),
    });
    const outcomes = all(verifyEach(numbered(5), { guards: [waits], concurrency: 5 }));
    while (released.length < 5) await new Promise((resolve) => setImmediate(resolve));
    for (const release of released.reverse()) release();
    expect(ids(await outcomes)).toEqual(ids(await all(verifyEach(numbered(5)))));
  });

  test("come as soon as they are there, while the input still waits for more", { timeout: 20_000 }, async () => {
    for (const workers of [0, 1]) {
      let more = (_: Answer): void => {};
      async function* slow() {
        for (;;) yield await new Promise<Answer>((resolve) => (more = resolve));
      }
      const outcomes = verifyEach(slow(), { workers });
      for (const answer of numbered(3)) {
        const next = outcomes.next();
        while (String(more) === String((_: Answer): void => {})) await new Promise((resolve) => setImmediate(resolve));
        more(answer);
        expect((await next).value).toMatchObject({ id: answer.id });
      }
      // The input is asked and will never answer: that must not hold up the end.
      expect(await outcomes.return()).toEqual({ done: true, value: undefined });
    }
  });
});

describe("the input", () => {
  test.each([
    ["this thread", {}, 1],
    ["this thread, four at once", { concurrency: 4 }, 4],
    ["this thread with a judge", { judge: { settle: async () => [] } }, 8],
    ["one worker", { workers: 1 }, 32],
    ["two workers, 20 at once", { workers: 2, concurrency: 20 }, 80],
  ])(
    "is never read further ahead of what is taken than the window: %s",
    { timeout: 20_000 },
    async (_, options, window) => {
      let read = 0;
      function* counted() {
        for (const answer of numbered(200)) {
          read += 1;
          yield answer;
        }
      }
      let taken = 0;
      for await (const outcome of verifyEach(counted(), options)) {
        expect(outcome.id).toBe(`row-${taken}`);
        taken += 1;
        // All that runs in the background has had its turn.
        await new Promise((resolve) => setImmediate(resolve));
        expect(read - taken).toBeLessThan(window);
        if (taken === 1) expect(read).toBe(window);
      }
      expect(taken).toBe(200);
    },
  );

  test.each([
    ["a generator", (rows: readonly Answer[], error: unknown) => thrower(rows, error)],
    ["an async generator", (rows: readonly Answer[], error: unknown) => asyncThrower(rows, error)],
    ["an iterator that rejects", (rows: readonly Answer[], error: unknown) => rejecter(rows, error)],
  ])("throws, %s: the outcomes of the rows before it come first", { timeout: 20_000 }, async (_, input) => {
    for (const options of [{}, { concurrency: 5 }, { workers: 1 }]) {
      const error = new Error("the log is cut off");
      const found: Outcome[] = [];
      const run = async () => {
        for await (const outcome of verifyEach(input(numbered(3), error), options)) found.push(outcome);
      };
      await expect(run()).rejects.toBe(error);
      expect(ids(found)).toEqual(["row-0", "row-1", "row-2"]);
    }
  });

  test.each([
    ["is left early", async (outcomes: AsyncGenerator<Outcome>) => { for await (const _ of outcomes) break; }],
    ["is returned", async (outcomes: AsyncGenerator<Outcome>) => { await outcomes.next(); await outcomes.return(undefined); }],
    ["is thrown into", async (outcomes: AsyncGenerator<Outcome>) => { await outcomes.next(); await outcomes.throw(new Error("enough")).catch(() => {}); }],
  ])("is closed once when the loop %s", { timeout: 20_000 }, async (_, leave) => {
    for (const workers of [0, 1]) {
      let closed = 0;
      async function* input() {
        try {
          for (;;) yield good;
        } finally {
          closed += 1;
        }
      }
      await leave(verifyEach(input(), { workers }));
      expect(closed).toBe(1);
    }
  }); // biome-ignore format: a table

  test("that answers with no object is an error of the input", async () => {
    const broken = { [Symbol.iterator]: () => ({ next: () => 7 }) } as unknown as Iterable<Answer>;
    await expect(all(verifyEach(broken))).rejects.toThrow(TypeError);
  });

  test("may be empty, and is not touched before an outcome is asked for", async () => {
    expect(await all(verifyEach([]))).toEqual([]);
    let touched = false;
    const input = {
      [Symbol.iterator]() {
        touched = true;
        return [][Symbol.iterator]();
      },
    };
    const outcomes = verifyEach(input);
    expect(touched).toBe(false);
    expect(await outcomes.return()).toEqual({ done: true, value: undefined });
    expect(touched).toBe(false);
  });
});

function* thrower(rows: readonly Answer[], error: unknown) {
  yield* rows;
  throw error;
}
async function* asyncThrower(rows: readonly Answer[], error: unknown) {
  yield* rows;
  throw error;
}
function rejecter(rows: readonly Answer[], error: unknown): AsyncIterable<Answer> {
  const left = [...rows];
  const next = (): Promise<IteratorResult<Answer>> => {
    const value = left.shift();
    return value === undefined ? Promise.reject(error) : Promise.resolve({ done: false, value });
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

describe("aborting", () => {
  test.each([
    ["before the first outcome", 0],
    ["between two", 2],
  ])("rejects with the signal's reason and leaves no listener: %s", { timeout: 20_000 }, async (_, after) => {
    for (const workers of [0, 1]) {
      const controller = new AbortController();
      const reason = new Error("enough");
      let closed = false;
      async function* input() {
        try {
          for (;;) yield good;
        } finally {
          closed = true;
        }
      }
      const outcomes = verifyEach(input(), { workers, abortSignal: controller.signal });
      for (let taken = 0; taken < after; taken += 1) await outcomes.next();
      controller.abort(reason);
      await expect(outcomes.next()).rejects.toBe(reason);
      expect(closed).toBe(after > 0);
      expect(await outcomes.next()).toEqual({ done: true, value: undefined });
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
  });

  test("is heard while an answer is checked, and while the input says nothing", { timeout: 20_000 }, async () => {
    const hangs = defineGuard({ name: "hangs", unit: "answer", check: () => new Promise(() => {}) });
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    const runs: readonly (readonly [Iterable<Answer> | AsyncIterable<Answer>, VerifyEachOptions])[] = [
      [[good], { guards: [hangs] }],
      [silent, {}],
      [silent, { workers: 1 }],
    ];
    for (const [input, options] of runs) {
      const controller = new AbortController();
      const next = verifyEach(input, { ...options, abortSignal: controller.signal }).next();
      setImmediate(() => controller.abort("enough"));
      await expect(next).rejects.toBe("enough");
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
  });

  test("is heard by a timer where no row ever waits", async () => {
    function* endless() {
      for (;;) yield null as unknown as Answer;
    }
    const abortSignal = AbortSignal.timeout(10);
    await expect(all(verifyEach(endless(), { abortSignal }))).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("reaches the answers that are being checked when the loop is left", async () => {
    const signals: AbortSignal[] = [];
    const waits = defineGuard({
      name: "waits",
      unit: "answer",
      check: ({ id }, { abortSignal }) => {
        signals.push(abortSignal);
        return id === "row-0" ? [] : new Promise(() => {});
      },
    });
    for await (const _ of verifyEach(numbered(4), { guards: [waits], concurrency: 4 })) break;
    expect(signals.map(({ aborted }) => aborted)).toContain(true);
    expect(signals).toHaveLength(4);
    expect(signals.slice(1).every(({ aborted }) => aborted)).toBe(true);
  });

  test("and deadlines are each answer's own", { timeout: 20_000 }, async () => {
    const hangs = defineGuard({
      name: "hangs",
      unit: "answer",
      check: ({ id }) => (id === "row-1" ? new Promise(() => {}) : []),
    });
    const found = await all(verifyEach(numbered(3), { guards: [hangs], timeoutMs: 50 }));
    expect(found.map(({ status }) => status)).toEqual(["verified", "escalated", "verified"]);
    expect(found[1]).toMatchObject({ escalation: { reason: "timed-out" } });
  });
});

test("nothing is left behind: no listener, timer or thread", { timeout: 60_000 }, async () => {
  const { signal } = new AbortController();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const threads: Worker[] = [];
  const onWorker = (worker: Worker) => threads.push(worker);
  process.on("worker", onWorker);
  const rejected = new Error("enough");
  for (const workers of [0, 2]) {
    const options = { workers, abortSignal: signal, timeoutMs: 10_000 };
    await all(verifyEach(numbered(40), options));
    for await (const _ of verifyEach(numbered(40), options)) break;
    await expect(all(verifyEach(thrower(numbered(40), rejected), options))).rejects.toBe(rejected);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  }
  process.off("worker", onWorker);
  // Two for each of the three; that of one which has ended is -1.
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1, -1, -1, -1, -1, -1]);
  expect(timers()).toBeLessThanOrEqual(before);
});

describe("what makes no sense is a TypeError at once", () => {
  const chain = new URL("./chains.ts", import.meta.url);
  const guards = [defineGuard({ name: "passes", unit: "answer", check: () => [] })];
  const wrong: readonly (readonly [what: string, answers: unknown, options: unknown])[] = [
    ["no answers", undefined, {}],
    ["one answer", good, {}],
    ["a path", "answers.jsonl", {}],
    ["options that are null", [], null],
    ["an option that is misspelt", [], { worker: 2 }],
    ["no concurrency", [], { concurrency: 0 }],
    ["half a worker", [], { workers: 0.5 }],
    ["fewer workers than none", [], { workers: -1 }],
    ["workers without end", [], { workers: Number.POSITIVE_INFINITY }],
    ["no guards", [], { guards: [] }],
    ["guards and citations", [], { guards, citations: "required" }],
    ["citations that are no rule", [], { citations: "sometimes", workers: 1 }],
    ["a deadline in the past", [], { timeoutMs: -1, workers: 1 }],
    ["guards beside workers", [], { workers: 1, guards }],
    ["a judge beside workers", [], { workers: 1, judge: { settle: async () => [] } }],
    ["isFactual beside workers", [], { workers: 1, isFactual: () => true }],
    ["a trace beside workers", [], { workers: 1, trace: { event() {} } }],
    ["a chain without workers", [], { chain }],
    ["a chain that is a path", [], { workers: 1, chain: "./chain.js" }],
    ["data without a chain", [], { workers: 1, chainData: 1 }],
    ["data that cannot be sent", [], { workers: 1, chain, chainData: () => 1 }],
  ];
  test.each(wrong)("%s", (_, answers, options) => {
    expect(() => verifyEach(answers as Answer[], options as VerifyEachOptions)).toThrow(TypeError);
  });
  test("which names the options of a batch too where one is misspelt", () => {
    expect(() => verifyEach([], { worker: 2 } as VerifyEachOptions)).toThrow(
      /concurrency, workers, chain, chainData, .*"worker"/,
    );
  });
  test("which says where a function is to come from", () => {
    expect(() => verifyEach([], { workers: 1, guards })).toThrow(/`guards`.*no function crosses threads.*`chain`/);
  });
});
