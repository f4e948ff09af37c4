import { describe, expect, test } from "vitest";
import { check, quoted } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("quoted");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(quoted(), [one]);
});

const policy = "Unused items may be returned within 30 days of delivery. Sale items may only be exchanged.";

describe("quoted", () => {
  test("the note's span is the source's own text", async () => {
    const answer = "It says “unused items  may be RETURNED” [1].";
    const { findings } = await check(quoted(), { answer, sources: [policy] });
    const [{ code, evidence = [] } = { code: "" }] = findings;
    expect(code).toBe("quote-found");
    expect(evidence.map(({ span }) => policy.slice(span.start, span.end))).toEqual(["Unused items may be returned"]);
  });
  test("what is not found comes with the nearest real text", async () => {
    const answer = 'It says "may be returned within 90 days of delivery" [1].';
    const { findings } = await check(quoted(), { answer, sources: [policy] });
    const nearest = findings[0]?.nearest;
    expect(policy.slice(nearest?.span.start, nearest?.span.end)).toContain("30 days of delivery");
  });
  test("what stands elsewhere comes with its true source", async () => {
    const sources = [policy, { id: "hours", text: "The shop is open from nine to five on weekdays." }];
    const answer = 'It says "open from nine to five on weekdays" [1].';
    const { findings } = await check(quoted(), {
      answer,
      sources: [{ id: "policy", text: policy }, ...sources.slice(1)],
    });
    expect(findings).toMatchObject([{ code: "quote-misattributed", nearest: { source: 1, sourceId: "hours" } }]);
  });
  test.each([
    ["three words", 'It is a "very good shop" they say.', 0],
    ["four words", 'It is a "very good little shop" they say.', 1],
    ["two words with a figure", 'It lasts "90 days" they say.', 1],
    ["one word with a marker behind", 'It is "superb" [1].', 1],
    ["eleven letters where no spaces are written", "「一二三四五六七八九十百」と言う。", 0],
    ["twelve letters where no spaces are written", "「春夏秋冬東西南北山川海空」と言う。", 1],
    ["a mark that never closes", 'It is 5" wide and very good indeed.', 0],
  ])("%s: %s holds %i quotation(s)", async (_, answer, count) => {
    const { findings } = await check(quoted(), { answer, sources: [policy] });
    expect(findings.filter(({ code }) => code.startsWith("quote-"))).toHaveLength(count);
  });
  test.each(["(", ")", "$", "$&", "\\", "[a-z]+", ".*", "^", "a{2,}", "$1", "?", "|"])(
    "a quotation that holds %s is looked for as text",
    async (mark) => {
      const answer = `It says "the lid ${mark} fits this box" [1].`;
      const verdictOn = (source: string) => check(quoted(), { answer, sources: [source] });
      expect((await verdictOn(`We write: the lid ${mark} fits this box.`)).findings).toMatchObject([
        { code: "quote-found" },
      ]);
      expect((await verdictOn("Nothing of that sort stands here at all.")).status).toBe("fail");
    },
  );
  test.each([
    [
      "not",
      "Smoking is allowed in the hall of the hotel at night",
      "Smoking is not allowed in the hall of the hotel at night",
    ],
    [
      "never",
      "The lamp must be cleaned with water once a month",
      "The lamp must never be cleaned with water once a month",
    ],
    [
      "a figure",
      "The lamp must be cleaned with water 2 times a month",
      "The lamp must be cleaned with water 3 times a month",
    ],
    [
      "an antonym that looks alike",
      "The pressure in the vessel must increase slowly and evenly",
      "The pressure in the vessel must decrease slowly and evenly",
    ],
    [
      "a prefix that denies",
      "The line is available to all customers of the bank",
      "The line is unavailable to all customers of the bank",
    ],
    [
      "two names changed over",
      "In spring the shop of Alice pays the shop of Bob for the goods",
      "In spring the shop of Bob pays the shop of Alice for the goods",
    ],
  ])("a quotation that differs from its source by %s is none", async (_, quote, source) => {
    const verdict = await check(quoted(), { answer: `It says "${quote}" [1].`, sources: [`${source}.`] });
    expect([verdict.status, verdict.findings[0]?.code]).toEqual(["fail", "quote-not-found"]);
  });
});

test.each([
  ["The firm is liable for all loss only if it acted wrongly.", "The firm is liable for all loss … it acted wrongly"],
  ["The board refused to approve the plan of the shop.", "The board … approve the plan of the shop"],
  ["It is safe for adults. It is unsafe for children under six.", "It is safe for … children under six"],
  ["They say cats. The cats like it here.", "They say cats … cats like it here"],
  ["The items may not be returned to the shop.", "The items may … be returned to the shop"],
])("an ellipsis may not leave out what turns the sentence round: %s", async (source, quote) => {
  const { status, findings } = await check(quoted(), { answer: `It says "${quote}" [1].`, sources: [source] });
  expect([status, findings[0]?.code]).toEqual(["fail", "quote-not-found"]);
  expect(findings[0]?.message).toContain("leaves out");
});
