import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { metered, type Prompt } from "vouchsafe/model";
import { type BudgetOptions, budget, budgetFailureOf, ledger, type Prices, type Threshold } from "vouchsafe/spend";
import { memory, type Store, sqlite } from "vouchsafe/store";
import { keyvLike } from "../store/keyv-like.ts";
import { type Told, tellingModel } from "./telling-model.ts";

// One micro-USD a token, and a count that needs no estimate: a call for up to 92 tokens costs 100 at most.
const prices: Prices = { "test/m": { inputMicroUsdPerMillion: 0, outputMicroUsdPerMillion: 1_000_000 } };
const WORST = 100;
const ask: Prompt = { messages: [{ role: "user", content: "How long?" }], maxOutputTokens: WORST };
const whole: Told = { usage: { inputTokens: 10, outputTokens: WORST } };
const half: Told = { usage: { inputTokens: 10, outputTokens: WORST / 2 } };

const stores: readonly (readonly [string, () => Store])[] = [
  ["memory()", memory],
  ["a store without add", keyvLike],
];

describe.each(stores)("five hundred answers at once against a budget of a hundred, in %s", (_, open) => {
  test.each([
    ["of money", { perDayMicroUsd: 100 * WORST }],
    ["of calls", { perDayCalls: 100 }],
    ["of both, and of the tenant's", { perDayMicroUsd: 500 * WORST, perTenantPerDayCalls: 100, perRunCalls: 101 }],
  ])("%s: exactly those that fit are made", async (_name, limits: BudgetOptions) => {
    const spend = budget({ ...limits, prices, store: open() });
    const model = tellingModel("test/m", () => whole);
    const guarded = metered(spend)(model);
    const ended = await Promise.allSettled(Array.from({ length: 500 }, () => guarded.generate(ask)));
    expect(model.requests()).toBe(100);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(100);
    for (const one of ended)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "budget-exceeded", retryable: false });
  });
});

test("two processes on one file of SQLite make exactly the calls that fit", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "vouchsafe-budget-"));
  const path = join(folder, "spend.db");
  sqlite(path).close();
  const script = fileURLToPath(new URL("spends-in-process.ts", import.meta.url));
  const child = () => promisify(execFile)(process.execPath, ["--conditions=@vouchsafe/source", script, path]);
  const made = (await Promise.all([child(), child()])).map(({ stdout }) => Number(stdout));
  rmSync(folder, { recursive: true });
  expect(made.reduce((a, b) => a + b)).toBe(200);
});

test("a whole reply whose tokens are said to be none is charged as one that does not count them", async () => {
  const none: Told = { usage: { inputTokens: 0, outputTokens: 0 } };
  const model = tellingModel("test/m", () => none);
  const spent = ledger({ prices });
  const guarded = metered(budget({ perDayMicroUsd: 3 * WORST, ledger: spent }))(model);
  const ended = await Promise.allSettled(Array.from({ length: 9 }, () => guarded.generate(ask)));
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect((await spent.report()).total).toMatchObject({ calls: 3, unknownCostCalls: 3, atMostMicroUsd: 3 * WORST });
});

test("a step that the store never answers, or answers too late, holds up and costs nobody else", async () => {
  vi.useFakeTimers();
  const held = memory();
  let answer = (): void => {};
  const first = new Promise<void>((resolve) => (answer = resolve));
  let steps = 0;
  const store: Store = {
    ...held,
    async add(key, amount, options) {
      steps += 1;
      if (steps === 1) await first;
      return held.add(key, amount, options);
    },
  };
  const guarded = metered(budget({ perDayCalls: 1, store }))(tellingModel("test/m", () => whole));
  const ended = Promise.allSettled([guarded.generate(ask), guarded.generate(ask)]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await ended).map((one) => (one.status === "fulfilled" ? "made" : one.reason.failure.budget))).toEqual([
    "unreachable",
    "made",
  ]);
  const [key = ""] = [`budget:calls:day:${new Date().toISOString().slice(0, 10)}`];
  await held.add(key, -1);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(await held.get(key)).toBe(0);
  vi.useRealTimers();
});

test("a call that costs less than its worst case makes room for others when it has ended", async () => {
  const model = tellingModel("test/m", () => half);
  const guarded = metered(budget({ perDayMicroUsd: 10 * WORST, prices }))(model);
  let made = 0;
  for (let turn = 0; turn < 50; turn += 1)
    made += await guarded.generate(ask).then(
      () => 1,
      () => 0,
    );
  // Nineteen halves leave 50: the worst case of a twentieth does not fit.
  expect([made, model.requests()]).toEqual([19, 19]);
});

