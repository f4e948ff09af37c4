import { describe, expect, test } from "vitest";
import { read } from "vouchsafe";
import { cited, claimed, type Row, sources } from "./sources.ts";

describe("square brackets cite", () => {
  test.each<Row>([
    ["It is so [1].", "refunds"],
    ["It is so[1].", "refunds"],
    ["It is so.[1]", "refunds"],
    ["It is so [1, 3].", "refunds smith2020"],
    ["It is so [1,3].", "refunds smith2020"],
    ["It is so [1; 3].", "refunds smith2020"],
    ["It is so [1 and 3].", "refunds smith2020"],
    ["It is so [1-3].", "refunds shipping smith2020"],
    ["It is so [1–3].", "refunds shipping smith2020"],
    ["It is so [1, 3-4].", "refunds smith2020 care.pdf"],
    ["It is so [1][2].", "refunds shipping"],
    ["It is so [1] [2].", "refunds shipping"],
    ["It is so [ 2 ].", "shipping"],
    ["It is so [shipping].", "shipping"],
    ["It is so [care.pdf].", "care.pdf"],
    ["It is so [doc:shipping].", "shipping"],
    ["It is so [Source: 2].", "shipping"],
    ["It is so [Doc 2].", "shipping"],
    ["It is so [Passage #2].", "shipping"],
    ["It is so [Refund policy].", "refunds"],
    ["It is so [https://shop.example/refunds].", "refunds"],
    ["It is so ［１］.", "refunds"],
    ["It is so [１，３].", "refunds smith2020"],
    ["退款需要三十天［１］。", "refunds"],
    ["退款需要三十天[1]。运费不退[2]。", "refunds shipping"],
    ["退款需要三十天[1、3]。", "refunds smith2020"],
    ["تستغرق ثلاثين يوما [١].", "refunds"],
    ["تستغرق ثلاثين يوما [١، ٣].", "refunds smith2020"],
    ["इसमें तीस दिन लगते हैं [२]।", "shipping"],
    [String.raw`It is so \[1\].`, "refunds"],
    [String.raw`It is so \[refunds\].`, "refunds"],
    [String.raw`It is so \[1, 2\].`, "refunds shipping"],
    ["It is so `[1]`.", "refunds"],
    ["It is so `[1][2]`.", "refunds shipping"],
    ["It is so **[1]**.", "refunds"],
    ["It is so ([1]).", "refunds"],
    ['It says "refunds are paid within 30 days"[1].', "refunds"],
    ["- It is so [2]", "shipping"],
    ["| Item | Rule |\n|---|---|\n| lid | keep it dry [4] |", "care.pdf"],
    ["It costs $5 [1] and $6 [2].", "refunds shipping"],
    ["It costs 5$ [1], or $6[2] in all.", "refunds shipping"],
    ["It costs 5 $ [1], or 6 $ so.", "refunds"],
    ["Let $a be so [1] and b$ be so.", "refunds"],
    ["It is so [1, p. 3].", "refunds"],
    ["It is so [shipping, p. 3].", "shipping"],
    ["It is so [2: 3].", "shipping"],
    ["It is so [1: 3, 2: 4-5].", "refunds shipping"],
    ["It is so [2, §3].", "shipping"],
    ["It is so [2 pp. 3-4].", "shipping"],
    ["It is so [1, p. 3; 2, p. 5].", "refunds shipping"],
    ["It is so [Shipping rates, page 3].", "shipping"],
    ["It is so [9, p. 3].", "!9"],
    ["It is so [1 9].", "refunds !9"],
    ["It is so [1|9].", "refunds !9"],
    ["It is so [1&9].", "refunds !9"],
    ["It is so [1‑2].", "refunds shipping"],
    ["It is so [1—2].", "refunds shipping"],
    ["It is so [1 to 2].", "refunds shipping"],
    ["It is so [4‑6].", "care.pdf !5 !6"],
    ["It is so [4—6].", "care.pdf !5 !6"],
    ["It is so [4 to 6].", "care.pdf !5 !6"],
    ["It is so [#9].", "!9"],
    ["It is so [#1, #9].", "refunds !9"],
    ["It is so [**9**].", "!9"],
    ["It is so [9].", "!9"],
    ["It is so[9].", "!9"],
    ["It is so [0].", "!0"],
    ["It is so [9] and so is this.", "!9"],
    ["It is so [30]. Days go by.", "!30"],
    ["It is so [2020].", "!2020"],
    ["It was so in [2020].", "!2020"],
    ["It is so [citation needed].", "!citation needed"],
    ["It is so [９].", "!9"],
    ["It is so [٩].", "!9"],
    ["It is so [terms-2].", "!terms-2"],
    ["It is so [1, 9].", "refunds !9"],
    ["It is so [doc:terms].", "!terms"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
});

describe("square brackets do not cite", () => {
  test.each([
    "It [the shop] is so.",
    "It is so [sic].",
    "It is so [N/A].",
    "It is any letter of [A-Z].",
    "It is so in [v2.0].",
    "It opens at [10:30].",
    "Use a[0] of the array.",
    "Then arr[0] is used.",
    "Then rowCount[12] is used.",
    "Then a[12] is used.",
    "It is paid within [30] days.",
    "It is paid within [30] business days.",
    "It was [2020] years so.",
    "In [2020] it was so.",
    "It costs [10 000] in all.",
    "It is so (9).",
    "It is so {9}.",
    "It is so [...] and so.",
    "It is so [].",
    "- [ ] It is so.",
    "- [x] It is so.",
    "Use `list[1]` for it.",
    "Use `see [1] there` for it.",
    "Use ``a `b` [1]`` for it.",
    "Let $a[1]$ be zero.",
    "Let $a_i + b[1]$ be zero.",
    "Let $$a[1] = b$$ be zero.",
    "It is so:\n\n$$\na[1] = b\n$$",
    String.raw`Let \(a[1]\) be zero.`,
    String.raw`Let \[a[1] = b\] be zero.`,
    String.raw`It is so: \[x^2 + 1\]`,
    "```\nlist[1]\n```",
    "~~~js\nlist[1] = 2\n~~~",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test("a number is no title, where numbers are ids", () => {
  expect(cited("It is so [9].", [{ id: "7", title: "9", text: "R." }])).toBe("!9");
});

describe("a bracket is cut out of its claim", () => {
  test.each<readonly [answer: string, texts: readonly string[]]>([
    ["It is so [1].", ["It is so."]],
    ["It is so. [1]", ["It is so."]],
    ["It is so ［１］. So is this.", ["It is so.", "So is this."]],
    [String.raw`It is so \[1\].`, ["It is so."]],
    ["It is so `[1]`.", ["It is so."]],
    ["One is so. [1] Two is so. [2]", ["One is so.", "Two is so."]],
    ["退款需要三十天。［１］运费不退。［２］", ["退款需要三十天。", "运费不退。"]],
  ])("%s", (answer, texts) => {
    expect(claimed(answer)).toEqual(texts);
  });
});

test("a bracket of the shape that the ids have cites", () => {
  expect(cited("It is so [v2.0].", [{ id: "v1.0", text: "It is so." }])).toBe("!v2.0");
});
test("a page is no part of its claim", () => {
  expect(claimed("It is so [1, p. 3]. So is this [2: 3].")).toEqual(["It is so.", "So is this."]);
});

test.each<readonly [answer: string, texts: number]>([
  ["This is the rule that now applies to all\nMember States [1].", 1],
  ["This rule is in force and it applies to all\nMember States of the Union [1].", 1],
  ["This rule is in force and it applies to all.\nMember States know of it [1].", 2],
  ["This rule is in force, it applies to all of them\n- Member States know of it [1].", 2],
  ["This rule is in force, it applies to all of them\n> Member States know of it", 2],
  ["**This rule is in force, it applies to all**\nMember States know of it [1].", 2],
  ["It applies to all\nMember States know of it [1].", 2],
])("a line that was wrapped before a capital goes on: %j", (answer, texts) => {
  expect(read({ answer, sources }).claims.length + read({ answer, sources }).skipped.length).toBe(texts);
});
