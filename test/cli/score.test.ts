import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { calibrate, support } from "vouchsafe/score";
import { readLabelled } from "../../src/cli/evaluation/labelled-row.ts";
import { readClaim } from "../../src/cli/scoring/claim-row.ts";
import { jsonl, recordsOf, runCli, startCli, textOf } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-score-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const text = "The museum opens at nine on weekdays. Children under six enter free of charge.";
const good = { id: "good", claim: "Children under six enter free.", source: text };
const bad = { id: "bad", claim: "The gift shop sells postage stamps.", source: text };
const several = {
  claim: "The museum opens at nine.",
  sources: [
    { id: "prices", text: "Tickets are sold at the gate." },
    { id: "hours", text },
  ],
};

describe("vouchsafe score", { timeout: 60_000 }, () => {
  test("prints the support of each claim with the place in the source that carries it", async () => {
    const run = await runCli(["score"], { input: jsonl(good, bad, several) });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "3 claims: 3 scored\n" });
    const [first, second, third] = recordsOf(run);
    expect(first).toEqual({
      id: "good",
      support: support(good.claim, [{ id: "1", text }]).score,
      evidence: [{ start: expect.any(Number), end: expect.any(Number), score: expect.any(Number) }],
      findings: [expect.objectContaining({ code: "claim-supported", severity: "note" })],
    });
    expect(second).toMatchObject({
      id: "bad",
      findings: expect.arrayContaining([expect.objectContaining({ severity: "block" })]),
    });
    expect(Number(second?.support)).toBeLessThan(Number(first?.support));
    expect(third).not.toHaveProperty("id");
    expect(third).toMatchObject({ evidence: [{ sourceId: "hours", start: 0 }] });
  });

  test("the guards of a claim are those that need no answer around it", async () => {
    // As an answer it would have been cut off, and have quoted what its source does not say.
    const phrase = { claim: 'nine on weekdays, "as everybody knows" [7]', source: text };
    const [record] = recordsOf(await runCli(["score"], { input: jsonl(phrase) }));
    const codes = ((record?.findings ?? []) as readonly { readonly code: string }[]).map(({ code }) => code);
    expect(codes.filter((code) => !/^(?:claim|figure|value|name)-/.test(code))).toEqual([]);
  });

  test("a bare phrase is scored as it stands, whatever a reader would take it for", async () => {
    const records = recordsOf(
      await runCli(["score"], { input: jsonl({ claim: "Thank you!", source: "Thank you! We said." }) }),
    );
    expect(records[0]).toMatchObject({
      support: support("Thank you!", [{ id: "1", text: "Thank you! We said." }]).score,
    });
  });

  test("without sources, and with a blank one, support is next to nothing and nothing is evidence", async () => {
    const rows = [
      { claim: good.claim, sources: [] },
      { claim: good.claim, source: "  " },
    ];
    const run = await runCli(["score"], { input: jsonl(...rows) });
    expect(run.code).toBe(0);
    for (const record of recordsOf(run)) {
      expect(record).toMatchObject({ evidence: [] });
      expect(Number(record.support)).toBeLessThan(0.05);
    }
  });

  test("--workers changes nothing but who scores, and the order is that of the input", async () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ ...(at % 3 === 0 ? bad : good), id: `row-${at}` }));
    const input = jsonl(...rows.slice(0, 20), "{", ...rows.slice(20));
    const [here, there] = await Promise.all([
      runCli(["score", "-"], { input }),
      runCli(["score", "--workers", "2"], { input }),
    ]);
    expect(there).toEqual(here);
    expect(recordsOf(here)).toHaveLength(61);
    expect(recordsOf(here).flatMap(({ id }) => id ?? [])).toEqual(rows.map(({ id }) => id));
    expect([here.code, here.stderr]).toEqual([2, "61 claims: 60 scored, 1 invalid\n"]);
  });

  test.each([
    ["this thread", []],
    ["a worker", ["--workers", "1"]],
  ])("gives each line as soon as it is there, and ends on Ctrl-C: %s", async (_, flags) => {
    const child = startCli(["score", ...flags]);
    const closed = once(child, "close");
    const stderr = textOf(child.stderr);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (const row of [good, bad]) {
      child.stdin.write(jsonl(row));
      const { value } = await lines.next();
      expect(JSON.parse(String(value)).id).toBe(row.id);
    }
    child.kill("SIGINT");
    expect(await closed).toEqual([130, null]);
    expect(await stderr).toBe("stopped after 2 claims: 2 scored\n");
  });
});

