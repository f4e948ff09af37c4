import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { metered } from "vouchsafe/model";
import { type Account, type Ledger, ledger, type ModelCall, type Prices } from "vouchsafe/spend";
import { memory, type Store, sqlite } from "vouchsafe/store";
import { keyvLike } from "../store/keyv-like.ts";
import { tellingModel } from "./telling-model.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-ledger-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.useRealTimers());

const prices: Prices = {
  "test/a": { inputMicroUsdPerMillion: 1_000_000, outputMicroUsdPerMillion: 2_000_000 },
  "test/b": { inputMicroUsdPerMillion: 500_000, outputMicroUsdPerMillion: 500_000, cachedInputMicroUsdPerMillion: 0 },
};
const call = (inputTokens: number, outputTokens: number, model = "test/a"): ModelCall => ({
  model,
  usage: { inputTokens, outputTokens },
});

const stores: readonly (readonly [string, () => { readonly store?: Store }])[] = [
  ["the process", () => ({})],
  ["memory()", () => ({ store: memory() })],
  ["sqlite(path)", () => ({ store: sqlite(":memory:") })],
  ["a store without add", () => ({ store: keyvLike() })],
];

/** A call as it may come: some parts unknown, some of them nonsense. */
const anyCall = fc.record(
  {
    model: fc.constantFrom("test/a", "test/b", "test/unpriced"),
    usage: fc.record(
      {
        inputTokens: fc.oneof(fc.nat(5_000), fc.constantFrom(-1, Number.NaN, 0.5)),
        outputTokens: fc.nat(5_000),
        cachedInputTokens: fc.nat(5_000),
        reasoningTokens: fc.nat(50),
      },
      { requiredKeys: [] },
    ),
    failure: fc.constantFrom("model-timed-out", "model-rate-limited"),
  },
  { requiredKeys: ["model"] },
);
const anyAccount = fc.record(
  {
    tenant: fc.constantFrom("t", "u", "null"),
    run: fc.constantFrom("r", "s"),
    guard: fc.constantFrom("judged", ""),
    request: fc.constantFrom("1", "2", "3"),
  },
  { requiredKeys: [] },
);

/** The cost in micro-USD by the rules as the docs say them, in one line each. */
function naiveCost({ model, usage, failure }: ModelCall): number | undefined {
  const [inPrice, cachedPrice, outPrice] = model === "test/a" ? [1, 1, 2] : model === "test/b" ? [0.5, 0, 0.5] : [];
  const isCount = (n: number | undefined): n is number => n !== undefined && Number.isInteger(n) && n >= 0;
  const [input, output, cached] = [usage?.inputTokens, usage?.outputTokens, usage?.cachedInputTokens ?? 0];
  if (isCount(input) && isCount(output) && inPrice !== undefined) {
    const fresh = cached > input ? input : input - cached;
    return Math.ceil(fresh * inPrice + (input - fresh) * (cachedPrice ?? 0) + output * (outPrice ?? 0));
  }
  return failure === "model-rate-limited" ? 0 : undefined;
}

