import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Evaluation, parseRun } from "vouchsafe/eval";
import { parseCalibration } from "vouchsafe/score";
import { displayWidth } from "../../src/cli/wrap.ts";
import { carried, fabricated, jsonl, runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-eval-"));
afterAll(() => rmSync(folder, { recursive: true }));
const pathOf = (name: string): string => join(folder, name);
const fileOf = (name: string, content: string): string => {
  writeFileSync(pathOf(name), content);
  return pathOf(name);
};

const towns = ["Aachen", "Bergen", "Cadiz", "Delft", "Evora", "Faro", "Ghent", "Huesca", "Izmir", "Jena"];
/** Two claims a town: one as its page has it, one with another figure. The third of ten is labelled against the guards. */
const cases = towns.flatMap((town, at) => {
  const source = `The town museum of ${town} opens at nine on weekdays. Children under six enter free of charge.`;
  const group = at < 5 ? "north" : "south";
  return [
    { id: `${town}-true`, claim: `Children under six enter the museum free.`, source, supported: at !== 2, group },
    { id: `${town}-false`, claim: `The museum opens at eleven on weekdays.`, source, supported: false, group },
  ];
});
const evaluationOf = (stdout: string): Evaluation => JSON.parse(stdout);

describe("vouchsafe eval", { timeout: 60_000 }, () => {
  let file = "";
  let run: Awaited<ReturnType<typeof runCli>> = { code: null, stdout: "", stderr: "" };
  let printed: typeof run = run;
  beforeAll(async () => {
    file = fileOf("cases.jsonl", jsonl(...cases));
    [run, printed] = await Promise.all([runCli(["eval", "--json", file]), runCli(["eval", file])]);
    writeFileSync(pathOf("run.json"), run.stdout);
  });

  test("measures what the guards make of labelled claims, positive being an unsupported one", () => {
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
    const { positive, probabilities, overall, groups, cases: found } = evaluationOf(run.stdout);
    expect({ positive, probabilities }).toEqual({ positive: "unsupported", probabilities: "raw" });
    // Ten wrong figures are caught; of the eleven unsupported ones the mislabelled one passes.
    expect(overall).toMatchObject({
      cases: 20,
      supported: 9,
      unsupported: 11,
      clusters: 10,
      counts: { caught: 10, missed: 1, alarms: 0, quiet: 9 },
    });
    expect(overall.figures.precision).toMatchObject({ value: 1 });
    expect(overall.figures.recall).toMatchObject({ value: 10 / 11 });
    expect(groups.map(({ group, cases: count }) => [group, count])).toEqual([
      ["north", 10],
      ["south", 10],
    ]);
    expect(found.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    expect(run.stdout).not.toContain("Children");
  });

  test("prints the same on 80 columns, and says what positive means", () => {
    expect(printed.code).toBe(0);
    expect(printed.stdout).toContain("20 cases from 10 sources: 9 supported, 11 unsupported");
    expect(printed.stdout).toContain("Positive is an unsupported case");
    expect(printed.stdout).toMatch(/^Recall +90\.9/m);
    expect(printed.stdout).toMatch(/^north +10 +6/m);
    for (const line of printed.stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    expect(printed.stdout).not.toContain("\u001B");
  });

  test("whole answers are put before the whole default chain", async () => {
    const rows = [
      { ...carried, supported: true },
      { ...fabricated, supported: false },
    ];
    const { stdout, code } = await runCli(["eval", "--json"], { input: jsonl(...rows) });
    expect(code).toBe(0);
    expect(evaluationOf(stdout).overall.counts).toEqual({ caught: 1, missed: 0, alarms: 0, quiet: 1 });
  });

  test("an answer of any name is an answer", async () => {
    // A claim would not be asked what its citations lead to.
    const row = { ...carried, id: "claim", answer: carried.answer.replace("[refunds]", "[7]"), supported: false };
    const { stdout } = await runCli(["eval", "--json"], { input: jsonl(row) });
    expect(evaluationOf(stdout).overall.counts.caught).toBe(1);
  });

  test("what cannot be computed says why, in place of a figure", async () => {
    const { stdout, code } = await runCli(["eval"], { input: jsonl(cases[0]) });
    expect(code).toBe(0);
    expect(stdout).toContain("not computed: no case is labelled unsupported");
    expect(stdout).not.toContain("NaN");
  });

  test("--workers changes nothing but who scores", async () => {
    expect((await runCli(["eval", "--json", "--workers", "2", file])).stdout).toBe(run.stdout);
  });

  test("cases with one id are told apart, and those without are known by what they say", async () => {
    const [first, second] = cases;
    const { id: _, ...nameless } = second ?? { id: "" };
    const { stdout } = await runCli(["eval", "--json"], { input: jsonl(first, first, nameless) });
    const ids = evaluationOf(stdout).cases.map(({ id }) => id);
    expect(ids).toEqual(["Aachen-true", "Aachen-true (2)", expect.stringMatching(/^#[0-9a-f]{16}$/)]);
  });

  test("--html writes a page that needs nothing else", async () => {
    const html = pathOf("report.html");
    const { code } = await runCli(["eval", "--html", html, "--compare", pathOf("run.json"), file]);
    expect(code).toBe(0);
    const page = readFileSync(html, "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page).toContain("Since the earlier run");
  });

  test("--compare shows what changed, case by case", async () => {
    const changed = cases
      .slice(1)
      .map((one) => (one.id === "Bergen-false" ? { ...one, claim: "The museum opens at nine on weekdays." } : one));
    const args = ["eval", "--compare", pathOf("run.json")];
    const told = await runCli(args, { input: jsonl(...changed, { ...cases[0], id: "new" }) });
    const said = told.stdout.replaceAll(/\s+/g, " ");
    expect(said).toContain("0 mended, 1 broken, 18 decided as before");
    expect(said).toContain("1 new, 1 gone");
    expect(told.stdout).toMatch(/✗ Bergen-false: unsupported, passed now; support/);
    const { stdout } = await runCli([...args, "--json"], { input: jsonl(...changed) });
    const { comparison } = JSON.parse(stdout);
    expect(comparison.broken).toMatchObject([
      { id: "Bergen-false", before: { flagged: true }, after: { flagged: false } },
    ]);
    expect(parseRun(JSON.parse(stdout))).toHaveLength(19);
  });

  test.each([
    [["--fail-under", "recall=0.9"], 0],
    [["--fail-under", "recall=0.95"], 1],
    [["--fail-under", "recall=0.9", "--fail-under", "balancedAccuracy=0.99"], 1],
    [["--fail-over", "expectedCalibrationError=0.9"], 0],
    [["--fail-over", "aurc=0.01"], 1],
  ])("%j exits %i", async (flags, code) => {
    const gated = await runCli(["eval", ...flags, file]);
    expect(gated.code).toBe(code);
    expect(gated.stdout).toContain(code === 0 ? "The gate held" : "The gate failed");
  });

  test("a bound on what cannot be computed fails", async () => {
    const gated = await runCli(["eval", "--json", "--fail-under", "auroc=0"], { input: jsonl(cases[0]) });
    expect(gated.code).toBe(1);
    expect(JSON.parse(gated.stdout).bounds).toEqual([{ figure: "auroc", limit: 0, fail: "under", holds: false }]);
    expect(gated.stderr).toContain("auroc cannot be computed");
  });
});

describe("--calibrate", { timeout: 60_000 }, () => {
  test("writes what `--calibration` reads, and says what it promises", async () => {
    const [file, made] = [fileOf("labels.jsonl", jsonl(...cases)), pathOf("calibration.json")];
    const run = await runCli(["eval", "--calibrate", made, "--risk", "0.5", file]);
    expect(run.code).toBe(0);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain("wrong at most 50 % of the time, with 95 % confidence");
    const calibration = parseCalibration(JSON.parse(readFileSync(made, "utf8")));
    // Both claims of a town stand on one source, so they are one answer.
    expect(calibration.labels).toEqual({ supported: 9, unsupported: 11, answers: 10 });
    const again = await runCli(["eval", "--json", "--calibration", made, file]);
    const { probabilities, cases: found } = evaluationOf(again.stdout);
    expect(probabilities).toBe("calibrated");
    for (const { score, flagged } of found) expect(flagged).toBe(!(score >= (calibration.threshold ?? 2)));
  });

  test("without a risk it is balanced, and has no guarantee", async () => {
    const made = pathOf("balanced.json");
    const run = await runCli(["eval", "--calibrate", made], { input: jsonl(...cases) });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("no guarantee");
    expect(parseCalibration(JSON.parse(readFileSync(made, "utf8"))).threshold).toBeGreaterThan(0);
  });

  test("with too few labels nothing is written, and it says how many are lacking", async () => {
    const made = pathOf("unproven.json");
    const few = cases.filter(({ supported }) => supported).slice(0, 3);
    const run = await runCli(["eval", "--calibrate", made, "--risk", "0.05"], { input: jsonl(...few) });
    expect(run.code).toBe(1);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain("About 56 more labelled answers of the same kind would do");
    expect(existsSync(made)).toBe(false);
  });
});

describe("bad input", { timeout: 60_000 }, () => {
  const source = "The museum opens at nine.";
  const claim = "The museum opens at nine.";
  const rows = [
    ["not JSON: it ends too early", "{"],
    ["expected an object, got an array", "[]"],
    ["supported: missing: true says that the sources carry it, false that they do not", { claim, source }],
    ['supported: missing; did you mean "label" to be "supported"?', { claim, source, label: 1 }],
    ['supported: expected true or false, got "yes": true says', { claim, source, supported: "yes" }],
    ["supported: expected true or false, got 1: true says", { claim, source, supported: 1 }],
    ["supported: expected true or false, got null", { claim, source, supported: null }],
    ["group: expected a string, got a number", { claim, source, supported: true, group: 7 }],
    ["claim: missing", { source, supported: true }],
    ["claim: stands beside answer; keep one of the two", { claim, answer: claim, source, supported: true }],
    ["source: stands beside sources", { claim, source, sources: [source], supported: true }],
    ["sources: missing", { answer: claim, supported: true }],
    ["answer: expected a string, got a number", { answer: 7, sources: [source], supported: true }],
    ['supported: expected true or false, got "\\u001b[31m"', `{"claim":"a","source":"a","supported":"\\u001b[31m"}`],
  ] as const;

  test("is named by line, the others are measured, and the exit is 2", async () => {
    const good = cases.slice(0, 2);
    const run = await runCli(["eval", "--json"], { input: jsonl(...good, ...rows.map(([, row]) => row)) });
    expect(run.code).toBe(2);
    expect(evaluationOf(run.stdout).overall.cases).toBe(2);
    const lines = run.stderr.trim().split("\n");
    expect(lines).toHaveLength(rows.length);
    for (const [at, [message]] of rows.entries()) {
      expect(lines[at]).toContain(`standard input:${at + 3}: `);
      expect(lines[at]).toContain(message);
    }
    expect(run.stderr).not.toContain("\u001B");
  });

  test.each([
    ["no case at all", [], "", "there is no labelled case to measure"],
    [
      "a run that is none",
      ["--compare", fileOf("no-run.json", "{}")],
      jsonl(cases[0]),
      "Expected an evaluation of version 1",
    ],
    [
      "a page that cannot be written",
      ["--html", join(folder, "no", "such", "page.html")],
      jsonl(cases[0]),
      "cannot be written",
    ],
  ])("%s ends the run with a sentence", async (_, flags, input, message) => {
    const run = await runCli(["eval", ...flags], { input });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});
