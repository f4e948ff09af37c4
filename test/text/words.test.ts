import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stem } from "../../src/text/stem.ts";
import { words } from "../../src/text/words.ts";
import { anyText } from "../oracles/generators.ts";

const keys = (text: string): readonly string[] => words(text).map(({ key }) => key);
const meets = (a: string, b: string): boolean => keys(a).join(" ") === keys(b).join(" ");

describe("words", () => {
  test.each([
    ["case", "Lid", "lid"],
    ["accents", "résumé", "resume"],
    ["composition", "e\u0301te", "éte"],
    ["the plural", "refunds", "refund"],
    ["the plural in -ies", "policies", "policy"],
    ["the past", "planned", "plan"],
    ["the present", "returning", "return"],
    ["an irregular past", "went", "go"],
    ["the possessive", "customer's", "customer"],
    ["either apostrophe", "don’t", "don't"],
    ["soft hyphens", "re\u00adfund", "refund"],
    ["thousands", "1,500", "1500"],
    ["a nought behind the point", "4.90", "4.9"],
    ["width", "ＡＢＣ", "abc"],
    ["Arabic digits", "٣٠", "30"],
    ["Devanagari digits", "३०", "30"],
    ["full-width digits", "３０", "30"],
    ["their circle", "⑨", "9"],
    ["their place below the line", "₉₀", "90"],
    ["mathematical style", "𝟗𝟎", "90"],
    ["a fraction written on", "14½", "14.5"],
    ["a thousand written on", "14k", "14,000"],
    ["their scale", "1.2 million", "1,200,000"],
    ["their scale, emphasised", "**14** million", "14000000"],
    ["their scale, written on", "14million", "14000000"],
    ["a fixed space between thousands", "1\u00a0400\u202f000", "1,400,000"],
    ["a space between thousands", "1 400", "1,400"],
    ["an apostrophe between thousands", "1’400", "1400"],
    ["what cannot be seen in a figure", "9\u200b\u200b0", "90"],
    ["Russian cases", "возврата", "возврату"],
    ["the Arabic article", "الطرد", "طرد"],
  ])("that differ by %s meet", (_, a, b) => {
    expect(keys(a)).toEqual(keys(b));
  });
  test.each([
    ["university", "universe"],
    ["fall", "fal"],
    ["10", "100"],
    ["1.5", "15"],
    ["1,5", "15"],
    ["12,50", "1250"],
    ["14½", "14"],
    ["refund⁹⁹", "refund 99"],
    ["10²", "102"],
    ["Ⅳ", "Ⅵ"],
    ["❶", "❷"],
    ["14 million", "14"],
    ["14k", "14"],
    ["5m", "5M"],
    ["1 400", "1, 400"],
    ["99999999999999999 million", "99999999999999999"],
    ["its", "it"],
    ["legal", "illegal"],
    ["able", "unable"],
    ["increase", "decrease"],
    ["policy", "police"],
    ["٣٠", "٣١"],
    ["может", "можно"],
  ])("of other meaning stay apart: %s, %s", (a, b) => {
    expect(meets(a, b)).toBe(false);
  });
  test("have their place in the text, in order, and cover every letter and digit", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let from = 0;
        let gaps = "";
        for (const { start, end, key, kind } of words(text)) {
          expect(end).toBeGreaterThan(start);
          // Pairs of characters overlap by one.
          if (kind !== "pair") expect(start).toBeGreaterThanOrEqual(from);
          expect(text.slice(start, end).isWellFormed()).toBe(true);
          expect(typeof key).toBe("string");
          gaps += text.slice(from, Math.max(from, start));
          from = Math.max(from, end);
        }
        expect(gaps + text.slice(from)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
      { seed: 71, numRuns: 1_500 },
    );
  });
  test("of a part are those of the part alone", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, text) => {
        const whole = `${before} ${text}`;
        const shift = before.length + 1;
        const moved = words(text).map((word) => ({ ...word, start: word.start + shift, end: word.end + shift }));
        expect(words(whole, shift)).toEqual(moved);
      }),
      { seed: 72, numRuns: 500 },
    );
  });
  test("that are figures in a list stay figures of their own", () => {
    expect(keys("100 200 300")).toEqual(["100", "200", "300"]);
    expect(keys("In 2018 400 came")).toEqual(["in", "2018", "400", "came"]);
    expect(keys("② and ③, ②③")).toEqual(["2", "and", "3", "2", "3"]);
  });
  test("with endless combining marks cost no more than others", () => {
    const started = performance.now();
    expect(words(`a${"\u0301\u0323".repeat(40_000)}`).length).toBe(1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
  test("of scripts without spaces are pairs of neighbours; one alone stands for itself", () => {
    expect(words("水が好き").map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 2, "pair"],
      [1, 3, "pair"],
      [2, 4, "pair"],
    ]);
    expect(words("水").map(({ key }) => key)).toEqual(["水"]);
    expect(words("A水B").map(({ kind }) => kind)).toEqual(["word", "pair", "word"]);
  });
  test.each(["__proto__", "constructor", "toString"])("may be called %s", (word) => {
    expect(words(word).length).toBeGreaterThan(0);
  });
});

describe("stem", () => {
  test("leaves something of every word", () => {
    const letters = fc
      .array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), { minLength: 1, maxLength: 12 })
      .map((list) => list.join(""));
    fc.assert(
      fc.property(letters, (word) => {
        expect(stem(word, "latin").length).toBeGreaterThan(0);
        expect(stem(word, "cyrillic").length).toBeGreaterThan(0);
      }),
      { seed: 73, numRuns: 2_000 },
    );
  });
});
