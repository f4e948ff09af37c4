import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isWithin, limitOf } from "../../src/cli/gate/limit.ts";
import { displayWidth } from "../../src/cli/wrap.ts";
import { type CliRun, carried, fabricated, jsonl, root, runCli, runMany, startCli, textOf } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fileOf = (content: string): string => {
  files += 1;
  const path = join(folder, `${files}.jsonl`);
  writeFileSync(path, content);
  return path;
};

const good = (id: string) => ({ ...carried, id });
const bad = (id: string) => ({ ...fabricated, id });
const worse = (id: string) => ({ ...fabricated, id, answer: 'It says that "refunds are paid in gold" [refunds].' });
const nameless = ({ id: _, ...rest }: { readonly id: string; readonly answer: string }) => rest;
const other = { ...carried, answer: "Express shipping fees are not refunded [refunds]." };

/** What each of the runs says, given what was checked before and what is now; all in one process. */
async function gated(
  rows: readonly { readonly before?: string; readonly now: string; readonly args?: readonly string[] }[],
): Promise<readonly CliRun[]> {
  const baselines = await runMany(rows.map(({ before = "" }) => ["verify", "--jsonl", fileOf(before)]));
  return runMany(
    rows.map(({ before, now, args = [] }, at) => {
      // An empty file is no answer to the command, and to it an empty baseline is one without cases.
      const outcomes = before === "" ? "" : (baselines[at]?.stdout ?? "");
      const baseline = before === undefined ? [] : ["--baseline", fileOf(outcomes)];
      return ["verify", "--summary", ...baseline, ...args, fileOf(now)];
    }),
  );
}
/** What the gate said, without what stands above it. */
const saidBy = (run: CliRun | undefined): string => run?.stdout.slice(run.stdout.indexOf("The gate")) ?? "";

const table: readonly (readonly [string, string, string, number, RegExp])[] = [
  ["what was escalated stays so", jsonl(good("a"), bad("b")), jsonl(good("a"), bad("b")), 0, /1 escalated as before/],
  ["what was verified escalates", jsonl(good("a")), jsonl(bad("a")), 1, /✗ 1 newly.* a \([^)]*:1\): claim-unsupported/],
  ["an escalated case is new", jsonl(good("a")), jsonl(good("a"), bad("b")), 1, /b \(.*not in the baseline/],
  ["a verified case is new", jsonl(good("a")), jsonl(good("a"), good("b")), 0, /✓ 0 newly escalated/],
  ["one is mended", jsonl(bad("a"), bad("b")), jsonl(good("a"), bad("b")), 0, /1 mended, 1 esc.* a \([^)]*:1\)/],
  ["one mended does not make up for one lost", jsonl(bad("a"), good("b")), jsonl(good("a"), bad("b")), 1, /1 mended/],
  ["cases are gone", jsonl(good("a"), bad("b"), bad("c")), jsonl(good("a")), 0, /2 gone/],
  ["the order is another", jsonl(good("a"), bad("b")), jsonl(bad("b"), good("a")), 0, /1 escalated as before, 0 gone/],
  [
    "cases without ids are the same",
    jsonl(nameless(bad("")), nameless(carried)),
    jsonl(nameless(carried), nameless(bad(""))),
    0,
    /1 escalated as before, 0 gone/,
  ],
  [
    "a case without an id has another answer",
    jsonl(nameless(carried)),
    jsonl(nameless(bad(""))),
    1,
    /not in the baseline/,
  ],
  [
    "a case without an id has another source",
    jsonl(nameless(bad(""))),
    jsonl({ ...nameless(bad("")), sources: [{ id: "refunds", text: "Nothing." }] }),
    1,
    /not in the baseline/,
  ],
  [
    "two cases without ids are alike",
    jsonl(nameless(bad("")), nameless(bad(""))),
    jsonl(nameless(bad("")), nameless(bad(""))),
    0,
    /2 escalated as before, 0 gone/,
  ],
  ["an answer changes under its id", jsonl(good("a")), jsonl({ ...other, id: "a" }), 0, /0 newly escalated/],
  ["an id is the other's text", jsonl(good("a")), jsonl(bad("a ")), 1, /1 newly/],
  ["a record breaks", jsonl(good("a"), good("b")), jsonl(good("a"), "oops"), 1, /1 newly.*:2: not JSON.*1 gone/],
  ["the baseline is empty", "", jsonl(good("a"), bad("b")), 1, /1 newly/],
  [
    "an id stands twice now",
    jsonl(good("a")),
    jsonl(good("a"), good("a")),
    0,
    /\? this run repeats an id 1 time, such as a: .* give each case an id of its own/,
  ],
  [
    "two with one id stay as they are",
    jsonl(bad("a"), good("a")),
    jsonl(good("a"), bad("a")),
    0,
    /0 newly escalated 0 mended, 1 escalated as before, 0 gone .* \? the baseline repeats an id 1 time, such as a/,
  ],
  [
    "the verified one of two with one id escalates",
    jsonl(bad("a"), good("a")),
    jsonl(bad("a"), worse("a")),
    1,
    /1 newly/,
  ],
  ["the verified one of two with one id is gone", jsonl(good("a"), bad("a")), jsonl(bad("a")), 0, /1 gone/],
  [
    "a new case takes an escalated one's id",
    jsonl(bad("a")),
    jsonl(bad("a"), worse("a")),
    1,
    /1 newly.* 1 escalated as/,
  ],
  ["it comes first", jsonl(bad("a")), jsonl(worse("a"), bad("a")), 1, /✗ 1 newly.* 1 escalated as before/],
  ["it comes first, and the old one is mended", jsonl(bad("a")), jsonl(worse("a"), good("a")), 1, /✗ 1 newly/],
  [
    "an escalated case stands twice now",
    jsonl(bad("a")),
    jsonl(bad("a"), bad("a")),
    1,
    /1 newly.* 1 escalated as before/,
  ],
  [
    "it did before, and does now",
    jsonl(bad("a"), bad("a")),
    jsonl(bad("a"), bad("a")),
    0,
    /2 escalated as before, 0 gone/,
  ],
  ["an answer that fails changes under its id", jsonl(bad("a")), jsonl(worse("a")), 0, /1 escalated as before, 0 gone/],
  [
    "two with one content and two ids keep theirs",
    jsonl(good("a"), { ...carried, id: "b", finish: "length" }),
    jsonl(good("a"), { ...carried, id: "b", finish: "length" }),
    0,
    /1 escalated as before, 0 gone/,
  ],
];

