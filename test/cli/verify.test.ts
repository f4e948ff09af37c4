import { describe, expect, test } from "vitest";
import type { Escalated } from "vouchsafe";
import { type CliRun, carried, fabricated, jsonl, recordsOf, runCli } from "./run-cli.ts";

const unsourced = { id: "unsourced", answer: "Yes, it does.", sources: [] };
const statuses = (records: readonly { readonly [key: string]: unknown }[]) => records.map(({ status }) => status);

describe("vouchsafe verify", { timeout: 60_000 }, () => {
  test.each([
    ["0 when all is verified", [carried, { ...carried, id: "again" }], 0],
    ["1 when something is escalated", [carried, fabricated], 1],
    ["1 when there are no sources", [unsourced], 1],
    ["2 when a record cannot be read, whatever else", [carried, fabricated, "{"], 2],
  ])("exits %s", async (_reason, records, code) => {
    expect((await runCli(["verify", "--jsonl"], { input: jsonl(...records) })).code).toBe(code);
  });

  test("prints one outcome a line in the order of the input", async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `row-${index}`);
    const input = jsonl(...ids.map((id, index) => ({ ...(index % 3 === 0 ? fabricated : carried), id })));
    const run = await runCli(["verify", "--jsonl"], { input });
    const records = recordsOf(run);
    expect(records.map(({ id }) => id)).toEqual(ids);
    expect(statuses(records)).toEqual(ids.map((_, index) => (index % 3 === 0 ? "escalated" : "verified")));
    expect(run.stderr).toBe("30 answers: 20 verified, 10 escalated\n");
  });

  test("reads several files and standard input, in the order named", async () => {
    const files = ["fixtures/cli/answers.jsonl", "-", "fixtures/cli/answer.json"];
    const run = await runCli(["verify", "--jsonl", ...files], { input: jsonl({ ...carried, id: "typed" }) });
    expect(recordsOf(run).map(({ id }) => id)).toEqual(["first", "second", "typed", "whole"]);
    expect(run.code).toBe(1);
  });

  test("reads an answer and its sources as plain files, which are cited by number or by id", async () => {
    const plain = ["verify", "--jsonl", "--answer", "fixtures/cli/answer.md", "--question", "How long?"];
    const run = await runCli([
      ...plain,
      "--source",
      "refunds=fixtures/cli/refunds.md",
      "--source",
      "fixtures/cli/shipping.md",
    ]);
    const [outcome] = recordsOf(run);
    expect(outcome).toMatchObject({
      status: "verified",
      sources: [{ id: "refunds" }, { id: "fixtures/cli/shipping.md" }],
    });
    expect(run.code).toBe(0);
  });

  test("--finish says how the model ended, and one that was cut off is escalated", async () => {
    const sources = ["--source", "refunds=fixtures/cli/refunds.md", "--source", "fixtures/cli/shipping.md"];
    const args = ["verify", "--jsonl", "--answer", "fixtures/cli/answer.md", ...sources];
    const run = await runCli([...args, "--finish", "length"]);
    expect(recordsOf(run)).toMatchObject([{ status: "escalated", escalation: { reason: "incomplete" } }]);
    expect(run.code).toBe(1);
  });

  test.each([
    ["--deny escalates what names one of its terms", ["--deny", "cats", "--deny", "unused item"], ["out-of-scope"]],
    ["--deny passes what names none", ["--deny", "cats", "--deny", "dogs"], []],
    ["--allow passes what names one of its terms", ["--allow", "cats", "--allow", "items"], []],
    ["--allow escalates what names none", ["--allow", "cats", "--allow", "dogs"], ["out-of-scope"]],
    ["--deny beats --allow", ["--allow", "item", "--deny", "delivery"], ["out-of-scope"]],
    ["--deny goes with guards by name", ["--guards", "quoted", "--deny", "item"], ["out-of-scope"]],
  ])("%s", async (_, flags, codes) => {
    const run = await runCli(["verify", "--jsonl", ...flags], { input: jsonl(carried) });
    const [{ escalation = { findings: [] } } = {}] = recordsOf(run) as readonly Partial<Escalated>[];
    expect(escalation.findings.map(({ code }) => code)).toEqual(codes);
    expect(run.code).toBe(codes.length);
  });

  test("--schema adds a check of the value", async () => {
    const value = { days: 30 };
    const args = ["verify", "--jsonl", "--schema", "fixtures/cli/days.schema.json"];
    const right = await runCli(args, { input: jsonl({ ...carried, value }) });
    expect(statuses(recordsOf(right))).toEqual(["verified"]);
    const wrong = await runCli(args, { input: jsonl({ ...carried, value: { days: "thirty" } }) });
    expect(statuses(recordsOf(wrong))).toEqual(["escalated"]);
    expect(wrong.stdout).toContain('"guard":"shaped"');
  });

  test("--citations required escalates what the default lets pass", async () => {
    const input = jsonl({ ...carried, answer: "You may return any unused item within 30 days of delivery." });
    expect((await runCli(["verify", "--jsonl"], { input })).code).toBe(0);
    expect((await runCli(["verify", "--jsonl", "--citations", "required"], { input })).code).toBe(1);
    expect((await runCli(["verify", "--jsonl", "--citations", "required", "--guards", "cited"], { input })).code).toBe(
      1,
    );
  });

  test("--guards leaves out what is not named", async () => {
    const input = jsonl(fabricated);
    expect((await runCli(["verify", "--jsonl", "--guards", "traceable"], { input })).code).toBe(0);
    expect((await runCli(["verify", "--jsonl", "--guards", "quoted"], { input })).code).toBe(1);
  });

  test("--workers changes nothing but who checks", async () => {
    const value = { days: "thirty" };
    const unread = {
      answer: "It is so.",
      sources: ["It is so."],
      citations: [{ sourceId: "1", at: { start: 0, end: 99 } }],
    };
    const rows = [
      carried,
      "{",
      fabricated,
      { ...carried, value },
      unread,
      { ...carried, answer: carried.answer.replace(/ \[.*\]/, "") },
    ];
    const input = jsonl(...Array.from({ length: 8 }, () => rows).flat());
    const flags = ["--schema", "fixtures/cli/days.schema.json", "--citations", "required", "--timeout", "60000"];
    for (const chain of [[], ["--guards", "traceable,quoted"], flags]) {
      const args = ["verify", "--jsonl", ...chain];
      const [here, there] = await Promise.all([
        runCli(args, { input }),
        runCli([...args, "--workers", "2"], { input }),
      ]);
      const same = (run: CliRun) => recordsOf(run).map(({ id: _id, ms: _ms, ...rest }) => rest);
      expect(same(there)).toEqual(same(here));
      expect([there.code, there.stderr]).toEqual([here.code, here.stderr]);
      expect(recordsOf(here)).toHaveLength(48);
    }
  });

  test.each(["0", "two", "1000", "-1"])("--workers %s is bad usage", async (workers) => {
    const run = await runCli(["verify", `--workers=${workers}`], { input: "" });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("--workers must be a whole number of threads above 0");
  });
});
