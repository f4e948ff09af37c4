import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locate, locateExactly, nearest, pathAt, type Source, stitches } from "vouchsafe/core";
import { MAX_JSON_DEPTH } from "../../src/text/json-scan.ts";
import { leavesOf, pathOf } from "../../src/text/record.ts";
import { valueAt } from "../oracles/pointer.ts";

const recordOf = (text: string): Source => ({ id: "r", text, kind: "record" });
const shown = (text: string, span: { readonly start: number; readonly end: number } | undefined) =>
  text.slice(span?.start, span?.end);

/** Any JSON, written with the white space that an indent gives. */
const anyJson = fc.tuple(fc.jsonValue({ depthSize: "medium" }), fc.constantFrom(0, 1, "\t")).map(([value, indent]) => ({
  value: JSON.parse(JSON.stringify(value)) as unknown,
  text: JSON.stringify(value, null, indent),
}));

describe("the leaves of a record", () => {
  test("have spans that are their values as written, and paths that lead to them, for any JSON", () => {
    fc.assert(
      fc.property(anyJson, ({ value, text }) => {
        for (const leaf of leavesOf(text) ?? []) {
          const raw = shown(text, leaf.span);
          expect(JSON.parse(leaf.type === "string" ? `"${raw}"` : raw)).toEqual(valueAt(value, pathOf(leaf)));
          if (leaf.type === "string") expect(leaf.text).toBe(valueAt(value, pathOf(leaf)));
        }
      }),
      { seed: 51, numRuns: 500 },
    );
  });
  test("are all values that hold no other, in order", () => {
    const count = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? Object.values(value).reduce((sum: number, one) => sum + count(one), 0)
        : 1;
    fc.assert(
      fc.property(anyJson, ({ value, text }) => {
        const leaves = leavesOf(text) ?? [];
        expect(leaves.length).toBe(count(value));
        for (const [at, leaf] of leaves.entries())
          expect(leaf.span.start).toBeGreaterThan(leaves[at - 1]?.span.end ?? -1);
      }),
      { seed: 52, numRuns: 300 },
    );
  });
  test("are none of what is no JSON", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(leavesOf(text) !== undefined).toBe(isJson);
      }),
      { seed: 53, numRuns: 500 },
    );
  });
  test.each([
    ["equal keys", '{"a": 1, "b": {"c": 2}, "b": {"d": 3}, "a": 4}', ["/b/d 3", "/a 4"]],
    ["equal keys, one escaped", '{"a": 1, "\\u0061": 2}', ["/a 2"]],
    ["equal keys inside others", '{"x": {"a": 1, "a": 2}, "x": {"a": 3, "a": 4}}', ["/x/a 4"]],
    ["a key of the prototype", '{"__proto__": {"a": 1}}', ["/__proto__/a 1"]],
    ["keys with slashes and tildes", '{"a/b": {"~c": 1}}', ["/a~1b/~0c 1"]],
    ["an empty key", '{"": 1}', ["/ 1"]],
    ["numbers of all forms", "[-0, 1.5e-7, 1E+2]", ["/0 -0", "/1 1.5e-7", "/2 1E+2"]],
    ["nothing but empty things", '{"a": {}, "b": [[], {}]}', []],
    ["a bare string", ' "a\\nb" ', [" a\nb"]],
  ])("%s", (_, text, expected) => {
    expect((leavesOf(text) ?? []).map((leaf) => `${pathOf(leaf)} ${leaf.text}`)).toEqual(expected);
  });
  test("are read as deep as JSON may be, and no deeper", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;
    expect(leavesOf(nested(MAX_JSON_DEPTH))).toHaveLength(1);
    expect(leavesOf(nested(MAX_JSON_DEPTH + 1))).toBeUndefined();
    expect(leavesOf(nested(1_000_000))).toBeUndefined();
  });
});

describe("a quotation of a record", () => {
  const said = {
    title: "Café Ädel",
    notes: ['She said "never again",\nand left.', "A new line\tand a tab."],
    rating: 4.5,
  };
  const plain = JSON.stringify(said);
  const escaped = plain.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  test.each([
    ["with quotation marks in it", 'said "never again"', "/notes/0", 'said \\"never again\\"'],
    ["over a line break", 'again", and left', "/notes/0", 'again\\",\\nand left'],
    ["behind a tab", "and a tab", "/notes/1", "and a tab"],
    ["of a number", "4.5", "/rating", "4.5"],
  ])("%s is found in the value, and its span is what the record has for it", (_, quote, path, raw) => {
    const match = locateExactly(recordOf(plain), quote);
    expect(match?.similarity).toBe(1);
    expect(shown(plain, match?.span)).toBe(raw);
    if (match !== undefined) expect(pathAt(recordOf(plain), match.span)).toEqual({ path });
  });
  test("is found behind and in escapes", () => {
    const match = locateExactly(recordOf(escaped), "Café Ädel");
    expect(shown(escaped, match?.span)).toBe("Caf\\u00e9 \\u00c4del");
    expect(JSON.parse(`"${shown(escaped, locate(recordOf(escaped), "Ädel")?.span)}"`)).toBe("Ädel");
  });
  test("does not run over two values, nor is one stitched from them unseen", () => {
    const two = JSON.stringify({ a: "The lid fits the kettle", b: "but the kettle leaks badly" });
    expect(locate(recordOf(two), "fits the kettle but the kettle")).toBeUndefined();
    expect(locateExactly(recordOf(two), "The lid fits … the kettle leaks")).toBeUndefined();
    const pieces = stitches("The lid fits the kettle but the kettle leaks badly", [recordOf(two)], [0]);
    expect(pieces?.map(({ span }) => shown(two, span))).toEqual([
      "The lid fits the kettle",
      "but the kettle leaks badly",
    ]);
  });
  test("may be of the record's own text", () => {
    expect(shown(plain, locateExactly(recordOf(plain), '"rating":4.5')?.span)).toContain('rating":4.5');
  });
  test("that is nowhere shows the nearest value", () => {
    const match = nearest(recordOf(plain), "She said never more and went");
    expect(shown(plain, match?.span)).toContain("never again");
    expect(locateExactly(recordOf(plain), "She said never more")).toBeUndefined();
  });
  test("that is a part of a string is found in it, and decodes to itself, for any JSON", () => {
    const words = fc.array(fc.constantFrom("kettle", "lid", 'a "b"', "c\\d", "é", "\n", "😀", "fits", "30"), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), fc.nat(3), fc.boolean(), (list, pick, ascii) => {
        const values = list.map((one) => one.join(" "));
        const written = JSON.stringify({ values });
        const text = ascii
          ? written.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          : written;
        const quote = values[pick % values.length] ?? "";
        const match = locateExactly(recordOf(text), quote);
        if (!/[\p{L}\p{N}]/u.test(quote)) return;
        expect(match?.similarity).toBe(1);
        const raw = JSON.parse(`"${shown(text, match?.span)}"`) as string;
        expect(raw).not.toBe("");
        if (match?.match === "verbatim") expect(quote).toContain(raw);
      }),
      { seed: 54, numRuns: 500 },
    );
  });
});