describe.each(stores)("a ledger in %s", (_, options) => {
  test("has the sums that adding up call by call gives, by any dimensions", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyCall, anyAccount), { maxLength: 25 }),
        fc.subarray(["tenant", "run", "guard", "model"] as const),
        async (calls, by) => {
          const spent = ledger({ ...options(), prices });
          for (const [made, account] of calls) spent.record(made as ModelCall, account as Account);
          const { rows, total } = await spent.report({ by });
          const groups = Object.groupBy(calls, ([{ model }, account]) =>
            JSON.stringify(by.map((name) => ({ ...account, model })[name] ?? null)),
          );
          expect(rows).toHaveLength(Object.keys(groups).length);
          for (const row of rows) {
            const own = groups[JSON.stringify(by.map((name) => row[name] ?? null))] ?? [];
            const costs = own.map(([made]) => naiveCost(made as ModelCall));
            expect(row).toMatchObject({
              calls: own.length,
              failedCalls: own.filter(([made]) => made.failure !== undefined).length,
              unknownCostCalls: costs.filter((cost) => cost === undefined).length,
              microUsd: costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
            });
            expect("atMostMicroUsd" in row).toBe(costs.every((cost) => cost !== undefined));
          }
          expect(total.calls).toBe(calls.length);
          for (const id of ["1", "2", "3"]) {
            const of = calls.filter(([, { request }]) => request === id);
            expect((await spent.request(id))?.calls).toBe(of.length === 0 ? undefined : of.length);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test("report is plain data that survives JSON", async () => {
    const spent = ledger({ ...options(), prices });
    spent.record(call(10, 5), { tenant: "t", request: "q" });
    spent.record({ model: "test/unpriced", failure: "model-timed-out" });
    const report = await spent.report({ by: ["tenant", "model"] });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.rows).toEqual([
      {
        tenant: "t",
        model: "test/a",
        calls: 1,
        failedCalls: 0,
        unknownUsageCalls: 0,
        unknownCostCalls: 0,
        inputTokens: 10,
        cachedInputTokens: 0,
        outputTokens: 5,
        reasoningTokens: 0,
        microUsd: 20,
        atMostMicroUsd: 20,
      },
      {
        model: "test/unpriced",
        calls: 1,
        failedCalls: 1,
        unknownUsageCalls: 1,
        unknownCostCalls: 1,
        inputTokens: 0,
        cachedInputTokens: 0,
        outputTokens: 0,
        reasoningTokens: 0,
        microUsd: 0,
      },
    ]);
  });
});

test("two ledgers on one store are one: each sees the sums of both", async () => {
  const store = memory();
  const [first, second] = [ledger({ store, prices }), ledger({ store, prices })];
  first.record(call(1, 0), { request: "q" });
  second.record(call(2, 0), { request: "q" });
  await Promise.all([first.settled(), second.settled()]);
  const reports = await Promise.all([first.report(), second.report()]);
  expect(reports.map(({ total }) => total.microUsd)).toEqual([3, 3]);
  expect((await first.request("q"))?.calls).toBe(2);
});

test("two processes on one file of SQLite lose no call", { timeout: 60_000 }, async () => {
  const path = join(folder, "shared.db");
  const store = sqlite(path);
  const script = fileURLToPath(new URL("records-in-process.ts", import.meta.url));
  const child = () => promisify(execFile)(process.execPath, ["--conditions=@vouchsafe/source", script, path]);
  await Promise.all([child(), child()]);
  const { total, rows } = await ledger({ store }).report({ by: ["tenant"] });
  expect(total).toMatchObject({ calls: 600, microUsd: 1_200, inputTokens: 600 });
  expect(rows.map(({ tenant, calls }) => [tenant, calls])).toEqual([
    ["0", 200],
    ["1", 200],
    ["2", 200],
  ]);
  store.close();
});

describe("days", () => {
  const onDays = async (spent: Ledger): Promise<void> => {
    for (const day of ["2026-01-30", "2026-01-31", "2026-02-01"]) {
      vi.setSystemTime(Date.parse(`${day}T23:59:59.999Z`));
      spent.record(call(1, 0));
      vi.setSystemTime(Date.parse(`${day}T00:00:00.000Z`));
      spent.record(call(1, 0));
    }
  };

  test("begin and end at midnight in UTC", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const spent = ledger({ prices });
    await onDays(spent);
    const { rows } = await spent.report({ by: ["day"] });
    expect(rows.map(({ day, calls }) => [day, calls])).toEqual([
      ["2026-01-30", 2],
      ["2026-01-31", 2],
      ["2026-02-01", 2],
    ]);
    expect((await spent.report({ where: { day: "2026-01-31" } })).total.calls).toBe(2);
  });

  test("are forgotten whole after so many", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const spent = ledger({ prices, keepDays: 2 });
    await onDays(spent);
    const { since, total, rows } = await spent.report({ by: ["day"] });
    expect([since, total.calls, rows.length]).toEqual(["2026-01-31", 4, 2]);
  });
});