describe("with --baseline", { timeout: 60_000 }, () => {
  let runs: readonly CliRun[] = [];
  beforeAll(async () => {
    runs = await gated(table.map(([, before, now]) => ({ before, now })));
  }, 60_000);

  test.each(table.map(([reason, , , code, said], at) => [reason, code, said, at] as const))(
    "when %s the exit is %d",
    (_reason, code, said, at) => {
      const run = runs[at];
      expect(saidBy(run).replaceAll(/\s+/g, " "), run?.stderr).toMatch(said);
      expect(run?.code).toBe(code);
      expect(saidBy(run).startsWith(code === 0 ? "The gate held\n" : "The gate failed\n")).toBe(true);
      for (const line of saidBy(run).split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    },
  );

  test("a record that was as broken before is known again, in its place", async () => {
    const now = fileOf(jsonl(good("a"), "oops"));
    const before = fileOf((await runCli(["verify", "--jsonl", now])).stdout);
    const run = await runCli(["verify", "--jsonl", "--baseline", before, now]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("0 mended, 1 escalated as before, 0 gone");
  });

  test.each([
    ["is cut off", (text: string) => text.slice(0, -20), 2],
    ["has a line that is no outcome", (text: string) => `${text}{"id":"a"}\n`, 3],
    ["has a blank and a broken line", (text: string) => `\n[]\n${text}`, 2],
  ])("a baseline that %s is refused, with its line, before anything is checked", async (_reason, broken, line) => {
    const now = fileOf(jsonl(good("a"), good("b")));
    const before = fileOf(broken((await runCli(["verify", "--jsonl", now])).stdout));
    const run = await runCli(["verify", "--jsonl", "--baseline", before, now]);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain(`--baseline: ${before}:${line}: `);
  });

  test("with --jsonl the outcomes are as ever, and the gate speaks on standard error", async () => {
    const now = fileOf(jsonl(good("a"), bad("b")));
    const before = fileOf((await runCli(["verify", "--jsonl", now])).stdout);
    const run = await runCli(["verify", "--jsonl", "--baseline", before, now]);
    expect(run.stdout.split("\n")).toHaveLength(3);
    expect(run.stderr).toContain("2 answers: 1 verified, 1 escalated\nThe gate held\n");
    expect(run.code).toBe(0);
  });

  test("twenty are named and the others counted, each once and harmless to a terminal", async () => {
    const now = Array.from({ length: 30 }, (_, at) => bad(`row\u001B[2J-${at}`));
    const [run] = await gated([{ before: "", now: jsonl(...now) }]);
    expect(saidBy(run)).toContain("✗ 30 newly escalated");
    expect(saidBy(run).match(/^ {6}row\\u\{1B\}\[2J-\d+ /gm)).toHaveLength(20);
    expect(saidBy(run)).toContain("      … and 10 more");
    expect(run?.stdout).not.toContain("\u001B");
  });

  test("for any earlier and later run, what fails is what a naive comparison says", async () => {
    const status = fc.constantFrom("good", "bad");
    const run = fc.uniqueArray(fc.record({ id: fc.constantFrom(..."abcdefgh"), status }), { selector: ({ id }) => id });
    const pairs = fc.sample(fc.tuple(run, run), { numRuns: 30, seed: 1 });
    type Rows = (typeof pairs)[number][number];
    const linesOf = (rows: Rows): string =>
      jsonl(...rows.map(({ id, status }) => (status === "good" ? good(id) : bad(id))));
    const said = await gated(pairs.map(([before, now]) => ({ before: linesOf(before), now: linesOf(now) })));
    for (const [at, [before, now]] of pairs.entries()) {
      if (now.length === 0) continue;
      const was = new Map(before.map(({ id, status }) => [id, status]));
      const is = new Map(now.map(({ id, status }) => [id, status]));
      const newly = now.filter(({ id, status }) => status === "bad" && was.get(id) !== "bad").length;
      const mended = now.filter(({ id, status }) => status === "good" && was.get(id) === "bad").length;
      const still = now.filter(({ id, status }) => status === "bad" && was.get(id) === "bad").length;
      const gone = before.filter(({ id }) => !is.has(id)).length;
      expect(saidBy(said[at])).toContain(` ${newly} newly escalated\n`);
      expect(saidBy(said[at])).toContain(`    ${mended} mended, ${still} escalated as before, ${gone} gone\n`);
      expect(said[at]?.code).toBe(newly === 0 ? 0 : 1);
    }
  });
});

describe("with --max-escalated", { timeout: 60_000 }, () => {
  const half = jsonl(good("a"), bad("b"), good("c"), bad("d"));
  const limits: readonly (readonly [string, string, number])[] = [
    ["50%", half, 0],
    ["49.9%", half, 1],
    ["2", half, 0],
    ["1", half, 1],
    ["0", jsonl(good("a")), 0],
    ["0%", half, 1],
    ["100%", jsonl(bad("a")), 0],
    // What cannot be read counts as escalated, and is no reason for exit 2 as long as something could be read.
    ["50%", jsonl(good("a"), "oops"), 0],
    ["49%", jsonl(good("a"), "oops"), 1],
    ["1", jsonl(bad("a"), "oops"), 1],
    ["100%", jsonl("oops"), 2],
    ["100%", "", 2],
  ];

  test("the exit says whether so many are escalated or invalid at most", async () => {
    const runs = await gated(limits.map(([most, now]) => ({ now, args: ["--max-escalated", most] })));
    expect(runs.map(({ code }, at) => [...(limits[at] ?? []).slice(0, 2), code])).toEqual(limits);
    expect(saidBy(runs[1])).toBe("The gate failed\n  ✗ 2 of 4 escalated, 50.0 %; at most 49.9% may be\n");
    expect(saidBy(runs[10])).toContain("The gate says nothing: not all could be read\n");
  });

  test("a file that cannot be read leaves the gate without a word on it, whatever the rest says", async () => {
    const run = await runCli(["verify", "--max-escalated", "90%", fileOf(half), join(folder, "none.jsonl")]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain("The gate says nothing");
  });

  test("and with --baseline both must hold", async () => {
    const rows: readonly (readonly [string, string, string, number])[] = [
      [half, half, "50%", 0],
      [half, half, "49%", 1],
      [jsonl(good("a"), good("b")), jsonl(good("a"), bad("b")), "50%", 1],
      [jsonl(good("a"), good("b")), jsonl(good("a"), bad("b")), "49%", 1],
    ];
    const runs = await gated(rows.map(([before, now, most]) => ({ before, now, args: ["--max-escalated", most] })));
    expect(runs.map(({ code }) => code)).toEqual(rows.map((row) => row[3]));
  });

  test("after pages, too, the gate speaks last", async () => {
    const { code, stdout } = await runCli(["verify", "--max-escalated", "1", fileOf(half)]);
    expect(code).toBe(1);
    expect(stdout).toContain("✗ ESCALATED: rejected  d");
    expect(stdout).toMatch(/\n4 answers: 2 verified, 2 escalated\n\nThe gate failed\n {2}✗ 2 of 4 [^\n]*\n$/);
  });

  test("a share is not decided by rounding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 10_000 }), (percent, hundreds) => {
        const limit = limitOf(`${percent}%`);
        expect(isWithin(limit, percent * hundreds, 100 * hundreds)).toBe(true);
        expect(isWithin(limit, percent * hundreds + 1, 100 * hundreds)).toBe(false);
      }),
    );
  });
});

