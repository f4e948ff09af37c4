import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Line, readLines } from "../../src/cli/lines.ts";

async function linesOf(chunks: readonly Uint8Array[], maxLineBytes = 1000): Promise<readonly Line[]> {
  async function* stream() {
    yield* chunks;
  }
  const found: Line[] = [];
  for await (const line of readLines(stream(), { maxLineBytes })) found.push(line);
  return found;
}
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The obvious way: everything in memory, cut at each line feed. */
function naiveLines(whole: Uint8Array, maxLineBytes: number): readonly Line[] {
  const found: Line[] = [];
  let offset = 0;
  const cut: Buffer[] = [];
  let rest = Buffer.from(whole);
  for (let at = rest.indexOf(10); at !== -1; at = rest.indexOf(10)) {
    cut.push(rest.subarray(0, at));
    rest = rest.subarray(at + 1);
  }
  for (const [index, line] of [...cut, rest].entries()) {
    const place = { line: index + 1, offset };
    offset += line.length + 1;
    if (line.length > maxLineBytes) {
      found.push({ ...place, problem: "too-long", bytes: line.length });
      continue;
    }
    const body = line.at(-1) === 13 ? line.subarray(0, -1) : line;
    const text = body.toString("utf8");
    if (!Buffer.from(text).equals(body)) {
      // The longest prefix that a replacement character does not stand in, give or take an unfinished last character.
      let good = body.length;
      while (good > 0 && !isPrefixOfUtf8(body.subarray(0, good))) good -= 1;
      found.push({ ...place, problem: "not-utf8", badByte: place.offset + good });
    } else {
      const unmarked = index === 0 && text.startsWith("\uFEFF") ? text.slice(1) : text;
      if (unmarked.trim() !== "") found.push({ ...place, text: unmarked });
    }
  }
  return found;
}

function isPrefixOfUtf8(body: Buffer): boolean {
  return ["", "\x80", "\x80\x80", "\x80\x80\x80", "\x90\x80\x80", "\xBF\x80", "\x9F\x80", "\xA0\x80"].some((tail) => {
    const longer = Buffer.concat([body, Buffer.from(tail, "latin1")]);
    return Buffer.from(longer.toString("utf8")).equals(longer);
  });
}

describe("readLines", () => {
  test("gives what cutting the whole at every line feed gives, however the bytes are cut into chunks", async () => {
    const piece = fc.oneof(
      fc.constantFrom("\n", "\r\n", "é", "漢", "😀", "\uFEFF", " ", "a").map(bytes),
      fc.uint8Array({ maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), async (chunks, limit) => {
        expect(await linesOf(chunks, limit)).toEqual(naiveLines(Buffer.concat(chunks), limit));
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, string, readonly Line[]]>([
    [
      "the last line has no line feed",
      "a\nb",
      [
        { line: 1, offset: 0, text: "a" },
        { line: 2, offset: 2, text: "b" },
      ],
    ],
    ["a byte order mark stands first", "\uFEFFa\n", [{ line: 1, offset: 0, text: "a" }]],
    [
      "lines end as on Windows",
      "a\r\nb\r\n",
      [
        { line: 1, offset: 0, text: "a" },
        { line: 2, offset: 3, text: "b" },
      ],
    ],
    ["blank lines are counted, not given", "\n \n\na\n", [{ line: 4, offset: 4, text: "a" }]],
    ["there is nothing", "", []],
    ["a line separator of Unicode is no line end", "a\u2028b", [{ line: 1, offset: 0, text: "a\u2028b" }]],
  ])("%s", async (_reason, text, expected) => {
    expect(await linesOf([bytes(text)])).toEqual(expected);
  });

  test("names the byte that is not UTF-8, counted from the start of the stream, and goes on", async () => {
    expect(await linesOf([bytes("ab\n"), Uint8Array.of(0x63, 0xff, 0x0a), bytes("d\n")])).toEqual([
      { line: 1, offset: 0, text: "ab" },
      { line: 2, offset: 3, problem: "not-utf8", badByte: 4 },
      { line: 3, offset: 6, text: "d" },
    ]);
  });

  test("takes a line of exactly the limit and skips one a byte longer", async () => {
    expect(await linesOf([bytes("1234\n12345\n1\n")], 4)).toEqual([
      { line: 1, offset: 0, text: "1234" },
      { line: 2, offset: 5, problem: "too-long", bytes: 5 },
      { line: 3, offset: 11, text: "1" },
    ]);
  });
});
