import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

describe("elements cite", () => {
  test.each<Row>([
    ["It is so <cite>shipping</cite>.", "shipping"],
    ["It is so <cite>1</cite>.", "refunds"],
    ["It is so.<cite>[1]</cite>", "refunds"],
    ["It is so <cite>1, 2</cite>.", "refunds shipping"],
    ["It is so <cite>[1][2]</cite>.", "refunds shipping"],
    ["It is so <CITE>1</CITE>.", "refunds"],
    ["It is so <cite>Refund policy</cite>.", "refunds"],
    ['<cite id="2">It is so.</cite>', "shipping"],
    ['<cite id="1,2">It is so.</cite>', "refunds shipping"],
    ["<cite id='2'>It is so.</cite>", "shipping"],
    ["<cite id=2>It is so.</cite>", "shipping"],
    ['<cite index="1">It is so.</cite>', "refunds"],
    ['It is so <cite id="2"/>.', "shipping"],
    ["It is so <ref>refunds</ref>.", "refunds"],
    ["It is so.<ref>2</ref>", "shipping"],
    ['It is so <ref name="refunds"/>.', "refunds"],
    ['It is so <ref name="refunds" />.', "refunds"],
    ['<ref id="1">It is so.</ref>', "refunds"],
    ["It is so <citation>2</citation>.", "shipping"],
    ['It is so <citation source="shipping"/>.', "shipping"],
    ['It is so <citation sourceId="shipping"/>.', "shipping"],
    ['It is so <source id="1"/>.', "refunds"],
    ["It is so <source>1</source>.", "refunds"],
    ["It is so <reference>1</reference>.", "refunds"],
    ["| lid | dry <ref>4</ref> |", "care.pdf"],
    ["退款需要三十天<ref>1</ref>。", "refunds"],
    ["It is so <ref>9</ref>.", "!9"],
    ['It is so <source id="terms"/>.', "!terms"],
    ["It is so <ref>terms</ref>.", "!terms"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
});

describe("other elements do not cite", () => {
  test.each([
    "It is so <cite>1.",
    "It is so <ref>1.",
    "It is so <refs>1</refs>.",
    "It is so <citadel>1</citadel>.",
    "It is so <b>1</b>.",
    'It is so <source src="1.mp4" type="video/mp4"/>.',
    "It is so <cite></cite>.",
    "Use `<cite>1</cite>` and so on `<cite>1</cite> x`.",
    "It is so </cite>.",
    "It is < cite >1.",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test.each<readonly [answer: string, texts: readonly string[]]>([
  ['<cite id="2">One is so.</cite> Two is so.', ["One is so.", "Two is so."]],
  ['<ref id="2">One is so</ref>, and <ref id="1">two is so</ref>.', ["One is so, and two is so."]],
  ["One is so.<ref>1</ref> Two is so.<source id='2'/>", ["One is so.", "Two is so."]],
])("an element is cut out of its claim, and words it wraps stay: %s", (answer, texts) => {
  expect(claimed(answer)).toEqual(texts);
});
test("a sentence after an element is not covered by it", () => {
  expect(cited("<cite id='2'>One is so.</cite> Two is so [1].")).toBe("shipping refunds");
});
