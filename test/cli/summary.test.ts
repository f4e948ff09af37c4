import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { verify } from "vouchsafe";
import { jsonl as recorder } from "vouchsafe/trace";
import { paintWith } from "../../src/cli/paint.ts";
import { collector } from "../../src/cli/summary/collect.ts";
import { likelihoodOfFalseAlarm } from "../../src/cli/summary/false-alarm.ts";
import { renderSummary } from "../../src/cli/summary/render.ts";
import { readOutcome, type StoredEscalated, type StoredFinding } from "../../src/cli/summary/stored-outcome.ts";
import { displayWidth } from "../../src/cli/wrap.ts";
import { carried, fabricated, jsonl, recordsOf, runCli, runMany } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const page = { paint: paintWith(false), width: 80 };

const shortfall = (score: number): StoredFinding => ({
  code: "claim-unsupported",
  severity: "block",
  message: "falls short",
  score,
});
const uncited: StoredFinding = { code: "claim-uncited", severity: "block", message: "carries no citation" };
const note: StoredFinding = { code: "claim-supported", severity: "note", message: "is covered", score: 0.34 };
/** An escalated answer of so many claims, of which the first failed by these findings. */
function escalated(claims: number, failed: readonly (readonly StoredFinding[])[], id = "a"): StoredEscalated {
  return {
    status: "escalated",
    id,
    sources: [],
    claims: Array.from({ length: claims }, (_, at) => {
      const findings = failed[at];
      return { state: findings === undefined ? "carried" : "failed", findings: findings ?? [] };
    }),
    escalation: { reason: "rejected", withheld: { answer: "An answer." }, findings: failed.flat(), failures: [] },
  };
}
const likelihood = (outcome: StoredEscalated): number => likelihoodOfFalseAlarm(outcome).likelihood;

describe("a false alarm is likelier", () => {
  test.each<[string, StoredEscalated, StoredEscalated]>([
    ["the less of an answer failed", escalated(9, [[shortfall(0.2)]]), escalated(3, [[shortfall(0.2)]])],
    ["the fewer claims failed", escalated(9, [[uncited]]), escalated(9, [[uncited], [uncited]])],
    ["if words fell short narrowly", escalated(5, [[shortfall(0.2)]]), escalated(5, [[shortfall(0.14)]])],
    ["if no figure is at fault", escalated(5, [[shortfall(0.24)]]), escalated(5, [[shortfall(0.9)]])],
    ["if only its form is at fault", escalated(5, [[uncited]]), escalated(5, [[uncited, shortfall(0.2)]])],
    [
      "if what failed says the same once or twice",
      escalated(5, [[shortfall(0.2), uncited]]),
      escalated(5, [[shortfall(0.1), uncited]]),
    ],
  ])("%s", (_reason, likelier, other) => {
    expect(likelihood(likelier)).toBeGreaterThan(likelihood(other));
  });

  test.each<[string, StoredEscalated["escalation"]]>(
    [
      ["an answer that was cut off", { reason: "incomplete" }],
      ["one that abstains", { reason: "unanswered" }],
      ["one that was not checked", { failures: [{ code: "guard-threw", message: "threw" }] }],
    ].map(([reason, change]) => [
      reason as string,
      { ...escalated(9, [[uncited]]).escalation, ...(change as object) } as StoredEscalated["escalation"],
    ]),
  )("and %s is none", (_reason, escalation) => {
    expect(likelihood({ ...escalated(9, [[uncited]]), escalation })).toBe(0);
  });

  test("and notes beside what failed change nothing", () => {
    expect(likelihood(escalated(4, [[note, uncited]]))).toBe(likelihood(escalated(4, [[uncited]])));
  });

  test("and it is a number from 0 to 1, whatever is stored", () => {
    const finding = fc.record({
      code: fc.constantFrom("claim-unsupported", "claim-uncited", "other", "toString"),
      severity: fc.constantFrom("block", "open", "warn", "note", "loud"),
      message: fc.string(),
      score: fc.double(),
    });
    fc.assert(
      fc.property(fc.array(fc.array(finding), { maxLength: 9 }), fc.nat({ max: 9 }), (failed, more) => {
        const found = likelihood(escalated(failed.length + more, failed));
        expect(found >= 0 && found < 1, String(found)).toBe(true);
      }),
    );
  });
});

