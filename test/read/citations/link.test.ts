import { describe, expect, test } from "vitest";
import { cited, claimed, type Row } from "./sources.ts";

const R = "https://shop.example/refunds";

describe("links whose address is a source's cite", () => {
  test.each<Row>([
    [`It is so [here](${R}).`, "refunds"],
    [`It is so ([Refund policy](${R})).`, "refunds"],
    [`It is so. [Refund policy](${R})`, "refunds"],
    [`It is so [1](${R}).`, "refunds"],
    [`It is so [2](${R}).`, "refunds"],
    [`It is so [[1]](${R}).`, "refunds"],
    [`It is so [source](${R} "Refunds").`, "refunds"],
    [`It is so [source](<${R}>).`, "refunds"],
    [`It is so [source](${R}/).`, "refunds"],
    [`It is so [source](${R}#paid).`, "refunds"],
    [`It is so [source](${R}?utm_source=openai).`, "refunds"],
    ["It is so [source](HTTPS://Shop.Example:443/refunds).", "refunds"],
    ["It is so [source](https://shop.example/shipping?lang=en&utm_medium=x).", "shipping"],
    [`[It is so](${R}).`, "refunds"],
    [`It is so (${R}).`, "refunds"],
    [`It is so ${R}.`, "refunds"],
    [`It is so: ${R}`, "refunds"],
    [`It is so. ${R}`, "refunds"],
    [`It is so <${R}>.`, "refunds"],
    [`It is so, see ${R}, and so on.`, "refunds"],
    [`According to ${R}, it is so.`, "refunds"],
    [`它是这样的（${R}）。`, "refunds"],
    [`它是这样的${R}。`, "refunds"],
    [`It is so ([a](${R}), [b](https://papers.example/smith)).`, "refunds smith2020"],
    [`It is so [here][r].\n\n[r]: ${R}`, "refunds"],
    [`It is so [here][R].\n\n[r]: <${R}> "Refunds"`, "refunds"],
    [`It is so [here][].\n\n[here]: ${R}`, "refunds"],
    [`It is so [here].\n\n[here]: ${R}`, "refunds"],
    [`It is so [1].\n\n[1]: https://papers.example/smith`, "smith2020"],
    [`It is so [here][1].\n\n[1]: https://papers.example/smith`, "smith2020"],
    ["It is so [1](#refs).", "refunds"],
    ["It is so [[2]](#2).", "shipping"],
    ["It is so [the terms](care.pdf).", "care.pdf"],
    ["It is so [1](https://other.example/refunds).", "!https://other.example/refunds"],
    ["It is so [[1]](https://other.example/refunds).", "!https://other.example/refunds"],
    ["It is so [source](https://shop.example/refunds/2).", "!https://shop.example/refunds/2"],
    ["It is so [Source 1](http://shop.example:8080/refunds).", "!http://shop.example:8080/refunds"],
  ])("%s", (answer, cites) => {
    expect(cited(answer)).toBe(cites);
  });
});

describe("other links do not cite", () => {
  test.each([
    "It is so [here](https://other.example).",
    "It is so at https://other.example/refunds.",
    "It is so at https://shop.example/refunds2.",
    "It is so at https://shop.example.",
    "It is so <https://other.example>.",
    "It is so ![1](https://other.example/x.png).",
    "It is so [see [1] there](https://other.example).",
    "It is so at https://other.example/a[1]b.",
    "It is so [here](https://other.example/a[1]).",
    "Use `[1](https://other.example)` for it all.",
    `Use \`${R}\` for it all.`,
    "It is so [here](",
    "It is so [a](b).",
  ])("%s", (answer) => {
    expect(cited(answer)).toBe("");
  });
  test("nor numbers with an address where no source has one", () => {
    expect(cited("It is so [1](https://a.example).", ["R."])).toBe("");
  });
});

test.each<readonly [answer: string, texts: readonly string[]]>([
  [`Refunds take [thirty days](${R}).`, ["Refunds take thirty days."]],
  [`It is so [source](${R}).`, ["It is so."]],
  [`It is so ([Refund policy](${R})).`, ["It is so."]],
  [`It is so. [[1]](${R}) So is this.`, ["It is so.", "So is this."]],
  [`It is so. ([shop.example](${R}?utm_source=x)) So is this.`, ["It is so.", "So is this."]],
  [`It is so<sup>[1](${R})</sup>.`, ["It is so."]],
  [`It is so. (${R}) So is this.`, ["It is so.", "So is this."]],
  [`Refunds take [thirty days][r].\n\n[r]: ${R}`, ["Refunds take thirty days."]],
  [`It is so [every item is refunded twice](${R}).`, ["It is so every item is refunded twice."]],
])("the marks of a link are cut out of its claim, and its words stay: %s", (answer, texts) => {
  expect(claimed(answer)).toEqual(texts);
});

test("addresses that differ in their fragment are told apart", () => {
  const given = [
    { id: "a", url: "https://shop.example/#/a", text: "R." },
    { id: "b", url: "https://shop.example/#/b", text: "S." },
  ];
  expect(cited("It is so [here](https://shop.example/#/b).", given)).toBe("b");
  expect(cited("It is so [here](https://shop.example/).", given)).toBe("a+b");
});

test.each([
  [`It is so. ([en.shop.example](${R}))`, "It is so."],
  [`It is so ([Shop](${R})).`, "It is so."],
  [`It is so ([Refunds take days](${R})).`, "It is so (Refunds take days)."],
])("in round brackets of its own a site's name only points: %s", (answer, text) => {
  expect([cited(answer), claimed(answer)]).toEqual(["refunds", [text]]);
});
