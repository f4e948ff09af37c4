import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/wrap.ts";
import { type CliRun, root, runCli, runMany } from "./run-cli.ts";

const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const answer = "fixtures/cli/answer.json";
const plain = ["--answer", "fixtures/cli/answer.md", "--source", "refunds=fixtures/cli/refunds.md"];

const helpful: readonly (readonly [readonly string[], string])[] = [
  [["--help"], "Commands"],
  [["-h"], "Commands"],
  [["help", "verify"], "--answer FILE"],
  [["verify", "--help"], "--answer FILE"],
  [["verify", "nothing.json", "-h"], "--answer FILE"],
  [["demo", "--help"], "vouchsafe demo"],
  [["summary", "--help"], "vouchsafe summary FILE…"],
  [["eval", "--help"], "vouchsafe eval [FILE…]"],
  [["score", "--help"], "vouchsafe score [FILE…]"],
  [["audit", "--help"], "vouchsafe audit [PROMPT.md]"],
  [["verify", "--help"], "--max-escalated N"],
];
const refused: readonly (readonly [readonly string[], string])[] = [
  [["verfy"], 'unknown command "verfy"; did you mean verify?'],
  [["toString"], 'unknown command "toString"; the commands are verify, score, eval, summary, audit and demo'],
  [["--jsonl", "verify"], "unknown flag --jsonl"],
  [["verify", "--gaurds", "quoted"], "unknown flag --gaurds; did you mean --guards?"],
  [["verify", "-x"], "unknown flag -x"],
  [["verify", "--guards", "quoted,quotd"], 'unknown guard "quotd"; the guards are finished, answered, cited'],
  [["verify", "--guards", "shaped"], "--schema FILE adds it"],
  [["verify", "--guards", "on-topic"], "--allow TERM or --deny TERM adds it"],
  [["verify", "--deny"], "--deny needs a value"],
  [["verify", "--deny="], "--deny needs a value"],
  [["verify", "--allow", "refund", "--allow=++"], "take terms. Expected `allow[1]` to have a letter or digit"],
  [["verify", "--deny", "\u3164"], "Expected `deny[0]` to have a letter or digit"],
  [["verify", "--guards", "toString"], 'unknown guard "toString"'],
  [["verify", "--citations", "maybe"], "--citations takes when-present or required"],
  [["verify", "--timeout", "0"], '--timeout must be a whole number of milliseconds above 0, got "0"'],
  [["verify", "--timeout", "-5"], '--timeout must be a whole number of milliseconds above 0, got "-5"'],
  [["verify", "--timeout", "99999999999"], "of milliseconds above 0 and at most 2147483647"],
  [["verify", "--timeout", "soon"], "--timeout must be a whole number of milliseconds above 0"],
  [["verify", "--max-line-bytes", "1e3"], "--max-line-bytes must be a whole number of bytes above 0"],
  [["verify", "--answer"], "--answer needs a value"],
  [["verify", "--answer", "--jsonl"], "--answer needs a value"],
  [["verify", "--jsonl=yes"], "--jsonl takes no value"],
  [["verify", "--timeout", "5", "--timeout", "6"], "--timeout is given twice"],
  [["verify", "--source", "a.md"], "--source belongs to --answer"],
  [["verify", "--finish", "stop"], "--finish belongs to --answer"],
  [["verify", "--answer", "fixtures/cli/answer.md"], "--answer needs --source [ID=]FILE"],
  [["verify", ...plain, "--finish", "done"], "--finish takes one of stop, length, content-filter, tool-calls, error"],
  [["verify", "--schema", "fixtures/cli/misspelt.schema.json", answer], 'unknown keyword: "proprties"'],
  [["verify", "fixtures/cli/answer.md"], "is checked with --answer FILE --source FILE"],
  [["verify", "--answer", "a.md", "b.json"], "--answer and FILE cannot be combined"],
  [["verify", "--answer", "fixtures/cli/answer.md", "--source", "=a.md"], "--source takes FILE or ID=FILE"],
  [["verify", "--sumary"], "unknown flag --sumary; did you mean --summary?"],
  [["verify", "--base-line", "a"], "unknown flag --base-line; did you mean --baseline?"],
  [["verify", "--max-escalate", "5"], "unknown flag --max-escalate; did you mean --max-escalated?"],
  [
    ["verify", "--max-escalated", "few", answer],
    '--max-escalated takes a share such as 5%, or a count such as 12; got "few"',
  ],
  [["verify", "--max-escalated", "-1", answer], '12; got "-1"'],
  [["verify", "--max-escalated", "101%", answer], '12; got "101%"'],
  [["verify", "--max-escalated", "1e2", answer], '12; got "1e2"'],
  [["verify", "--max-escalated", "5 %", answer], '12; got "5 %"'],
  [["verify", "--max-escalated", "1.5", answer], '12; got "1.5"'],
  [["verify", "--baseline", "no/such.jsonl", answer], "--baseline: no/such.jsonl: no such file"],
  [["verify", "--baseline", "fixtures/cli/answers.jsonl", answer], "answers.jsonl:1: is no outcome"],
  [["verify", "--baseline", "-"], "standard input can be read only once"],
  [["sumary"], 'unknown command "sumary"; did you mean summary?'],
  [["score", "--worker", "2"], "unknown flag --worker; did you mean --workers?"],
  [["score", "--workers", "0"], "--workers must be a whole number of threads above 0"],
  [["score", "--calibration", "-"], "standard input can be read only once"],
  [["score", "--calibration", "no/such.json"], "no/such.json: no such file"],
  [["eval", "--fail-under", "recal=0.5"], "--fail-under: Expected a figure, one of precision, recall"],
  [["eval", "--fail-under", "recall=70"], "to have a limit from 0 to 1, such as recall=0.7"],
  [["eval", "--fail-over", "recall"], "--fail-over: Expected `recall` to have a limit"],
  [["eval", "--risk", "0.05"], "--risk belongs to --calibrate FILE"],
  [["eval", "--calibrate", "a.json", "--risk", "5"], '--risk takes a share such as 0.05, got "5"'],
  [["eval", "--compare", "-"], "standard input can be read only once"],
  [["eval", "--compare", "no/such.json", answer], "no/such.json: no such file"],
  [["summary"], "summary needs FILE"],
  [["audit", "a.md", "b.md"], "audit takes one prompt"],
  [["audit", "no/such.md"], "no/such.md: no such file"],
  [["audit", "--model", "openai/nothing"], '--model: no list price is known of "openai/nothing"; known are openai/'],
  [["audit", "--calls", "0"], "--calls must be a whole number of calls above 0"],
  [["audit", "--min-cache", "1k"], "--min-cache must be a whole number of tokens above 0"],
  [["summary", "-", "-"], "standard input can be read only once"],
  [["summary", "--jsonl", "a"], "unknown flag --jsonl"],
  [["verify", "-", "-"], "standard input can be read only once"],
  [["verify", "--schema", "-"], "standard input can be read only once"],
  [["verify", "--answer", "-", "--source", "a=-"], "standard input can be read only once"],
  [["verify", "--answer", "no/such.md", "--source", "fixtures/cli/refunds.md"], "no/such.md: no such file"],
  [["verify", "--schema", "no/such.json"], "no/such.json: no such file"],
  [["verify", "--schema", "fixtures/cli/answer.md"], "fixtures/cli/answer.md:1: not JSON"],
  [["demo", "answer.json"], "demo takes no file"],
  [["verify", "--answer", "\u001B[31m", "--source", "fixtures/cli/refunds.md"], "\\u{1B}[31m: no such file"],
];
const understood: readonly (readonly string[])[] = [
  ["--summary"],
  ["--max-escalated", "0"],
  ["--max-escalated", "0.5%"],
  ["--guards", "quoted"],
  ["--guards", "quoted, traceable"],
  ["--citations", "required"],
  ["--timeout", "60000"],
  ["--deny", "cats", "--deny", "legal advice"],
  ["--allow", "refunds", "--allow", "return"],
  ["--max-line-bytes=70000"],
  ["--jsonl", "--no-color", "--"],
]
  .map((args) => ["verify", ...args, answer])
  .concat([["verify", ...plain, "--source", "fixtures/cli/shipping.md", "--finish", "stop"]]);

