import { describe, expect, test } from "vitest";
import { read } from "vouchsafe";
import { cited, claimed, type Row, sources } from "./sources.ts";

const R = "https://shop.example/refunds";

describe("a list of sources tells what the numbers mean", () => {
  test.each<Row>([
    ["It is so [1].\n\nSources:\n1. Shipping rates\n2. Refund policy", "shipping"],
    ["It is so [1].\n\nSources:\n[1] Shipping rates\n[2] Refund policy", "shipping"],
    ["It is so [1].\n\n## References\n\n1. smith2020\n2. shipping", "smith2020"],
    ["It is so [1].\n\n**Sources:**\n- [1] Shipping rates", "shipping"],
    ["It is so [1].\n\nSources:\n- [1]: https://papers.example/smith", "smith2020"],
    [`It is so [2].\n\nCitations:\n1. https://papers.example/smith\n2. ${R}`, "refunds"],
    [`It is so [1].\n\nReferences\n1. [Kettles](https://papers.example/smith)`, "smith2020"],
    ["It is so.¹\n\nSources:\n¹ Shipping rates", "shipping"],
    ["It is so.¹\n\n¹ Shipping rates", "shipping"],
    ["It is so [1].\n\nSources:\n1. Shipping rates, https://shop.example/shipping?lang=en", "shipping"],
    ["It is so [1].\n\nSources:\n\n1. **Shipping rates**\n\n2. Refund policy", "shipping"],
    ["退款需要三十天[1]。\n\n来源：\n1. Shipping rates", "shipping"],
    // A list entry that names no given source leads nowhere, and so does its number.
    ["It is so [1].\n\nSources:\n1. Terms of trade", "!1"],
    ["It is so [2].\n\nSources:\n1. Terms of trade\n2. Refund policy", "refunds !1"],
    ["It is so [1].\n\nReferences:\n1. Refund policy\n2. https://other.example/terms", "refunds !2"],
  ])("%j", (answer, cites) => {
    expect(
      cited(answer)
        .split(" ")
        .filter((one, at, all) => all.indexOf(one) === at)
        .join(" "),
    ).toBe(cites);
  });
});

describe("where nothing else is cited, a list at the end covers the whole answer", () => {
  const covers = (answer: string): readonly string[] =>
    read({ answer, sources }).claims.map(({ text, citations }) => `${text} ${citations.map((one) => one.sourceId)}`);
  test.each<readonly [answer: string, covered: readonly string[]]>([
    ["One is so.\n\nTwo is so.\n\nSources:\n- refunds", ["One is so. refunds", "Two is so. refunds"]],
    [
      "One is so. Two is so.\n\nSources:\n- refunds\n- shipping",
      ["One is so. refunds,shipping", "Two is so. refunds,shipping"],
    ],
    ["One is so.\n\nSources: refunds, shipping", ["One is so. refunds,shipping"]],
    ["One is so.\n\nTwo is so.\n\nSources: [1], [2]", ["One is so. 1,2", "Two is so. 1,2"]],
    ["One is so.\n\nTwo is so.\n\nSource: Refund policy", ["One is so. Refund policy", "Two is so. Refund policy"]],
    [`One is so.\n\n**Source:** ${R}`, [`One is so. ${R}`]],
    [`One is so.\n\nSources:\n${R}\nhttps://papers.example/smith`, [`One is so. ${R},https://papers.example/smith`]],
    [`One is so.\n\nSource: [Refund policy](${R})`, [`One is so. [Refund policy](${R})`]],
  ])("%j", (answer, covered) => {
    expect(covers(answer)).toEqual(covered);
  });
  test.each([
    "One is so.\n\nSource: Document 1",
    "One is so.\n\n*Sources: [1]*",
    "One is so.\n\n> Sources: [1]",
    `One is so.\n\nSources: Refund policy (${R})`,
  ])("%j", (answer) => {
    expect(cited(answer)).toBe("refunds");
    expect(claimed(answer)).toEqual(["One is so."]);
  });
  test("where markers stand in the text, it covers nothing", () => {
    expect(covers("One is so [1].\n\nTwo is so.\n\nSources:\n1. Refund policy")).toEqual([
      "One is so. 1",
      "Two is so. ",
    ]);
  });
  test("and a line after each paragraph covers that paragraph", () => {
    expect(covers("Nought is so.\n\nOne is so.\nSource: refunds\n\nTwo is so.\nSource: shipping")).toEqual([
      "Nought is so. ",
      "One is so. refunds",
      "Two is so. shipping",
    ]);
  });
});

test("a definition that begins with the name of a source and goes on names another", () => {
  expect(cited("It is so.[^2]\n\n[^2]: refunds-2019").split(" ")).toContain("!2");
  expect(cited("It is so.[^2]\n\n[^2]: see refunds, page 2")).toBe("refunds");
});

describe("what only looks like a list of sources is read as any text", () => {
  test.each([
    "Sources of iron:\n- spinach",
    "It is so.\n\nSources:\n- Spinach\n- Lentils",
    "Source: the river rises in the hills and flows on for many miles.",
    "The sources: it is so.",
    "```\nSources:\n1. refunds\n```",
  ])("%j", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test("an entry is no claim, unless it says more than a name", () => {
  expect(claimed(`It is so [1].\n\nReferences:\n[1] Refund policy. ${R}\n[2] Shipping rates.`)).toEqual(["It is so."]);
  expect(claimed("It is so [1].\n\nSources:\n1. Refund policy")).toEqual(["It is so."]);
  expect(claimed(`It is so [1].\n\nSources:\n1. Refund policy: ${R}?utm_source=openai`)).toEqual(["It is so."]);
  expect(claimed("It is so [1].\n\nSources:\n1. Refund policy: every item is refunded twice")).toHaveLength(2);
  expect(claimed("It is so.\n\nSources: refunds, shipping")).toEqual(["It is so."]);
});

describe("a footnote leads where its definition says, and by its number only if that is a sentence", () => {
  test.each<Row>([
    ["It is so [^1].\n\n[^2]: refunds", "!1"],
    ["It is so [^1]. It is [^2].\n\n[^2]: refunds", "!1 refunds"],
    ["It is so [^1].", "refunds"],
    ["It is so [^refunds].\n\n[^2]: shipping", "refunds"],
    ["It is so [^1].\n\n[^1]: Unknown handbook", "!1"],
    ["It is so [^1].\n\n[^1]: The Handbook of Unknown Shops, 2nd ed.", "!1"],
    ["It is so [1].\n\n[1]: Unknown handbook", "!1"],
    ["It is so.¹\n\n¹ Unknown handbook", "!1"],
    ["It is so.¹\n\n¹ Unknown handbook, page 2", "!1"],
    ["It is so [^1].\n\n[^1]: See page 4.", "refunds"],
    ["It is so [^1].\n\n[^1]: They are paid within 30 days.", "refunds"],
    ["It is so [^1].\n\n[^1]: “paid within 30 days of delivery”", "refunds"],
    ["It is so [^1].\n\n[^1]: 退款需要三十天。", "refunds"],
  ])("%j", (answer, cites) => {
    expect([...new Set(cited(answer).split(" "))].join(" ")).toBe(cites);
  });
});
