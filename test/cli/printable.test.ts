import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, printableLine } from "../../src/cli/printable.ts";

describe("printable", () => {
  test.each([
    ["an escape sequence", "\u001B[31mred", "\\u{1B}[31mred"],
    ["a link of the terminal", "\u001B]8;;https://example.com\u0007x", "\\u{1B}]8;;https://example.com\\u{7}x"],
    ["the one-byte form of an escape sequence", "\u009B2J", "\\u{9B}2J"],
    ["a carriage return that would overwrite", "good\rbad", "good\\u{D}bad"],
    ["a backspace", "a\bb", "a\\u{8}b"],
    ["an override of the reading direction", "a\u202Eb", "a\\u{202E}b"],
    ["an isolate", "a\u2066b", "a\\u{2066}b"],
    ["a zero-width space", "30\u200B0", "30\\u{200B}0"],
    ["a joiner between Latin letters", "a\u200Db", "a\\u{200D}b"],
    ["letters of the tag block", "a\u{E0041}", "a\\u{E0041}"],
    ["a lone surrogate", "a\uD83D", "a\\u{D83D}"],
    ["a soft hyphen", "re\u00ADfund", "re\\u{AD}fund"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["an annotation mark", "a\uFFF9b", "a\\u{FFF9}b"],
    ["a null", "a\0b", "a\\u{0}b"],
    ["a filler that looks like a space", "a\u3164b", "a\\u{3164}b"],
  ])("writes out %s", (_reason, given, expected) => {
    expect(printable(given)).toBe(expected);
  });

  test.each([
    ["line breaks and tabs", "a\nb\tc"],
    ["line breaks of Windows, as line breaks", "a\nb", "a\r\nb"],
    ["the joiners of a family emoji", "👩‍👩‍👧"],
    ["the selector of a coloured heart", "❤️"],
    ["the non-joiner of Persian", "می‌خواهم"],
    ["accents, scripts and symbols", "naïve Ω ж 漢 € “”"],
  ])("leaves %s", (_reason, expected, given = expected) => {
    expect(printable(given)).toBe(expected);
  });

  test("whatever is given, nothing is left that a terminal obeys", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        expect(printable(given)).not.toMatch(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(printableLine(given)).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 2000 },
    );
  });
});