describe("bad lines are named in their place, and the others go on", { timeout: 60_000 }, () => {
  const rows = [
    ["", 'not JSON: unexpected "h" at column 1', "hello"],
    ["", "expected an object, got an array", "[]"],
    ["claim", 'missing; did you mean "statement" to be "claim"?', { statement: "a", source: "a" }],
    ["claim", 'missing; did you mean "answer" to be "claim"?', { answer: "a", source: "a" }],
    ["claim", "is empty", { claim: " ", source: "a" }],
    ["claim", "expected a string, got a number", { claim: 7, source: "a" }],
    ["claim", "holds a lone surrogate, U+D800 at offset 0, which is no character", { claim: "\ud800", source: "a" }],
    ["sources", "missing", { claim: "a" }],
    ["sources", 'missing; did you mean "contexts" to be "sources"?', { claim: "a", contexts: ["a"] }],
    ["source", "stands beside sources; keep one of the two", { claim: "a", source: "a", sources: ["a"] }],
    [
      "source",
      "expected a string or an object with id and text, got null; leave the field out instead",
      { claim: "a", source: null },
    ],
    ["source.text", "expected a string, got a number", { claim: "a", source: { id: "a", text: 1 } }],
    ["sources[1].text", "expected a string, got a number", { claim: "a", sources: ["a", { id: "a", text: 1 }] }],
    ["question", "expected a string, got a number", { claim: "a", source: "a", question: 1 }],
    ["id", "expected a string, got a number", { id: 1, claim: "a", source: "a" }],
  ] as const;

  test("each with its reason", async () => {
    const file = fileOf("bad.jsonl", jsonl(good, ...rows.map(([, , row]) => row), good));
    const run = await runCli(["score", file]);
    expect(run.code).toBe(2);
    const records = recordsOf(run);
    expect(records.slice(1, -1)).toEqual(
      rows.map(([field, message], at) => ({
        status: "invalid",
        file,
        line: at + 2,
        ...(field === "" ? {} : { field }),
        message,
      })),
    );
    expect([records[0], records.at(-1)]).toMatchObject([{ id: "good" }, { id: "good" }]);
  });

  test("a claim too long for any answer is named as a claim", async () => {
    const run = await runCli(["score"], { input: jsonl({ claim: "word ".repeat(300_000), source: "a" }) });
    expect(recordsOf(run)).toMatchObject([{ field: "claim", message: expect.stringContaining("1500000 characters") }]);
  });

  test("a file that cannot be read is one of them", async () => {
    const run = await runCli(["score", join(folder, "none.jsonl"), fileOf("good.jsonl", jsonl(good))]);
    expect(run.code).toBe(2);
    expect(recordsOf(run)).toMatchObject([{ status: "invalid", message: "no such file" }, { id: "good" }]);
  });
});

test("whatever a line holds, it is a row or a fault with a reason", { timeout: 60_000 }, () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constant(good.source));
  const row = fc.record(
    { id: fc.jsonValue(), claim: text, answer: text, source: text, sources: fc.array(text), supported: fc.jsonValue() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(row, fc.jsonValue()), (record) => {
      for (const read of [readClaim, readLabelled]) {
        const found = read(record);
        if ("fault" in found) expect(found.fault.message).not.toBe("");
        else expect(found.answer.sources).toBeInstanceOf(Array);
      }
    }),
  );
});

describe("--calibration", { timeout: 60_000 }, () => {
  const labels = (count: number, supported: boolean, score: number) =>
    Array.from({ length: count }, () => ({ score, supported }));
  const made = calibrate([...labels(100, true, 0.9), ...labels(50, false, 0.1)], { aim: { risk: 0.05 } });

  test("adds the probability and whether the claim is released", async () => {
    const file = fileOf("calibration.json", JSON.stringify(made));
    const run = await runCli(["score", "--calibration", file], { input: jsonl(good, bad) });
    expect(recordsOf(run)).toMatchObject([
      { id: "good", probability: expect.any(Number), released: true },
      { id: "bad", probability: expect.any(Number), released: false },
    ]);
    const [first, second] = recordsOf(run).map(({ probability }) => Number(probability));
    expect(first).toBeGreaterThan(Number(second));
  });

  test("that proves nothing releases nothing", async () => {
    const file = fileOf("none.json", JSON.stringify(calibrate(labels(3, true, 0.9), { aim: { risk: 0.05 } })));
    const run = await runCli(["score", "--calibration", file], { input: jsonl(good) });
    expect(recordsOf(run)).toMatchObject([{ released: false }]);
  });

  test.each([
    [
      "of another version",
      JSON.stringify({ ...made, version: 2 }),
      "Expected `calibration.version` to be 1: make it anew from the labels, got 2.",
    ],
    ["that is no JSON", "{", ":1: not JSON: it ends too early"],
    ["that is something else", "[]", "Expected `calibration` to be an object, got []."],
  ])("%s is refused before anything is scored", async (_, content, message) => {
    const run = await runCli(["score", "--calibration", fileOf("broken.json", content)], { input: jsonl(good) });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
  });
});
