import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Answer, type Outcome, remedyOf, verifyEach } from "vouchsafe";
import { TRUTHS } from "../oracles/generators.ts";
import type { Asked } from "./chains.ts";

const chain = new URL("./chains.ts", import.meta.url);
const rows = (count: number, isBad: (at: number) => boolean): readonly Answer[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `row-${at}`,
    question: "What now?",
    answer: `${isBad(at) ? "Penguins rest. " : ""}${TRUTHS[0].text}`,
    sources: [TRUTHS[0]],
  }));

async function checked(answers: Iterable<Answer>, act: Asked["act"], workers = 2): Promise<readonly Outcome[]> {
  const found: Outcome[] = [];
  const chainData: Asked = { word: "Penguins", act };
  for await (const outcome of verifyEach(answers, { workers, chain, chainData })) found.push(outcome);
  return found;
}
const reasons = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.status === "verified" ? outcome.status : outcome.escalation.reason));

describe("a worker that dies", { timeout: 60_000 }, () => {
  test.each([
    ["ends its process", "exit", "with exit code 3"],
    ["throws behind the back of its call", "throw-late", "by Error"],
  ] as const)("because a guard %s loses the row at hand and no other", async (_, act, how) => {
    const bad = new Set([0, 7, 8, 40]);
    const answers = rows(60, (at) => bad.has(at));
    const found = await checked(answers, act);
    expect(found.map(({ id }) => id)).toEqual(answers.map(({ id }) => id));
    expect(reasons(found)).toEqual(answers.map((__, at) => (bad.has(at) ? "failed" : "verified")));
    expect(found[7]).toMatchObject({
      status: "escalated",
      verdicts: [],
      escalation: {
        question: "What now?",
        withheld: { answer: answers[7]?.answer },
        failures: [{ code: "worker-died", message: `the worker that checked it ended, ${how}` }],
      },
    });
    expect(JSON.parse(JSON.stringify(found[7]))).toStrictEqual(found[7]);
    expect(remedyOf("worker-died")).not.toBe(remedyOf("no-such-code"));
  });

  test("at every row is not started again for ever, and no row is lost", async () => {
    const found = await checked(
      rows(200, () => true),
      "exit",
    );
    expect(reasons(found)).toEqual(Array.from({ length: 200 }, () => "failed"));
    expect(found.at(-1)).toMatchObject({
      escalation: { failures: [{ message: expect.stringContaining("in a row") }] },
    });
  });

  test("is not one whose guard merely throws", async () => {
    const [first] = await checked(
      rows(1, () => true),
      "throw",
    );
    expect(first).toMatchObject({ escalation: { failures: [{ code: "guard-threw" }] } });
  });

  test.each([
    ["by the caller", { timeoutMs: 1_000 }, {}],
    ["by the chain", {}, { timeoutMs: 1_000 }],
  ])("is what one becomes that never lets go of its thread, where a deadline is given %s", async (_, given, own) => {
    const answers = rows(6, (at) => at === 2);
    const found: Outcome[] = [];
    const chainData: Asked = { word: "Penguins", act: "loop", ...own };
    for await (const outcome of verifyEach(answers, { workers: 2, chain, chainData, ...given })) found.push(outcome);
    expect(found.map(({ id }) => id)).toEqual(answers.map(({ id }) => id));
    expect(reasons(found)).toEqual(answers.map((__, at) => (at === 2 ? "timed-out" : "verified")));
    expect(found[2]).toMatchObject({ escalation: { failures: [{ code: "deadline-timed-out" }] } });
  });

  test("may be waited for by a loop that is left", async () => {
    for await (const _ of verifyEach(
      rows(50, (at) => at > 0),
      { workers: 1, chain, chainData: { word: "Penguins", act: "exit" } },
    ))
      break;
  });
});

