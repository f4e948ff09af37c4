import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

describe("passages that are spoken of, and sources in round brackets, cite", () => {
  test.each<Row>([
    ["Passage 2 says that it is so.", "shipping"],
    ["According to document 3, it is so.", "smith2020"],
    ["According to documents 1 and 3, it is so.", "refunds smith2020"],
    ["According to sources 1, 2, and 3, it is so.", "refunds shipping smith2020"],
    ["According to passages 1-3, it is so.", "refunds shipping smith2020"],
    ["As Document #2 says, it is so.", "shipping"],
    ["As stated in chunk 2, it is so.", "shipping"],
    ["Per reference 2, it is so.", "shipping"],
    ["It is so (Passage 2).", "shipping"],
    ["It is so (see passage 2).", "shipping"],
    ["It is so (Passages 1 and 2).", "refunds shipping"],
    ["It is so (document 3).", "smith2020"],
    ["It is so (source: shipping).", "shipping"],
    ["It is so (Source: Refund policy).", "refunds"],
    ["It is so (sources: 1, 2).", "refunds shipping"],
    ["It is so (Source: [1]).", "refunds"],
    ["It is so (Source: [1], [2]).", "refunds shipping"],
    ["It is so. (Source: 1)", "refunds"],
    ["退款需要三十天（来源：refunds）。", "refunds"],
    ["退款需要三十天（来源：1）。", "refunds"],
    ["返品は無料です（出典：2）。", "shipping"],
    ["Es ist so (Quelle: 2).", "shipping"],
    ["C’est ainsi (source : 2).", "shipping"],
    ["Es así (fuente: 2).", "shipping"],
    ["Это так (источник: 2).", "shipping"],
    ["Passage 9 says that it is so.", "!9"],
    ["It is so (source: terms).", "!terms"],
    ["It is so (see passage 9).", "!9"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
});

describe("other words do not", () => {
  test.each([
    "You get the document 2 days after delivery.",
    "It is a source 5 times as strong.",
    "It names two documents.",
    "It is so (see below).",
    "It is so (sourced: locally).",
    "It is so (2 documents).",
    "Use `source 2` for it.",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test("a round bracket is cut out of its claim", () => {
  expect(claimed("It is so (see passage 2). So is this. (Source: 1)")).toEqual(["It is so.", "So is this."]);
});
