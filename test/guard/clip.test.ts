import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clip } from "../../src/text/clip.ts";

describe("clip", () => {
  test.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc…"],
    ["ab\u{1F427}", 4, "ab\u{1F427}"],
    ["ab\u{1F427}c", 3, "ab…"],
    ["ab\u{1F427}c", 4, "ab\u{1F427}…"],
    ["", 0, ""],
    ["a", 0, "…"],
  ])("of %j to %d units is %j", (text, length, clipped) => {
    expect(clip(text, length)).toBe(clipped);
  });

  test("keeps what is well formed so, and is a beginning of the text", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.nat(40), (text, length) => {
        const clipped = clip(text, length);
        expect(clipped.isWellFormed()).toBe(true);
        if (text.length > length) {
          const kept = clipped.slice(0, -1);
          expect([text.startsWith(kept), clipped.endsWith("…")]).toEqual([true, true]);
          expect(kept.length <= length && kept.length >= length - 1).toBe(true);
        } else expect(clipped).toBe(text);
      }),
    );
  });
});