describe("a chain that cannot be used", { timeout: 60_000 }, () => {
  const first = (options: { readonly chain: URL; readonly chainData?: Asked }) =>
    verifyEach(
      rows(3, () => false),
      { workers: 2, ...options },
    ).next();
  test("since its module is not there, rejects", async () => {
    await expect(first({ chain: new URL("./no-such-chain.ts", import.meta.url) })).rejects.toThrow(/no-such-chain/);
  });
  test("since it exports no options, rejects with a TypeError", async () => {
    await expect(first({ chain: new URL("./broken-chain.ts", import.meta.url) })).rejects.toThrow(TypeError);
  });
  test("since it ends the worker before it is ready, rejects and does not start others", async () => {
    const chainData: Asked = { word: "", act: "exit-at-once" };
    await expect(first({ chain, chainData })).rejects.toMatchObject({
      code: "worker-died",
      message: expect.stringContaining("exit code 4"),
    });
  });
  test("since its options make no sense, or every row rejects, rejects every time, and does not let the process end before", () => {
    const script = fileURLToPath(new URL("./refused.ts", import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, ["--conditions=@vouchsafe/source", script]);
    expect([status, String(stdout)]).toEqual([0, "60"]);
  });
  test("since it never has its options, rejects after a minute", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const started = once(process, "worker");
    const outcome = first({ chain, chainData: { word: "", act: "never-start" } });
    let isTold = false;
    outcome.catch(() => {
      isTold = true;
    });
    await started;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(isTold).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(outcome).rejects.toMatchObject({
      code: "worker-died",
      message: expect.stringContaining("after 60 seconds"),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  test("since an option stands there and beside `workers`, rejects with a TypeError that names it", async () => {
    const chainData: Asked = { word: "", act: "throw", timeoutMs: 60_000 };
    const twice = verifyEach(
      rows(3, () => false),
      { workers: 2, chain, chainData, timeoutMs: 500 },
    ).next();
    await expect(twice).rejects.toThrow(TypeError);
    await expect(twice).rejects.toThrow("Expected `timeoutMs` to stand beside `workers` or in `options` of `chain`");
  });
  test("is not one with an option that is undefined: the caller's holds", async () => {
    const chainData = { word: "Penguins", act: "throw", timeoutMs: undefined };
    const found = verifyEach(
      rows(1, () => false),
      { workers: 1, chain, chainData, timeoutMs: 60_000 },
    );
    expect((await found.next()).value).toMatchObject({ status: "verified" });
  });
  test("since its own isFactual throws, rejects with that", async () => {
    const isFactual = new URL("./factual-chain.ts", import.meta.url);
    await expect(first({ chain: isFactual })).rejects.toThrow(/not factual/);
  });
});

test("where there are no threads, that is said", async () => {
  const { getBuiltinModule } = process;
  Object.assign(process, { getBuiltinModule: undefined });
  try {
    await expect(
      verifyEach(
        rows(1, () => false),
        { workers: 1 },
      ).next(),
    ).rejects.toMatchObject({ code: "workers-unavailable" });
  } finally {
    Object.assign(process, { getBuiltinModule });
  }
});

test("a worker that runs out of memory takes one row with it, and not the process", { timeout: 60_000 }, () => {
  const script = fileURLToPath(new URL("./eats-memory.ts", import.meta.url));
  const flags = ["--conditions=@vouchsafe/source", "--max-old-space-size=200"];
  const { status, stdout } = spawnSync(process.execPath, [...flags, script], { encoding: "utf8" });
  const said = "escalated the worker that checked it ended, by Error (ERR_WORKER_OUT_OF_MEMORY)";
  expect(stdout.split("\n")).toEqual(["verified ", said, "verified ", ""]);
  expect(status).toBe(0);
});

test("a loop that is abandoned, and never ended, does not keep the process alive", { timeout: 60_000 }, () => {
  const program = `
    import { verifyEach } from "vouchsafe";
    const source = "The shop opens at nine.";
    const rows = Array.from({ length: 50 }, () => ({ answer: source, sources: [source] }));
    const { value } = await verifyEach(rows, { workers: 1 }).next();
    process.stdout.write(value.status);`;
  const flags = ["--conditions=@vouchsafe/source", "--input-type=module", "--eval", program];
  const { status, stdout } = spawnSync(process.execPath, flags, { encoding: "utf8", timeout: 30_000 });
  expect([status, stdout]).toEqual([0, "verified"]);
});