describe("the ten likeliest", () => {
  test("are those that sorting all of them would give, the first of equals first", () => {
    const outcomes = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat({ max: 6 })), {
      minLength: 20,
      maxLength: 60,
    });
    fc.assert(
      fc.property(outcomes, (given) => {
        const all = given.map(([claims, failed], at) =>
          escalated(claims, new Array(Math.min(claims, failed)).fill([uncited]), String(at)),
        );
        const summary = collector();
        for (const [line, outcome] of all.entries()) summary.add({ file: "a", line }, outcome);
        const sorted = all
          .filter((outcome) => likelihood(outcome) > 0)
          .sort((a, b) => likelihood(b) - likelihood(a))
          .slice(0, 10);
        expect(summary.suspects.map(({ name }) => name)).toEqual(sorted.map(({ id }) => id));
      }),
    );
  });

  test("and the counts take the same room for any number of answers, reasons and codes", () => {
    const summary = collector();
    for (let at = 0; at < 20_000; at += 1) {
      const code = `code-${at}-${"x".repeat(1000)}`;
      const one = escalated(5, [[{ ...uncited, code, message: "m".repeat(5000) }]], "i".repeat(1000));
      summary.add({ file: "a", line: at }, { ...one, escalation: { ...one.escalation, reason: `reason-${at}` } });
      summary.add({ file: "a", line: at }, escalated(5, [[{ ...uncited, code, message: "m".repeat(5000) }]]));
    }
    expect(summary.tally.escalated).toBe(40_000);
    expect([...summary.codes.values()].reduce((sum, { number }) => sum + number, 0)).toBe(40_000);
    const size = JSON.stringify([[...summary.codes], [...summary.reasons], summary.suspects]).length;
    expect(size).toBeLessThan(500_000);
    expect(renderSummary(summary, page, { isStored: true }).split("\n").length).toBeLessThan(150);
  });
});