describe("a run that is cut short", { timeout: 60_000 }, () => {
  test("by Ctrl-C says nothing of the gate, and exits 130", async () => {
    const child = startCli(["verify", "--jsonl", "--max-escalated", "100%"]);
    const ended = once(child, "close");
    const stderr = textOf(child.stderr);
    child.stdin.write(jsonl(bad("a")));
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(await stderr).toBe("stopped after 1 answer: 1 escalated\n");
  });

  test("by a reader that goes away leaves answers unchecked: exit 2, and no word on the gate", async () => {
    const child = startCli(["verify", "--jsonl", "--max-escalated", "100%"]);
    const ended = once(child, "close");
    const stderr = textOf(child.stderr);
    child.stdin.on("error", () => {});
    child.stdin.write(jsonl(carried));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const rows = Buffer.from(jsonl(carried).repeat(100));
    while (child.exitCode === null && child.stdin.writable) {
      if (!child.stdin.write(rows)) await Promise.race([once(child.stdin, "drain").catch(() => {}), ended]);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await ended).toEqual([2, null]);
    expect(await stderr).toBe("");
  });
});

test("of a baseline, and of what is summed up, no text is held", { timeout: 60_000 }, async () => {
  // The texts together are many times what the child may hold.
  const nodeFlags = ["--max-old-space-size=48"];
  const now = fileOf(jsonl(good("a")));
  const [outcome = ""] = (await runCli(["verify", "--jsonl", now])).stdout.split("\n");
  const row = (id: number): string =>
    jsonl({ ...JSON.parse(outcome), id: String(id), answer: `${id}${"a".repeat(1_000_000)}` });
  const long = fileOf("");
  for (let id = 0; id < 120; id += 1) appendFileSync(long, row(id));
  const gate = await runCli(["verify", "--jsonl", "--baseline", long, now], { nodeFlags });
  expect(gate.stderr).toContain("120 gone");
  const summed = await runCli(["summary", long], { nodeFlags });
  expect(summed).toMatchObject({ code: 0, stderr: "" });
  expect(summed.stdout).toContain("120 answers");
});

test("examples/ci-gate.ts prints what a pipeline would, in under forty lines", { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await runCli([], { script: "examples/ci-gate.ts" });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    [
      "3 answers: 1 verified, 2 escalated",
      "The gate failed",
      "  ✗ 1 newly escalated",
      "      how long (answers.jsonl:1): figure-differs",
      "    1 mended, 1 escalated as before, 0 gone",
      "      express (answers.jsonl:3)",
      "  ✓ 2 of 3 escalated, 66.7 %; at most 70% may be",
      "exit 1",
      "",
    ].join("\n"),
  );
  expect(readFileSync(join(root, "examples/ci-gate.ts"), "utf8").split("\n").length).toBeLessThanOrEqual(40);
});
