import { expect, test } from "vitest";
import { read } from "vouchsafe";

const text = "The lid fits the box. Tea is hot. The lid fits the box. Tea is cold. The lid fits the box.";
const placeOf = (near?: number): number | undefined => {
  const citation = { sourceId: "1", quote: "The lid fits the box", ...(near === undefined ? {} : { near }) };
  const [claim] = read({ answer: "It fits.", sources: [text], citations: [citation] }).claims;
  return claim?.quotations[0]?.found?.span.start;
};

test.each([
  ["no place", undefined, 0],
  ["the second", 36, text.indexOf("The lid", 1)],
  ["the last", 80, text.lastIndexOf("The lid")],
  ["a place beyond the end", 1_000, text.lastIndexOf("The lid")],
])("a quote that is said to stand near %s is found there", (_, near, start) => {
  expect(placeOf(near)).toBe(start);
});

test("where chunks are joined, the quote is found without its place", () => {
  const sources = [
    { id: "a", documentId: "d", text: "The lid fits the box of the shop and stays." },
    { id: "b", documentId: "d", text: "of the shop and stays. Then the lid fits the box." },
  ];
  const [claim] = read({
    answer: "It fits.",
    sources,
    citations: [{ sourceId: "d", quote: "The lid fits the box", near: 40 }],
  }).claims;
  expect(claim?.quotations[0]?.found).toMatchObject({ source: 0, match: "verbatim", span: { start: 0 } });
});