describe("help and usage", () => {
  const said = new Map<readonly string[], CliRun>();
  beforeAll(async () => {
    const lists = [...[...helpful, ...refused].map(([args]) => args), ...understood];
    const runs = await runMany(lists);
    for (const [index, args] of lists.entries()) {
      const run = runs[index];
      if (run !== undefined) said.set(args, run);
    }
  }, 60_000);
  const runOf = (args: readonly string[]): CliRun => said.get(args) ?? { code: null, stdout: "", stderr: "" };

  test.each(helpful)("%j prints help on standard output, 80 columns wide, and exits 0", (args, part) => {
    const { code, stdout, stderr } = runOf(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(part);
    for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });

  test.each(refused)("%j is refused with a sentence and exit 2: %s", (args, message) => {
    const { code, stdout, stderr } = runOf(args);
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("\u001B");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each(understood.map((args) => [args] as const))("%j is understood", (args) => {
    expect(runOf(args)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("as a process of its own", { timeout: 60_000 }, () => {
  test("--version prints the version of the package and nothing else", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test("without a command the help goes to standard error, and the exit is 2", async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: vouchsafe");
  });

  test("an old Node gets one sentence and exit 2, before anything is imported", async () => {
    const disguise = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.19.0" } })';
    const nodeFlags = [`--import=data:text/javascript,${encodeURIComponent(disguise)}`];
    const { code, stdout, stderr } = await runCli(["--help"], { nodeFlags });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("vouchsafe needs Node.js 22.13 or newer; this is 18.19.0.\n");
    expect(manifest.engines.node).toBe(">=22.13");
  });
});
