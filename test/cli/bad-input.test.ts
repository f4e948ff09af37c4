import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { carried, jsonl, recordsOf, runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const deep = "[".repeat(1_000_000);
const good = JSON.stringify(carried);
const withBytes = (...bytes: number[]): Uint8Array =>
  Buffer.concat([Buffer.from('{"answer":"'), Uint8Array.from(bytes), Buffer.from('","sources":[]}')]);

describe.concurrent("a bad line is reported in its place, and the rest goes on", () => {
  test.each<[string, string | Uint8Array, { readonly field?: string; readonly message: string | RegExp }]>([
    ["is not JSON", "hello", { message: 'not JSON: unexpected "h" at column 1' }],
    ["is cut off", good.slice(0, 40), { message: "not JSON: it ends too early" }],
    [
      "has a comma too many",
      '{"answer":"a","sources":[],}',
      { message: 'not JSON: unexpected "}" at column 28' },
    ],
    ["is an array", `[${good}]`, { message: "expected an object, got an array" }],
    ["is nested a million levels deep", deep, { message: /^nested too deep: over \d+ levels/ }],
    [
      "hides the depth in a field",
      `{"answer":"a","sources":[],"value":${deep}`,
      { message: /^nested too deep/ },
    ],
    ["lacks a field", '{"answer":"a"}', { field: "sources", message: "missing" }],
    [
      "has a field of another type",
      '{"answer":"a","sources":[{"id":"a","text":7}]}',
      { field: "sources[0].text", message: "expected a string, got a number" },
    ],
    [
      "holds a lone surrogate",
      '{"answer":"a\\ud800","sources":[]}',
      { field: "answer", message: /^holds a lone surrogate, U\+D800/ },
    ],
    [
      "is not UTF-8",
      withBytes(0x63, 0xff),
      { message: `not UTF-8: the byte at offset ${good.length + 1 + 12}` },
    ],
    ["writes a character in more bytes than it needs", withBytes(0xc0, 0xaf), { message: /^not UTF-8/ }],
    [
      "writes half of a pair as if it were a character",
      withBytes(0xed, 0xa0, 0x80),
      { message: /^not UTF-8/ },
    ],
    [
      "is longer than allowed",
      `{"answer":"${"a".repeat(3_000_000)}","sources":[]}`,
      { message: /^3000026 bytes long, the limit is 2000000/ },
    ],
  ])("when it %s", async (_reason, line, { field, message }) => {
    const path = `${fileOf(`${_reason.replaceAll(/\W/g, "-")}.jsonl`, Buffer.concat([Buffer.from(`${good}\n`), Buffer.from(line), Buffer.from(`\n${good}\n`)]))}`;
    const run = await runCli(["verify", "--jsonl", "--max-line-bytes", "2000000", path]);
    const [before, bad, after, ...more] = recordsOf(run);
    expect([before?.status, after?.status, more]).toEqual(["verified", "verified", []]);
    expect(bad).toEqual({
      status: "invalid",
      file: path,
      line: 2,
      ...(field === undefined ? {} : { field }),
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(run.code).toBe(2);
  });

  test("from standard input, even if it is the first line", async () => {
    for (const first of ["hello", good.slice(0, 40), '{"answer":"a","sources":["']) {
      const run = await runCli(["verify", "--jsonl"], { input: jsonl(first, carried, carried) });
      expect(recordsOf(run).map(({ status, line }) => [status, line])).toEqual([
        ["invalid", 1],
        ["verified", undefined],
        ["verified", undefined],
      ]);
      expect(run.code).toBe(2);
    }
  });

  test("on a terminal's view it is named on standard error with file, line and field", async () => {
    const path = fileOf(
      "rows.jsonl",
      jsonl(carried, { answer: "a", sources: [{ id: "a", text: 7 }] }, carried),
    );
    const { code, stdout, stderr } = await runCli(["verify", path]);
    expect(stderr).toBe(`vouchsafe: ${path}:2: sources[0].text: expected a string, got a number\n`);
    expect(stdout.match(/✓ VERIFIED/g)).toHaveLength(2);
    expect(stdout).toContain("3 answers: 2 verified, 1 invalid");
    expect(code).toBe(2);
  });
});

describe.concurrent("a bad file", () => {
  test.each<[string, string, string | Uint8Array, readonly object[]]>([
    ["is empty", "empty.json", "", [{ message: "holds no answer" }]],
    ["is empty, and of lines", "empty.jsonl", "\n\n", [{ message: "holds no answer" }]],
    ["is an empty array", "array.json", "[]", [{ message: "holds no answer: the array is empty" }]],
    [
      "is broken on a later line",
      "broken.json",
      '{\n  "answer": "a",\n  "sources": oops\n}',
      [{ line: 3, message: 'not JSON: unexpected "o" at column 14' }],
    ],
    [
      "is broken on its first line, and goes on",
      "quotes.json",
      "{ 'answer': 1,\n 'sources': [] }",
      [{ line: 1, message: `not JSON: unexpected "'" at column 3` }],
    ],
    [
      "is one deep document",
      "deep.json",
      deep,
      [{ line: 1, message: "nested too deep: over 200 levels at column 201" }],
    ],
    [
      "is an array with a wrong element",
      "items.json",
      JSON.stringify([{ answer: "a" }, "x"]),
      [
        { item: 0, field: "[0].sources", message: "missing" },
        { item: 1, field: "[1]", message: "expected an object, got a string" },
      ],
    ],
    [
      "is UTF-16",
      "wide.json",
      Buffer.from(`\uFEFF${good}`, "utf16le"),
      [{ line: 1, message: "not UTF-8: the byte at offset 0" }],
    ],
  ])("that %s is named, and the next file is read", async (_reason, name, content, expected) => {
    const file = fileOf(name, content);
    const run = await runCli(["verify", "--jsonl", file, "fixtures/cli/answer.json"]);
    const records = recordsOf(run);
    expect(records.slice(0, -1)).toEqual(expected.map((fault) => ({ status: "invalid", file, ...fault })));
    expect(records.at(-1)).toMatchObject({ status: "verified", id: "whole" });
    expect(run.code).toBe(2);
  });

  test.each([
    ["is not there", join(folder, "none.json"), "no such file"],
    ["is a folder", folder, "is a directory, not a file"],
  ])("that %s is named, and the next file is read", async (_reason, file, message) => {
    const run = await runCli(["verify", "--jsonl", file, "fixtures/cli/answer.json"]);
    expect(recordsOf(run)).toMatchObject([{ status: "invalid", file, message }, { status: "verified" }]);
    expect(run.code).toBe(2);
  });

  test("given as a plain answer or source ends the run with one sentence", async () => {
    const bad = fileOf("bad.md", Uint8Array.of(0x61, 0xff));
    const run = await runCli(["verify", "--answer", "fixtures/cli/answer.md", "--source", bad]);
    expect(run).toEqual({
      code: 2,
      stdout: "",
      stderr: `vouchsafe: ${bad}: not UTF-8: the byte at offset 1\n`,
    });
  });

  test("ids that are names of object machinery are ids like any other", async () => {
    const text = "You may return any unused item within 30 days of delivery.";
    for (const id of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const input = `{"id":"${id}","answer":"${text} [${id}]","sources":[{"id":"${id}","text":"${text}"}],"value":{"__proto__":1}}`;
      const run = await runCli(["verify", "--jsonl"], { input });
      expect(recordsOf(run)).toMatchObject([{ status: "verified", id, sources: [{ id }] }]);
      const unknown = await runCli(["verify", "--jsonl"], {
        input: jsonl({ answer: `${text} [${id}]`, sources: [{ id: "a", text }] }),
      });
      expect(recordsOf(unknown)).toMatchObject([{ status: "escalated" }]);
    }
  });
});