describe("what a call that ended badly cost", () => {
  test.each<[string, Told, number]>([
    ["a time-out stays at its worst case", { failure: "model-timed-out" }, 3],
    ["so does a provider that broke down", { failure: "model-unavailable" }, 3],
    ["and a reply of which nothing is counted", {}, 3],
    ["and one that is counted wrongly", { usage: { inputTokens: -1, outputTokens: Number.NaN } }, 3],
    ["and one of which only the input is known", { usage: { inputTokens: 5 } }, 3],
    ["a time-out that was counted costs that", { failure: "model-timed-out", usage: half.usage ?? {} }, 5],
    ["a request turned away at the door costs nothing", { failure: "model-rate-limited" }, 100],
    ["nor does one without a valid key", { failure: "model-unauthorized" }, 100],
    ["nor does what made no request", { silent: true }, 100],
    ["nor a provider that is down, and says so", { failure: "model-unavailable", status: 503 }, 100],
    ["nor one that is not reached", { failure: "model-unavailable", status: 0 }, 100],
    ["a proxy that lost patience stays at its worst case", { failure: "model-unavailable", status: 504 }, 3],
  ])("%s", async (_, told, made) => {
    let tries = 0;
    const model = tellingModel("test/m", () => {
      tries += 1;
      return told;
    });
    const guarded = metered(budget({ perDayMicroUsd: 3 * WORST, prices }))(model);
    for (let turn = 0; turn < 100; turn += 1) await guarded.generate(ask).catch(() => {});
    expect(tries).toBe(made);
  });

  test("one that wrote more than it was allowed to is charged for it", async () => {
    const model = tellingModel("test/m", () => ({ usage: { inputTokens: 1, outputTokens: 5 * WORST } }));
    const guarded = metered(budget({ perDayMicroUsd: 6 * WORST, prices }))(model);
    for (let turn = 0; turn < 5; turn += 1) await guarded.generate(ask).catch(() => {});
    expect(model.requests()).toBe(2);
  });
});