describe("a store that fails", () => {
  test("costs the call nothing, and what was recorded is written as soon as it is back", async () => {
    let isDown = true;
    const kept = memory();
    const store: Store = {
      ...kept,
      async set(key, value, ttlMs) {
        if (isDown) throw new Error("the disk of user:secret@host is full");
        return kept.set(key, value, ttlMs);
      },
    };
    const spent = ledger({ store, prices });
    const model = metered(spent)(tellingModel("test/a", () => ({ usage: { inputTokens: 1, outputTokens: 1 } })));
    await model.generate({ messages: [{ role: "user", content: "?" }] });
    await model.generate({ messages: [{ role: "user", content: "?" }] });
    const error: unknown = await spent.settled().catch((caught) => caught);
    expect(error).toMatchObject({ code: "store-failed", retryable: true });
    expect(JSON.stringify([String(error), error])).not.toContain("secret");
    await expect(spent.report()).rejects.toMatchObject({ code: "store-failed" });
    isDown = false;
    expect((await spent.report()).total).toMatchObject({ calls: 2, microUsd: 6 });
  });
});

test("more requests than are kept at hand do not lose what the store has of them", async () => {
  const spent = ledger({ prices, store: memory({ maxEntries: 1_000_000 }) });
  const all = Array.from({ length: 10_001 }, (_, index) => `${index}`);
  for (const request of all) spent.record(call(1, 0), { request });
  // Those that are written may be put away, and the first ones are when the next come.
  await spent.settled();
  for (const request of ["new", "newer", "0", "10000"]) spent.record(call(1, 0), { request });
  await spent.settled();
  expect([(await spent.request("0"))?.calls, (await spent.request("10000"))?.calls]).toEqual([2, 2]);
});

test("metered tells the caller the price, and hands on the rest of the context", async () => {
  const told: ModelCall[] = [];
  const model = metered(ledger({ prices }))(
    tellingModel("test/a", () => ({ usage: { inputTokens: 3, outputTokens: 4 } })),
  );
  const context = { onCall: (one: ModelCall) => void told.push(one), account: { tenant: "t" } };
  await model.generate({ messages: [{ role: "user", content: "?" }] }, context);
  const parts = [];
  for await (const part of model.stream({ messages: [{ role: "user", content: "?" }] }, context)) parts.push(part.type);
  expect(told.map(({ microUsd }) => microUsd)).toEqual([11, 11]);
  expect([parts, model.id]).toEqual([["text", "reply"], "test/a"]);
});

test.each([
  ["keepDays", { keepDays: 0 }],
  ["prices", { prices: { x: { inputMicroUsdPerMillion: 2.5, outputMicroUsdPerMillion: 10 } } }],
  ["no fields but", { path: "a.db" }],
])("refuses %s", (said, options) => {
  expect(() => ledger(options as object)).toThrow(said);
});

test.each([
  ["its own whole cost", 12, 12],
  ["no cost at all, which is unknown", Number.NaN, undefined],
  ["less than nothing", -5, undefined],
  ["a part of a micro-USD", 0.5, undefined],
])("a model that tells %s is heard if it can be true", async (_, microUsd, heard) => {
  const spent = ledger();
  const told = spent.record({ model: "own/model", microUsd });
  const { total } = await spent.report();
  expect([told.microUsd, total.microUsd, total.unknownCostCalls]).toEqual([
    heard,
    heard ?? 0,
    heard === undefined ? 1 : 0,
  ]);
  expect("microUsd" in told).toBe(heard !== undefined);
});

test("refuses a report by what it does not know", async () => {
  await expect(ledger().report({ by: ["customer"] as never })).rejects.toThrow(/name some of day, tenant/);
  await expect(ledger().report({ where: { request: "1" } as never })).rejects.toThrow(/name some of day, tenant/);
});
