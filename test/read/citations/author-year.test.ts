import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

const given = [
  { id: "smith2020", text: "R." },
  { id: "b", title: "Jones & Lee (2021)", text: "S." },
  { id: "c", title: "Kim et al., 2019", text: "T." },
  { id: "policy-v2", text: "U." },
];

describe("names and years cite if a source is called so", () => {
  test.each<Row>([
    ["It is so (Smith, 2020).", "smith2020"],
    ["It is so (Smith 2020).", "smith2020"],
    ["It is so (Smith et al., 2020).", "smith2020"],
    ["It is so [Smith et al., 2020].", "smith2020"],
    ["It is so [Smith, 2020].", "smith2020"],
    ["It is so (Jones & Lee, 2021).", "b"],
    ["It is so (Jones and Lee, 2021).", "b"],
    ["It is so (Kim et al., 2019).", "c"],
    ["It is so (Smith, 2020; Kim et al., 2019).", "smith2020 c"],
    ["It is so (see Smith, 2020).", "smith2020"],
    ["It is so. (Smith, 2020)", "smith2020"],
    ["It is so (policy-v2).", "policy-v2"],
    ["它是这样的（Smith, 2020）。", "smith2020"],
    ["It is so (Smith, 2020; Ghost, 2021).", "smith2020 !Ghost, 2021"],
  ])("%s", (answer, cites) => {
    expect(cited(answer, given)).toBe(cites);
  });
});

describe("other round brackets do not", () => {
  test.each([
    "It is so (Ghost, 2020).",
    "It is so [Ghost et al., 2020].",
    "It is so (Smith, 2019).",
    "It is so (in 2020).",
    "It is so (2020).",
    "It is so (1).",
    "It is so (b).",
    "It is so (for example).",
    "It is so (the Smith report of the year 2020 and what became of it).",
    "It is so (Smith, 2020",
  ])("%s", (answer) => {
    expect(cited(answer, given)).toBe("");
  });
});

test("they are cut out of their claims", () => {
  expect(claimed("It is so (Smith, 2020). So is this [Smith, 2020].", given)).toEqual(["It is so.", "So is this."]);
});
