import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "vouchsafe";
import { markedPieces } from "../../src/cli/marked-answer.ts";

/** An outcome of which only the places of its claims matter here. */
const outcomeWith = (spans: readonly (readonly [number, number])[]): Outcome =>
  ({ claims: spans.map(([start, end]) => ({ at: { start, end } })) }) as unknown as Outcome;

describe("markedPieces", () => {
  test("keeps every character that is no white space, in order, wherever the claims lie", () => {
    const unit = fc.constantFrom("a", "Ж", "漢", "1", ".", "-", "*", "|", '"', " ", "\n", "\n\n", "😀");
    const answers = fc.string({ unit, maxLength: 60 });
    fc.assert(
      fc.property(answers, fc.array(fc.nat(60), { maxLength: 8 }), (answer, cuts) => {
        const at = [...new Set(cuts.map((cut) => Math.min(cut, answer.length)))].sort((left, right) => left - right);
        const spans = at.flatMap((start, index) => {
          const end = at[index + 1];
          return index % 2 === 0 && end !== undefined ? [[start, end] as const] : [];
        });
        const pieces = markedPieces(answer, outcomeWith(spans));
        const shown = pieces.map(({ text }) => text).join("");
        expect(shown.replaceAll(/\s/g, "")).toBe(answer.replaceAll(/\s/g, ""));
        expect(pieces.filter(({ claim }) => claim !== undefined)).toHaveLength(spans.length);
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[string, string, readonly (readonly [number, number])[], readonly string[]]>([
    [
      "a bullet goes before its claim",
      "- One.\n- Two.",
      [
        [2, 6],
        [9, 13],
      ],
      ["- One.", "- Two."],
    ],
    ["a number goes before its claim", "1. One.", [[3, 7]], ["1. One."]],
    ["a closing mark goes after its claim", "(One) and", [[1, 4]], ["(One)", "and"]],
    [
      "text between claims stands alone",
      "One. Hello! Two.",
      [
        [0, 4],
        [12, 16],
      ],
      ["One.", "Hello!", "Two."],
    ],
    ["a number at the very end is not lost", "One.\n2.", [[0, 4]], ["One.", "2."]],
  ])("%s", (_reason, answer, spans, expected) => {
    expect(markedPieces(answer, outcomeWith(spans)).map(({ text }) => text)).toEqual(expected);
  });

  test("a blank line of the answer starts a paragraph", () => {
    const pieces = markedPieces(
      "One.\n\nTwo.\nThree.",
      outcomeWith([
        [0, 4],
        [6, 10],
        [11, 17],
      ]),
    );
    expect(pieces.map(({ startsParagraph }) => startsParagraph)).toEqual([false, true, false]);
  });
});
