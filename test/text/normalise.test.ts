import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../../src/text/normalise.ts";
import { anyText, cutsCharacter } from "../oracles/generators.ts";

const isOnePass = (text: string): string => {
  const { text: out, starts, ends } = normalise(text);
  if (starts.length !== out.length || ends.length !== out.length) return "the map has another length than the text";
  for (let at = 0; at < out.length; at += 1) {
    const [start = -1, end = -1] = [starts[at], ends[at]];
    if (start < 0 || end > text.length || start >= end) return `unit ${at} comes from nowhere`;
    if (at > 0 && start < (starts[at - 1] ?? 0)) return `the map goes back at unit ${at}`;
    if (cutsCharacter(text, start) || cutsCharacter(text, end)) return `unit ${at} comes from half a character`;
  }
  // A compatibility form of a mark unfolds into a space and the mark; at the start of a text the space is dropped.
  return normalise(out).text.trimStart() === out.trimStart() ? "" : "once more gives another text";
};

describe("normalise", () => {
  test.each([
    ["case", "Free RETURNS", "free returns"],
    ["white space of any kind, in runs", "a\u00a0 \t\n\u3000b", "a b"],
    ["quotation marks", "“a” „b‟ «c» 「d」 ‘e’", '"a" "b" "c" "d" \'e\''],
    ["dashes", "a–b—c‐d−e", "a-b-c-d-e"],
    ["the ellipsis", "a…", "a..."],
    ["width", "ＡＢＣ１２", "abc12"],
    ["ligatures", "ﬁne oﬀer", "fine offer"],
    ["composition", "e\u0301", "é"],
    ["what cannot be seen", "re\u00adfund\u200b \u202ea\u202c", "refund a"],
    ["emphasis", "**free** *returns*", "free returns"],
  ])("folds %s", (_, from, to) => {
    expect(normalise(from).text).toBe(to);
  });
  test.each([
    ["a letter and the same with an accent", "resume", "résumé"],
    ["two figures", "10", "100"],
    ["a decimal point and none", "1.5", "15"],
    ["a fraction and a figure", "1½", "112"],
    ["a minus and none", "-5", "5"],
    ["half-voiced kana and plain", "ば", "は"],
  ])("keeps apart %s", (_, a, b) => {
    expect(normalise(a).text).not.toBe(normalise(b).text);
  });
  test("drops the combining marks beyond any script's use, and maps what stays to all of them", () => {
    const text = `a${"\u0301\u0323".repeat(40_000)}b`;
    const started = performance.now();
    const { text: out, ends } = normalise(text);
    expect([out.length < 40, out.endsWith("b"), ends[0]]).toEqual([true, true, text.length - 1]);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(normalise(out).text).toBe(out);
  });
  test("maps every unit to whole characters of the original, forwards, and is a fixed point: for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isOnePass(text)).toBe("");
      }),
      { seed: 41, numRuns: 1_500 },
    );
  });
  test("for every character there is, alone, before a letter, and before a mark", () => {
    const wrong: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      // Planes without assigned characters all behave like their first.
      if (codePoint > 0x3_3480 && codePoint < 0xe_0000 && codePoint % 0x1_0000 > 4) continue;
      if (codePoint > 0xe_01f0 && codePoint % 0x1_0000 > 4) continue;
      const character = String.fromCodePoint(codePoint);
      for (const text of [character, `${character}\u0301`, `a${character}b`]) {
        const fault = isOnePass(text);
        if (fault !== "") wrong.push(`U+${codePoint.toString(16)} ${JSON.stringify(text)}: ${fault}`);
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  }, 30_000);
  test("of two texts put together with a space is the two put together, unless a bracket is cut in two", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        fc.pre(!/[[【］［]/.test(a));
        const [left, right] = [normalise(a).text.trim(), normalise(b).text.trim()];
        expect(normalise(`${a} ${b}`).text.trim()).toBe(`${left} ${right}`.trim());
      }),
      { seed: 42, numRuns: 800 },
    );
  });
});
