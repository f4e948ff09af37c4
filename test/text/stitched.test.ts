import { describe, expect, test } from "vitest";
import { stitches } from "vouchsafe";

const sources = [
  { id: "a", text: "Unused items may be returned within thirty days. The customer pays the postage." },
  { id: "b", text: "Express delivery arrives on the next working day." },
];
const pieces = (quote: string, asked: readonly number[] = [0, 1]): readonly string[] | undefined =>
  stitches(quote, sources, asked)?.map(({ source, span }) => sources[source]?.text.slice(span.start, span.end) ?? "");

describe("stitches", () => {
  test.each([
    [
      "two places of one source",
      "Unused items may be the customer pays the postage",
      ["Unused items may be", "The customer pays the postage"],
    ],
    [
      "two sources",
      "unused items may be returned arrives on the next working day",
      ["Unused items may be returned", "arrives on the next working day"],
    ],
    [
      "two places, in the other order",
      "the customer pays within thirty days",
      ["The customer pays", "within thirty days"],
    ],
  ])("finds %s", (_, quote, expected) => {
    expect(pieces(quote)).toEqual(expected);
  });
  test.each([
    ["one place", "Unused items may be returned within thirty days"],
    ["words of its own", "Unused items may be returned by penguins on skates"],
    ["pieces of two words", "unused items the customer the postage next working"],
    ["nothing", ""],
    ["marks", "… — …"],
  ])("finds none in %s", (_, quote) => {
    expect(pieces(quote)).toBeUndefined();
  });
  test("asks only the sources asked", () => {
    expect(pieces("unused items may be returned arrives on the next working day", [0])).toBeUndefined();
  });
});