test("the sum of what is put aside and spent passes no limit under any interleaving, and never turns away what fits", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(
        fc.record({
          tenant: fc.constantFrom("a", "b"),
          run: fc.constantFrom("x", "y"),
          tokens: fc.integer({ min: 1, max: 60 }),
          spent: fc.integer({ min: 0, max: 100 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      async (scheduler, calls) => {
        const limits = { perDayMicroUsd: 150, perTenantPerDayMicroUsd: 100, perRunCalls: 4 };
        const spend = budget({ ...limits, prices, store: slow(scheduler) });
        // The truth, kept beside: what is under way or spent by each name.
        const held = new Map<string, number>();
        const hold = (name: string, amount: number): void => void held.set(name, (held.get(name) ?? 0) + amount);
        const over = (name: string, limit: number): number => (held.get(name) ?? 0) - limit;
        let most = 0;
        await scheduler.waitFor(
          Promise.all(
            calls.map(async ({ tenant, run, tokens, spent }) => {
              const model = tellingModel("test/m", async () => {
                hold("day", tokens);
                hold(tenant, tokens);
                hold(run, 1);
                most = Math.max(most, over("day", 150), over("a", 100), over("b", 100), over("x", 4), over("y", 4));
                await scheduler.schedule(Promise.resolve());
                const cost = Math.min(tokens, spent);
                hold("day", cost - tokens);
                hold(tenant, cost - tokens);
                return { usage: { inputTokens: 1, outputTokens: cost } };
              });
              const asked = { ...ask, maxOutputTokens: tokens };
              await metered(spend)(model)
                .generate(asked, { account: { tenant, run } })
                .catch((error) => expect(budgetFailureOf(error)?.unit).toBeDefined());
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(0);
        // When all have ended nothing is put aside any more: what is left may be taken to the last micro-dollar.
        await scheduler.waitFor(spend.settled());
        const left = Math.min(150 - (held.get("day") ?? 0), 100 - (held.get("a") ?? 0));
        const rest = metered(spend)(tellingModel("test/m", () => whole));
        const account = { tenant: "a", run: "z" };
        const late = async (maxOutputTokens: number): Promise<unknown> => {
          const call = rest.generate({ ...ask, maxOutputTokens }, { account }).then(
            () => "made",
            (error) => budgetFailureOf(error)?.unit,
          );
          return scheduler.waitFor(call);
        };
        expect([await late(left + 1), await late(left)]).toEqual(["micro-usd", "made"]);
      },
    ),
    { numRuns: 200 },
  );
});

/** A store whose answers come whenever the scheduler says so. */
function slow(scheduler: fc.Scheduler): Store {
  const store = memory();
  return {
    ...store,
    async add(key, amount, options) {
      await scheduler.schedule(Promise.resolve());
      const sum = await store.add(key, amount, options);
      await scheduler.schedule(Promise.resolve());
      return sum;
    },
  };
}

describe("no call is made whose worst case cannot be told", () => {
  test.each<[string, BudgetOptions, Prompt, string]>([
    ["a model without a price", { perDayMicroUsd: 1e9 }, ask, "unpriced"],
    ["a price taken out", { perDayMicroUsd: 1e9, prices: { "test/m": undefined } }, ask, "unpriced"],
    ["an output that nothing bounds", { perDayMicroUsd: 1e9, prices }, { messages: ask.messages }, "unbounded"],
  ])("%s", async (_, options, prompt, reason) => {
    const model = tellingModel("test/m", () => whole);
    const error: unknown = await metered(budget(options))(model)
      .generate(prompt)
      .catch((caught) => caught);
    expect(budgetFailureOf(error)).toMatchObject({ code: "budget-exceeded", budget: reason });
    expect(model.requests()).toBe(0);
  });

  test("a store that does not answer", async () => {
    const down = async (): Promise<never> => {
      throw new Error("redis://user:secret@host is down");
    };
    const model = tellingModel("test/m", () => whole);
    const spend = budget({ perDayCalls: 5, store: { get: down, set: down, delete: down } });
    const error: unknown = await metered(spend)(model)
      .generate(ask)
      .catch((caught) => caught);
    expect(budgetFailureOf(error)?.budget).toBe("unreachable");
    expect(JSON.stringify([String(error), error])).not.toContain("secret");
    expect(model.requests()).toBe(0);
  });

  test("but limits in calls need neither price nor bound", async () => {
    const model = tellingModel("test/m", () => whole);
    await metered(budget({ perDayCalls: 1 }))(model).generate({ messages: ask.messages });
    expect(model.bounds).toEqual([undefined]);
  });

  test("a bound of the budget is put into prompts that name none", async () => {
    const model = tellingModel("test/m", () => whole);
    const guarded = metered(budget({ perDayMicroUsd: 1_000, prices, maxOutputTokens: 300 }))(model);
    await guarded.generate({ messages: ask.messages });
    await guarded.generate(ask);
    expect(model.bounds).toEqual([300, WORST]);
  });
});

describe("windows", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-03-01T23:59:59.000Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("a day ends at midnight in UTC, and a call belongs to the day on which it began", async () => {
    const spend = budget({ perDayCalls: 2 });
    const held = Promise.withResolvers<Told>();
    const model = tellingModel("test/m", (request) => (request === 0 ? held.promise : { usage: {} }));
    const guarded = metered(spend)(model);
    const overnight = guarded.generate(ask);
    await vi.advanceTimersByTimeAsync(999);
    await guarded.generate(ask);
    await expect(guarded.generate(ask)).rejects.toThrow(/budget of the day/);
    await vi.advanceTimersByTimeAsync(1);
    held.resolve(whole);
    await overnight;
    await guarded.generate(ask);
    await guarded.generate(ask);
    await expect(guarded.generate(ask)).rejects.toThrow(/budget of the day/);
  });

  test("what a call leaves of yesterday is given back to yesterday", async () => {
    const spend = budget({ perDayMicroUsd: WORST, prices });
    const held = Promise.withResolvers<Told>();
    const guarded = metered(spend)(tellingModel("test/m", (request) => (request === 0 ? held.promise : whole)));
    const overnight = guarded.generate(ask);
    await vi.advanceTimersByTimeAsync(5_000);
    held.resolve(half);
    await overnight;
    await guarded.generate(ask);
    await expect(guarded.generate({ ...ask, maxOutputTokens: 1 })).rejects.toThrow(/has no room/);
  });

  test("answers, runs and tenants each have their own", async () => {
    const limits = { perAnswerCalls: 1, perRunCalls: 3, perTenantPerDayCalls: 2 };
    const guarded = metered(budget(limits))(tellingModel("test/m", () => whole));
    const refusedBy = async (tenant: string, run: string, request: string) => {
      const error: unknown = await guarded.generate(ask, { account: { tenant, run, request } }).then(
        () => undefined,
        (caught) => caught,
      );
      return budgetFailureOf(error)?.budget;
    };
    expect(await refusedBy("a", "x", "1")).toBeUndefined();
    expect(await refusedBy("a", "x", "1")).toBe("answer");
    expect(await refusedBy("a", "y", "2")).toBeUndefined();
    expect(await refusedBy("a", "y", "3")).toBe("tenant-day");
    expect(await refusedBy("b", "x", "4")).toBeUndefined();
    expect(await refusedBy("c", "x", "5")).toBeUndefined();
    expect(await refusedBy("d", "x", "6")).toBe("run");
    // What was refused by one limit has taken nothing from the others.
    expect(await refusedBy("d", "y", "6")).toBeUndefined();
  });

  test("a call without a request is an answer of its own, and all calls without a tenant are one tenant", async () => {
    const guarded = metered(budget({ perAnswerCalls: 1, perTenantPerDayCalls: 3 }))(
      tellingModel("test/m", () => whole),
    );
    for (let turn = 0; turn < 3; turn += 1) await guarded.generate(ask);
    await expect(guarded.generate(ask)).rejects.toThrow(/tenant-day/);
  });
});

describe("state", () => {
  test("goes from open to soft to spent, for the accounts concerned alone", async () => {
    const spend = budget({ perTenantPerDayCalls: 4, soft: 0.5 });
    const guarded = metered(spend)(tellingModel("test/m", () => whole));
    const states = [];
    for (let turn = 0; turn < 4; turn += 1) {
      states.push(spend.state({ tenant: "a" }));
      await guarded.generate(ask, { account: { tenant: "a" } });
    }
    expect([...states, spend.state({ tenant: "a" })]).toEqual(["open", "open", "soft", "soft", "spent"]);
    expect([spend.state({ tenant: "b" }), spend.state()]).toEqual(["open", "open"]);
  });

  test("counts what is put aside for calls under way", async () => {
    const spend = budget({ perDayMicroUsd: WORST, prices });
    const held = Promise.withResolvers<Told>();
    const call = metered(spend)(tellingModel("test/m", () => held.promise)).generate(ask);
    await vi.waitFor(() => expect(spend.state()).toBe("spent"));
    held.resolve({ usage: { inputTokens: 1, outputTokens: 0 } });
    await call;
    await spend.settled();
    expect(spend.state()).toBe("open");
  });

  test("a budget of nothing is spent", () => {
    expect(budget({ perDayCalls: 0 }).state()).toBe("spent");
  });
});

describe("thresholds", () => {
  const spending = async (options: Partial<BudgetOptions>, turns: number, told: Told = whole) => {
    const heard: Threshold[] = [];
    const spend = budget({ prices, onThreshold: (one) => heard.push(one), perDayMicroUsd: 10 * WORST, ...options });
    const guarded = metered(spend)(tellingModel("test/m", () => told));
    for (let turn = 0; turn < turns; turn += 1)
      await guarded.generate(ask, { account: { tenant: "a" } }).catch(() => {});
    await spend.settled();
    return heard;
  };

  test("are told of once each, when so much is spent", async () => {
    const heard = await spending({}, 14);
    expect(heard.map(({ share, spent, refused }) => [share, spent, refused])).toEqual([
      [0.5, 500, false],
      [0.8, 800, false],
      [1, 1_000, false],
    ]);
    expect(heard[0]).toEqual({
      share: 0.5,
      window: "day",
      unit: "micro-usd",
      limit: 1_000,
      spent: 500,
      refused: false,
    });
  });

  test("a call that is turned away is the whole limit, even where a rest of it is left", async () => {
    const heard = await spending({ perDayMicroUsd: 10 * WORST - 1 }, 14);
    expect(heard.at(-1)).toMatchObject({ share: 1, spent: 900, refused: true });
    expect(heard).toHaveLength(3);
  });

  test("what is put aside and given back is not told of as spent", async () => {
    const heard = await spending({ perDayMicroUsd: 2 * WORST }, 3, { usage: { inputTokens: 0, outputTokens: 1 } });
    expect(heard).toEqual([]);
  });

  test("nor is what is put aside for a call that still runs, when another ends", async () => {
    const heard: Threshold[] = [];
    const spend = budget({ prices, onThreshold: (one) => heard.push(one), perDayMicroUsd: 2 * WORST });
    const held = Promise.withResolvers<Told>();
    const cheap: Told = { usage: { inputTokens: 0, outputTokens: 1 } };
    const guarded = metered(spend)(tellingModel("test/m", (request) => (request === 0 ? held.promise : cheap)));
    const first = guarded.generate(ask);
    await guarded.generate(ask);
    await spend.settled();
    expect(heard).toEqual([]);
    held.resolve(whole);
    await first;
    await spend.settled();
    expect(heard.map(({ share, spent }) => [share, spent])).toEqual([[0.5, WORST + 1]]);
  });

  test("each window and tenant has its own", async () => {
    const heard = await spending({ perTenantPerDayCalls: 2, thresholds: [1] }, 2);
    expect(heard).toEqual([
      { share: 1, window: "tenant-day", unit: "calls", limit: 2, spent: 2, refused: false, tenant: "a" },
    ]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("pager down");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("pager down");
      },
    ],
    ["never ends", () => new Promise(() => {})],
  ])("an alert that %s changes nothing", async (_, onThreshold) => {
    const model = tellingModel("test/m", () => whole);
    const spend = budget({ perDayCalls: 3, onThreshold });
    const ended = await Promise.allSettled(Array.from({ length: 5 }, () => metered(spend)(model).generate(ask)));
    await spend.settled();
    expect(ended.map(({ status }) => status === "fulfilled")).toEqual([true, true, true, false, false]);
  });

  test("two budgets on one store tell of them once together", async () => {
    const store = memory();
    const heard: Threshold[] = [];
    const options: BudgetOptions = { perDayCalls: 4, store, thresholds: [0.5], onThreshold: (one) => heard.push(one) };
    const model = tellingModel("test/m", () => whole);
    for (const spend of [budget(options), budget(options)]) {
      await metered(spend)(model).generate(ask);
      await metered(spend)(model).generate(ask);
      await spend.settled();
    }
    expect(heard).toHaveLength(1);
    await expect(metered(budget(options))(model).generate(ask)).rejects.toThrow(/4 of 4 calls/);
  });
});

describe("options that make no sense are refused", () => {
  test.each<[string, unknown]>([
    ["set one limit of", {}],
    ["set one limit of", { prices }],
    ["`perDayCalls` to be a whole number", { perDayCalls: 1.5 }],
    ["`perDayMicroUsd` to be a whole number", { perDayMicroUsd: -1 }],
    ["`perAnswerMicroUsd` to be a whole number", { perAnswerMicroUsd: "9" }],
    ["no fields but", { perDayUsd: 5 }],
    ["`soft`", { perDayCalls: 1, soft: 0 }],
    ["`soft`", { perDayCalls: 1, soft: 80 }],
    ["`thresholds`", { perDayCalls: 1, thresholds: [50] }],
    ["`onThreshold`", { perDayCalls: 1, onThreshold: "page me" }],
    ["`countTokens`", { perDayCalls: 1, countTokens: 3 }],
    ["`maxOutputTokens`", { perDayCalls: 1, maxOutputTokens: 0 }],
    ["`name`", { perDayCalls: 1, name: "" }],
    [
      '`prices["x"]`',
      { perDayCalls: 1, prices: { x: { inputMicroUsdPerMillion: 1.25, outputMicroUsdPerMillion: 10 } } },
    ],
  ])("%s: %j", (said, options) => {
    expect(() => budget(options as BudgetOptions)).toThrow(said);
  });
  test("a meter that is none", () => {
    expect(() => metered({} as never)).toThrow(/Expected `meter` to be a ledger or a budget/);
  });
});

test("an exact count wins over the estimate", async () => {
  const priced: Prices = { "test/m": { inputMicroUsdPerMillion: 1_000_000, outputMicroUsdPerMillion: 0 } };
  const asked: string[] = [];
  const countTokens = (text: string, model: string): number => {
    asked.push(`${model} ${text}`);
    return 1_000;
  };
  const spend = budget({ perDayMicroUsd: 1_015, prices: priced, countTokens });
  const error: unknown = await metered(spend)(tellingModel("test/m", () => whole))
    .generate(ask)
    .catch((caught) => caught);
  expect(budgetFailureOf(error)).toMatchObject({
    budget: "day",
    unit: "micro-usd",
    limit: 1_015,
    spent: 0,
    asked: 1_016,
  });
  expect(asked).toEqual(["test/m How long?"]);
});

test("a budget writes into its ledger, and keeps the worst case beside an unknown cost", async () => {
  const spent = ledger({ prices });
  const told: readonly Told[] = [half, { failure: "model-timed-out" }];
  const guarded = metered(budget({ perDayMicroUsd: 10 * WORST, ledger: spent }))(
    tellingModel("test/m", (request) => told[request] ?? whole),
  );
  await guarded.generate(ask);
  await guarded.generate(ask).catch(() => {});
  expect((await spent.report()).total).toMatchObject({
    calls: 2,
    failedCalls: 1,
    unknownCostCalls: 1,
    microUsd: WORST / 2,
    atMostMicroUsd: WORST / 2 + WORST,
  });
});