test("a narrow page leaves out the examples, and nothing is wider than it", () => {
  const summary = collector();
  for (let line = 1; line < 9; line += 1) {
    const finding = { ...shortfall(0.3), code: `code-${"漢".repeat(line * 3)}`, message: "is long ".repeat(40) };
    summary.add({ file: "a".repeat(30), line }, escalated(5, [[finding]], `row-${line}-${"x".repeat(99)}`));
  }
  for (const width of [40, 41, 50, 60, 80, 100]) {
    const shown = renderSummary(summary, { ...page, width }, { isStored: false });
    for (const line of shown.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    expect(shown.includes("100.0 %  row-1-x")).toBe(width >= 50);
  }
});

const loose = {
  id: "loose",
  question: "May I return it?",
  answer:
    "You may return any unused item within 30 days of delivery [refunds]. Elephants juggle unused items in Vienna every Sunday [refunds].",
  sources: carried.sources,
};

describe("vouchsafe verify --summary", { timeout: 60_000 }, () => {
  test("prints one summary in place of pages, and exits as without it", async () => {
    const file = fileOf("rows.jsonl", jsonl(carried, fabricated, loose, carried));
    const [plain, short] = await runMany([
      ["verify", file],
      ["verify", "--summary", file],
    ]);
    expect(short?.code).toBe(plain?.code);
    expect(short?.stderr).toBe("");
    const said = short?.stdout ?? "";
    expect(said.split("\n").slice(0, 3)).toEqual([
      "4 answers",
      "  verified                     2  50.0 %",
      "  escalated                    2  50.0 %",
    ]);
    expect(said).toMatch(/^ {2}rejected {21}2 {2}50\.0 % {2}fabricated$/m);
    expect(said).toMatch(/^ {2}quote-not-found {14}1 {2}25\.0 % {2}fabricated$/m);
    expect(said).toMatch(/^1\. {2}loose, 1 of 2 claims failed$/m);
    expect(said).toContain("“Elephants juggle unused items in Vienna every Sunday [refunds].”");
    // The source itself, since it is at hand.
    expect(said.replaceAll(/\s+/g, " ")).toContain("refunds says “You may return any unused item");
    expect(said.replaceAll(/\s+/g, " ")).toContain(`sed -n 3p ${file} |`);
    for (const line of said.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });

  test("with --jsonl, outcomes go to standard output as ever and the summary to standard error", async () => {
    const input = jsonl(carried, fabricated);
    const run = await runCli(["verify", "--jsonl", "--summary"], { input });
    expect(recordsOf(run).map(({ id }) => id)).toEqual(["carried", "fabricated"]);
    expect(run.stderr).toMatch(/^2 answers\n/);
    expect(run.stderr).toContain("Look at standard input:2");
    expect(run.code).toBe(1);
  });

  test("counts what cannot be read, and names it at once", async () => {
    const run = await runCli(["verify", "--summary"], { input: jsonl(carried, "oops") });
    expect(run.stderr).toBe('vouchsafe: standard input:2: not JSON: unexpected "o" at column 1\n');
    expect(run.stdout).toContain("  invalid                      1  50.0 %\n");
    expect(run.code).toBe(2);
  });

  test("of one answer without an id says where it stands", async () => {
    const { id: _, ...nameless } = fabricated;
    const file = fileOf("one.json", JSON.stringify([nameless]));
    const run = await runCli(["verify", "--summary", file]);
    expect(run.stdout).toMatch(/^1 answer$/m);
    expect(run.stdout.replaceAll(/\s+/g, "")).toContain(`Lookat${file}[0]`);
  });

  test("says with colour what it says without, and nothing else", async () => {
    const input = jsonl(carried, fabricated, loose, "oops");
    const plain = await runCli(["verify", "--summary"], { input });
    const painted = await runCli(["verify", "--summary"], { input, environment: { FORCE_COLOR: "1" } });
    expect(painted.stdout).toContain("\u001B[");
    expect(painted.stdout.replaceAll(/\u001B\[\d+m/g, "")).toBe(plain.stdout);
  });
});

const hostile = "\u001B[31mred\u001B]0;title\u0007\u009B2J\u202Eevil\u200B\r\u0000\b\n";
const whole = { status: "verified", id: "v", answer: "Yes.", sources: [{ id: "a", sha256: "0" }] };
const bad = escalated(2, [[shortfall(0.3)]]);

describe("vouchsafe summary", { timeout: 60_000 }, () => {
  test("says of stored outcomes what verify --summary says of live ones, but for what the sources say", async () => {
    const answers = fileOf("answers.jsonl", jsonl(carried, fabricated, loose));
    const stored = fileOf("outcomes.jsonl", (await runCli(["verify", "--jsonl", answers])).stdout);
    const [live, read] = await runMany([
      ["verify", "--summary", answers],
      ["summary", stored],
    ]);
    expect(read).toMatchObject({ code: 0, stderr: "" });
    const counts = (text = "") => text.slice(0, text.indexOf("To look at first"));
    expect(counts(read?.stdout)).toBe(counts(live?.stdout));
    expect(counts(read?.stdout)).toContain("quote-not-found");
    expect(read?.stdout).toContain("Nearest: source refunds, characters 0 to");
    expect(read?.stdout).toContain(`sed -n 3p ${stored}`);
  });

  test("reads what jsonl() wrote, turned over or not, and standard input", async () => {
    const path = join(folder, "recorded.jsonl");
    const record = recorder(path, { maxBytes: 1 });
    for (const answer of [carried, fabricated, loose]) await record(await verify(answer));
    await record.close();
    const args = ["summary", `${path}.1`, `${path}.2`, "-"];
    const run = await runCli(args, { input: jsonl(whole) });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("3 answers\n  verified                     2  66.7 %\n");
  });

  test("takes an empty file for no outcomes", async () => {
    const run = await runCli(["summary", fileOf("empty.jsonl", "")]);
    expect(run).toMatchObject({ code: 0, stdout: "0 answers\n", stderr: "" });
  });

  const faults: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["is cut off", JSON.stringify(bad).slice(0, -9), "not JSON: it ends too early"],
    [
      "is an answer and no outcome",
      JSON.stringify(carried),
      "is no outcome: its status is none of ours; vouchsafe verify --jsonl writes outcomes",
    ],
    ["is a list", "[]", "is no outcome"],
    ["is null", "null", "is no outcome"],
    ["has a status of object machinery", '{"status":"toString"}', "is no outcome"],
    ["lacks an id", JSON.stringify({ ...whole, id: undefined }), "id: missing"],
    ["has an id of another type", JSON.stringify({ ...whole, id: 7 }), "id: expected a string, got a number"],
    ["has no list of claims", JSON.stringify({ ...bad, claims: {} }), "claims: expected an array, got an object"],
    ["lacks the escalation", JSON.stringify({ ...bad, escalation: undefined }), "escalation: missing"],
    [
      "has a finding without a code",
      JSON.stringify({ ...bad, escalation: { ...bad.escalation, findings: [{ message: "m", severity: "block" }] } }),
      "escalation.findings[0].code: missing",
    ],
    ["is deep", "[".repeat(100_000), "nested too deep"],
    ["is not UTF-8", Uint8Array.of(0x7b, 0xff), "not UTF-8"],
  ];

  test("names each line that is no outcome by file and line, sums up the rest, and exits 2", async () => {
    const lines = faults.flatMap(([, line]) => [Buffer.from(line), Buffer.from(`\n${JSON.stringify(whole)}\n`)]);
    const path = fileOf("faults.jsonl", Buffer.concat(lines));
    const run = await runCli(["summary", path, join(folder, "none.jsonl")]);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(new RegExp(`^${faults.length} answers\n  verified +${faults.length} +100.0 %\n$`));
    const told = run.stderr.split("\n");
    for (const [at, [, , message]] of faults.entries()) {
      expect(told[at]).toContain(`${path}:${2 * at + 1}: ${message}`);
    }
    expect(told.at(-2)).toContain("none.jsonl: no such file");
  });

  test("shows nothing that a terminal would obey, and stays within 80 columns", async () => {
    const finding = {
      ...shortfall(0.3),
      code: `c${hostile}`,
      message: hostile.repeat(9),
      at: { start: -1e9, end: 1e99 },
    };
    const nearest = { source: 1e99, sourceId: hostile, span: { start: 0.5, end: -7 } };
    const one = escalated(3, [[{ ...finding, nearest }]], `id${hostile}${"漢".repeat(90)}`);
    const withheld = { answer: `An answer ${hostile.repeat(50)}` };
    const stored = { ...one, escalation: { ...one.escalation, withheld } };
    const strange = { ...one, escalation: { ...one.escalation, reason: `r${hostile}` } };
    const name = `od'd $(touch x)\u001B[2J ${"y".repeat(90)}.jsonl`;
    const run = await runCli([
      "summary",
      fileOf(name, jsonl(stored, strange, { status: "invalid", file: hostile, message: hostile })),
    ]);
    expect(run.code).toBe(0);
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u200B]/u);
    for (const line of run.stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    // One word to a shell, whatever is in it.
    expect(run.stdout.replaceAll(/\s+/g, "")).toContain(`od'\\''d$(touchx)\\u{1B}[2J${"y".repeat(90)}.jsonl'`);
  });

  test("a hundred thousand findings in one outcome are one answer", async () => {
    const many = escalated(100_000, new Array(100_000).fill([shortfall(0.1)]));
    const run = await runCli(["summary", fileOf("many.jsonl", jsonl(many, bad))]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("2 answers");
  });

  test("any JSON at all is an outcome or a fault, and never a crash", () => {
    const value = fc.jsonValue();
    const near = fc.record(
      {
        status: fc.constantFrom("verified", "escalated", "invalid"),
        ...{ id: value, answer: value, sources: value, claims: value, escalation: value, file: value, message: value },
      },
      { requiredKeys: ["status"] },
    );
    fc.assert(
      fc.property(fc.oneof(value, near), (record) => {
        const found = readOutcome(record);
        if ("fault" in found) expect(typeof found.fault.message).toBe("string");
        else collector().add({ file: "a", line: 1 }, found);
      }),
      { numRuns: 500 },
    );
  });

  test("reads back every outcome that verify gives", async () => {
    for (const answer of [carried, fabricated, loose, { ...carried, sources: [] }, { answer: "", sources: ["a"] }]) {
      const outcome = await verify(answer);
      const stored = readOutcome(JSON.parse(JSON.stringify(outcome)));
      expect("fault" in stored ? stored.fault : stored.status).toBe(outcome.status);
      if (outcome.status === "escalated" && "escalation" in stored) {
        expect(likelihoodOfFalseAlarm(stored)).toEqual(likelihoodOfFalseAlarm(outcome));
      }
    }
  });
});
