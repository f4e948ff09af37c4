import fc from "fast-check";
import { expect, test } from "vitest";
import { hasVisibleText, visibleEnd } from "../../src/text/visible.ts";

test.each([
  ["nothing", ""],
  ["white space of all kinds", " \t\n\r\u00a0\u1680\u2003\u2028\u3000\ufeff"],
  ["zero-width characters", "\u200b\u200c\u200d\u2060\u00ad"],
  ["a Hangul filler", "\u3164"],
  ["the other Hangul fillers", "\u115f\u1160\uffa0"],
  ["the Braille blank", "\u2800"],
  ["tag characters", "\u{e0048}\u{e0069}"],
  ["variation selectors", "\ufe0f\u{e0100}"],
  ["directional marks", "\u200e\u202e\u2066\u2069"],
  ["controls", "\u0000\u0007\u001b"],
  ["a lone surrogate", "\ud83d"],
  ["private use", "\ue000"],
  ["the null notehead", "\u{1d159}"],
  ["marks on nothing", "\u0301\u0301"],
])("shows nothing: %s", (_, text) => {
  expect(hasVisibleText(text)).toBe(false);
  expect(visibleEnd(text)).toBe(0);
});

test.each([
  ["a letter", "a", 1],
  ["a letter between fillers", "\u3164a\u3164", 2],
  ["a digit and spaces", "4  \n", 1],
  ["an ideograph", "好", 1],
  ["an emoji with its selector", "❤️\u200b ", 2],
  ["an accent put on its letter", "e\u0301\u200b", 2],
  ["a full stop before tags", "No.\u{e0041}", 3],
  ["an astral letter", "𐐷 ", 2],
])("shows something: %s", (_, text, end) => {
  expect(hasVisibleText(text)).toBe(true);
  expect(visibleEnd(text)).toBe(end);
});

test("the visible end is 0 exactly when nothing is visible, and what follows it is invisible", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const end = visibleEnd(text);
      expect(end > 0).toBe(hasVisibleText(text));
      expect(hasVisibleText(text.slice(end))).toBe(false);
    }),
  );
});
