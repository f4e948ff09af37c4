import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

describe("superscripts cite", () => {
  test.each<Row>([
    ["It is so¹.", "refunds"],
    ["Refunds take thirty days².", "shipping"],
    ["It is so.¹", "refunds"],
    ["It is so.² It costs 5 euros.", "shipping"],
    ["It is so.¹˒²", "refunds shipping"],
    ["It is so.¹,²", "refunds shipping"],
    ["It is so.¹, ²", "refunds shipping"],
    ["It is so.¹⁻³", "refunds shipping smith2020"],
    ["It is so.⁽¹⁾", "refunds"],
    ["It is so⁽²⁾.", "shipping"],
    // No source is the twelfth: two digits are two notes.
    ["It is so.¹²", "refunds shipping"],
    ['It says "refunds are paid within 30 days"¹.', "refunds"],
    ["It says “refunds are paid within 30 days”².", "shipping"],
    ["退款需要三十天。¹", "refunds"],
    ["退款需要三十天¹。", "refunds"],
    ["It takes (thirty days)¹ so.", "refunds"],
    ["- It is so¹", "refunds"],
    ["It is so<sup>1</sup>.", "refunds"],
    ["It is so.<sup>1</sup>", "refunds"],
    ["It is so.<sup>1,2</sup>", "refunds shipping"],
    ["It is so.<sup>1</sup><sup>2</sup>", "refunds shipping"],
    ["It is so.<sup>1</sup>,<sup>2</sup>", "refunds shipping"],
    ["It is so<sup>[1]</sup>.", "refunds"],
    ["It lasts 30<sup>[2]</sup>.", "shipping"],
    ["It is so<sup>[1][2]</sup>.", "refunds shipping"],
    ["It is so<SUP> 2 </SUP>.", "shipping"],
    ['It is so<sup><a href="#r1">1</a></sup>.', "refunds"],
    ["It is so<sup>refunds</sup>.", "refunds"],
    ["It is so.⁹", "!9"],
    ["It is so⁹.", "!9"],
    ["It is so.<sup>9</sup>", "!9"],
    ["It is so<sup>[9]</sup>.", "!9"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
});

describe("powers and units do not cite", () => {
  test.each([
    "It is 10² so.",
    "It has 40 m² in all.",
    "It has 40 km² in all.",
    "It has 40 cm³ in all.",
    "It has 40 ft² in all.",
    "It covers 3 miles² in all.",
    "Let x² be so.",
    "It is E = mc² so.",
    "It is (a + b)² so.",
    "It takes 5 s⁻¹ so.",
    "It has 30 m¹ of cable.",
    "It falls at 9.8 m/s².",
    "It has 40 kg·m² in all.",
    "Let sin² be so.",
    "It holds R² of it.",
    "面积是四十平方米²。",
    "It is 10<sup>2</sup> so.",
    "It has 40 m<sup>2</sup> in all.",
    "Let x<sup>2</sup> be so.",
    "It is the 5<sup>th</sup> day.",
    "It is so<sup>1.",
    "Water is H<sub>2</sub>O.",
    "Use `so¹` for it.",
    "Let $so¹$ be zero.",
    // A power in the text leaves it open whether what leads nowhere is a note.
    "It is 10² and so⁹ it is.",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
});

test("a note beside a power is a note if it leads to a source", () => {
  expect(cited("It is 10² large.¹")).toBe("refunds");
  expect(cited("It has 40 m² in all¹.")).toBe("refunds");
  expect(cited("It has 40 m² in all.⁹")).toBe("!9");
});

test("they are cut out of their claims, and powers stay", () => {
  expect(claimed("It has 40 m² in all.¹ So is this<sup>2</sup>.")).toEqual(["It has 40 m² in all.", "So is this."]);
  expect(claimed("It is so.<sup>1</sup> It costs 5 euros.<sup>[2]</sup>")).toEqual(["It is so.", "It costs 5 euros."]);
});
