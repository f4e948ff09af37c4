import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliRun, carried, jsonl, recordsOf, runCli } from "./run-cli.ts";

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

const badLines: readonly (readonly [
  string,
  string | Uint8Array,
  { readonly field?: string; readonly message: string | RegExp },
])[] = [
  ["is not JSON", "hello", { message: 'not JSON: unexpected "h" at column 1' }],
  ["is cut off", good.slice(0, 40), { message: "not JSON: it ends too early" }],
  ["has a comma too many", '{"answer":"a","sources":[],}', { message: 'not JSON: unexpected "}" at column 28' }],
  ["is an array", `[${good}]`, { message: "expected an object, got an array" }],
  ["is nested a million levels deep", deep, { message: /^nested too deep: over \d+ levels/ }],
  ["hides the depth in a field", `{"answer":"a","sources":[],"value":${deep}`, { message: /^nested too deep/ }],
  [
    "cites a span that the answer does not have",
    '{"answer":"a.","sources":["a."],"citations":[{"sourceId":"1","at":{"start":0,"end":99}}]}',
    { field: "citations[0].at", message: /^expected offsets into the answer/ },
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
  ["is not UTF-8", withBytes(0x63, 0xff), { message: /^not UTF-8: the byte at offset \d+$/ }],
  ["writes a character in more bytes than it needs", withBytes(0xc0, 0xaf), { message: /^not UTF-8/ }],
  ["writes half of a pair as if it were a character", withBytes(0xed, 0xa0, 0x80), { message: /^not UTF-8/ }],
  [
    "is longer than allowed",
    `{"answer":"${"a".repeat(3_000_000)}","sources":[]}`,
    { message: /^3000026 bytes long, the limit is 2000000/ },
  ],
];

describe("a bad line is reported in its place, and the rest goes on", () => {
  let records: ReturnType<typeof recordsOf> = [];
  let path = "";
  beforeAll(async () => {
    const rows = badLines.flatMap(([, line]) => [Buffer.from(line), Buffer.from(`\n${good}\n`)]);
    path = fileOf("bad.jsonl", Buffer.concat([Buffer.from(`${good}\n`), ...rows]));
    const run = await runCli(["verify", "--jsonl", "--max-line-bytes", "2000000", path]);
    expect(run.code).toBe(2);
    records = recordsOf(run);
  }, 60_000);

  test("and nothing is lost: each line has its record, the good ones verified", () => {
    expect(records).toHaveLength(2 * badLines.length + 1);
    for (let index = 0; index < records.length; index += 2) expect(records[index]?.status).toBe("verified");
  });

  test.each(badLines.map((row, index) => [row[0], row[2], 2 * index + 1] as const))(
    "when it %s",
    (_reason, { field, message }, index) => {
      expect(records[index]).toEqual({
        status: "invalid",
        file: path,
        line: index + 1,
        ...(field === undefined ? {} : { field }),
        message: typeof message === "string" ? message : expect.stringMatching(message),
      });
    },
  );

  test("from standard input, even if it is the first line", async () => {
    for (const first of ["hello", good.slice(0, 40)]) {
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
    const path = fileOf("rows.jsonl", jsonl(carried, { answer: "a", sources: [{ id: "a", text: 7 }] }, carried));
    const { code, stdout, stderr } = await runCli(["verify", path]);
    expect(stderr).toBe(`vouchsafe: ${path}:2: sources[0].text: expected a string, got a number\n`);
    expect(stdout.match(/✓ VERIFIED/g)).toHaveLength(2);
    expect(stdout).toContain("3 answers: 2 verified, 1 invalid");
    expect(code).toBe(2);
  });
});

const badFiles: readonly (readonly [string, string, string | Uint8Array | undefined, readonly object[]])[] = [
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
  ["is one deep document", "deep.json", deep, [{ line: 1, message: "nested too deep: over 200 levels at column 201" }]],
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
  ["is not there", "none.json", undefined, [{ message: "no such file" }]],
  ["is a folder", "", undefined, [{ message: "is a directory, not a file" }]],
];

describe("a bad file", () => {
  let run: CliRun = { code: null, stdout: "", stderr: "" };
  const pathOf = (name: string): string => join(folder, name);
  beforeAll(async () => {
    const files = badFiles.flatMap(([, name, content]) => {
      if (content !== undefined) fileOf(name, content);
      return [pathOf(name), "fixtures/cli/answer.json"];
    });
    run = await runCli(["verify", "--jsonl", ...files]);
  }, 60_000);

  test("does not keep the next file from being read", () => {
    expect(run.code).toBe(2);
    expect(recordsOf(run).filter(({ id }) => id === "whole")).toHaveLength(badFiles.length);
  });

  test.each(badFiles)("that %s is named", (_reason, name, _content, expected) => {
    const file = pathOf(name);
    expect(recordsOf(run).filter((record) => record.file === file)).toEqual(
      expected.map((fault) => ({ status: "invalid", file, ...fault })),
    );
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
    const ids = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const known = ids.map(
      (id) =>
        `{"id":"${id}","answer":"${text} [${id}]","sources":[{"id":"${id}","text":"${text}"}],"value":{"__proto__":1}}`,
    );
    const unknown = ids.map((id) => ({
      answer: text,
      sources: [{ id: "a", text }],
      citations: [{ sourceId: id }],
    }));
    const records = recordsOf(await runCli(["verify", "--jsonl"], { input: jsonl(...known, ...unknown) }));
    expect(records.slice(0, 4)).toMatchObject(ids.map((id) => ({ status: "verified", id, sources: [{ id }] })));
    expect(records.slice(4).map(({ status }) => status)).toEqual(ids.map(() => "escalated"));
  });
});
