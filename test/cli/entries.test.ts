import { describe, expect, test } from "vitest";
import { type Entry, readEntries } from "../../src/cli/entries.ts";
import { carried, jsonl } from "./run-cli.ts";

async function entriesOf(file: string, text: string, maxLineBytes = 100_000): Promise<readonly Entry[]> {
  async function* stream() {
    // Cut where no line ends, as a pipe would.
    for (let at = 0; at < text.length; at += 100) yield Buffer.from(text.slice(at, at + 100));
  }
  const found: Entry[] = [];
  for await (const entry of readEntries(file, stream(), { maxLineBytes })) found.push(entry);
  return found;
}
const pretty = JSON.stringify(carried, null, 2);

describe("readEntries", () => {
  test.each([
    ["one object on several lines", JSON.stringify(carried, null, 2), 1],
    ["an array on one line", JSON.stringify([carried, carried]), 2],
    ["an array on several lines", JSON.stringify([carried, carried], null, 2), 2],
    ["an array with an element a line", `[\n${JSON.stringify(carried)},\n${JSON.stringify(carried)}\n]\n`, 2],
    ["an array with one element on its own line", `[\n${JSON.stringify(carried)}\n]\n`, 1],
    ["one object a line", jsonl(carried, carried), 2],
    ["lines with blank ones between them", `\n${jsonl(carried)}\n\n${jsonl(carried)}`, 2],
    [
      "lines as Windows writes them, after a byte order mark",
      `\uFEFF${jsonl(carried, carried).replaceAll("\n", "\r\n")}`,
      2,
    ],
    ["one object without a line feed", JSON.stringify(carried), 1],
  ])("reads %s, whatever the name", async (_reason, input, count) => {
    for (const name of ["-", "answers.json", "answers"]) {
      const records = (await entriesOf(name, input)).map((entry) => "record" in entry && entry.record);
      expect(records).toEqual(Array.from({ length: count }, () => carried));
    }
  });

  test("takes a name that ends in .jsonl at its word", async () => {
    const entries = await entriesOf("answers.jsonl", pretty);
    expect(entries).toHaveLength(pretty.split("\n").length);
    expect(entries.every((entry) => "fault" in entry)).toBe(true);
  });

  test("loses no line for a first one that is broken, cut off, or looks like the start of a document", async () => {
    for (const first of ["oops", '{"answer": "a", ', "[", '{"answer":"a"} {"answer":"b"}']) {
      const entries = await entriesOf("-", jsonl(first, carried, carried));
      expect(entries.map(({ line }) => line)).toEqual([1, 2, 3]);
      expect(entries.map((entry) => "record" in entry)).toEqual([false, true, true]);
    }
  });

  test("gives the lines of what is too long to be one document", async () => {
    const entries = await entriesOf("-", `{\n${jsonl(carried).repeat(20)}`, 3000);
    expect(entries.map((entry) => "record" in entry)).toEqual([false, ...Array.from({ length: 20 }, () => true)]);
  });

  test("says once that a document is too long, however many lines it has", async () => {
    const entries = await entriesOf(
      "answers.json",
      JSON.stringify([carried, carried, carried], null, 1).repeat(9),
      3000,
    );
    const fault = "more than 3000 bytes long, the limit is 3000; raise it with --max-line-bytes";
    expect(entries).toEqual([{ file: "answers.json", fault }]);
  });

  test("takes the lines of a broken document for parts of it, even those that are objects", async () => {
    const text = '{ "answer": oops,\n"sources": [\n{"id":"a","text":"b"}\n] }';
    expect(await entriesOf("-", text)).toEqual([
      { file: "-", line: 1, fault: 'not JSON: unexpected "o" at column 13' },
    ]);
  });

  test("gives each line before the next is asked for", async () => {
    let given = 0;
    async function* stream() {
      for (; given < 5; given += 1) yield Buffer.from(jsonl(carried));
    }
    let taken = 0;
    for await (const _ of readEntries("-", stream(), { maxLineBytes: 10_000 })) {
      taken += 1;
      expect(given).toBeLessThanOrEqual(taken);
    }
    expect(taken).toBe(5);
  });
});
