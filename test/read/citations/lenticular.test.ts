import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

describe("lenticular brackets cite", () => {
  test.each<Row>([
    ["It is so【1】.", "refunds"],
    ["It is so 【2】.", "shipping"],
    ["It is so【1, 3】.", "refunds smith2020"],
    ["It is so【1】【2】.", "refunds shipping"],
    ["It is so【refunds】.", "refunds"],
    ["It is so【care.pdf】.", "care.pdf"],
    ["It is so【Refund policy】.", "refunds"],
    // The first figure counts messages, the second results from nought.
    ["It is so【4:0†source】.", "refunds"],
    ["It is so【4:1†source】.", "shipping"],
    ["It is so.【4:1†source】", "shipping"],
    ["It is so【4:0†care.pdf】.", "care.pdf"],
    ["It is so【4:9†care.pdf】.", "care.pdf"],
    ["It is so【2†source】.", "shipping"],
    ["It is so【2†L10-L20】.", "shipping"],
    ["It is so【4:0†source】【4:1†source】.", "refunds shipping"],
    ["退款需要三十天【1】。运费不退【2】。", "refunds shipping"],
    ["退款需要三十天。【1】运费不退。【2】", "refunds shipping"],
    ["退款需要三十天【２】。", "shipping"],
    ["It is so【9】.", "!9"],
    ["It is so【4:9†source】.", "!4:9†source"],
    ["It is so【9†source】.", "!9†source"],
    ["It is so【terms.pdf】.", "!terms.pdf"],
    ["It is so【4:9†terms.pdf】.", "!4:9†terms.pdf"],
    ["It is so【4:0†terms.pdf】.", "!4:0†terms.pdf"],
    ["It is so【4:0†every item is refunded twice】.", "!4:0†every item is refunded twice"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
  test("a number leads by position though ids are numbers, where it counts results", () => {
    const given = [
      { id: "7", text: "R." },
      { id: "1", text: "S." },
    ];
    expect(cited("It is so【4:0†source】.", given)).toBe("7");
    expect(cited("It is so【1】.", given)).toBe("1");
  });
  test("a file's name that none of unnamed sources could have does not speak against the number", () => {
    expect(cited("It is so【4:0†terms.pdf】.", ["R.", "S."])).toBe("1");
  });
});

describe("lenticular brackets do not cite", () => {
  test.each([
    "【注意】退款需要三十天。",
    "【重要】退款",
    "It is 【so】.",
    "It is so 【】.",
    "It is so 【1",
    "`【1】 is`",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test("they are cut out of their claims", () => {
  expect(claimed("退款需要三十天。【1】运费不退【4:1†source】。")).toEqual(["退款需要三十天。", "运费不退。"]);
  expect(claimed("It is so.【4:0†source】 So is this.")).toEqual(["It is so.", "So is this."]);
});
