import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, wrap } from "../../src/cli/wrap.ts";

describe("displayWidth", () => {
  test.each([
    ["letters take one column", "abc", 3],
    ["East Asian characters take two", "返品は", 6],
    ["full-width forms take two", "ＡＢ", 4],
    ["combining marks take none", "e\u0301", 1],
    ["an emoji takes two, however it is composed", "👩‍👩‍👧", 2],
    ["a flag takes two", "🇳🇴", 2],
    ["Arabic letters take one each", "مرحبا", 5],
    ["Hangul syllables take two", "환불", 4],
  ])("%s", (_reason, text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("wrap", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "bc", " ", "  ", "漢", "。", "é", "😀", "\n", "longer"),
    maxLength: 80,
  });

  test("no line is wider than asked, and no character is lost", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 30 }), (given, width) => {
        const lines = wrap(given, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(/\s/g, "")).toBe(given.replaceAll(/\s/g, ""));
      }),
    );
  });

  test.each([
    ["breaks at spaces", "one two three", 9, ["one two", "three"]],
    ["keeps line breaks", "one\n\ntwo", 9, ["one", "", "two"]],
    ["cuts a word only when it is wider than a line", "a abcdefghijkl", 8, ["a", "abcdefgh", "ijkl"]],
    ["breaks between East Asian characters", "返品は可能です", 8, ["返品は可", "能です"]],
    ["leaves no full stop alone at the start of a line", "返品可能。", 8, ["返品可", "能。"]],
  ])("%s", (_reason, given, width, expected) => {
    expect(wrap(given, width)).toEqual(expected);
  });

  test("a word of half a million characters takes no more than its length in time", () => {
    const started = performance.now();
    expect(wrap("漢x".repeat(250_000), 80).length).toBeGreaterThan(9000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
