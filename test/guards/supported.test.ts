import { describe, expect, test } from "vitest";
import { check, supported, verify } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("supported");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(supported(), [one]);
});

const policy = "Unused items may be returned within 30 days of delivery. The customer pays the return postage.";
const partly = "Unused items may be returned within 30 days of delivery by courier, carrier pigeon or donkey.";

describe("supported", () => {
  test("its evidence slices to the text that carries the claim", async () => {
    const answer = "The customer pays the return postage [1].";
    const { findings } = await check(supported(), { answer, sources: [policy] });
    const [first] = findings;
    expect(first?.code).toBe("claim-supported");
    expect(first?.evidence?.map(({ span, by }) => [policy.slice(span.start, span.end), by])).toEqual([
      ["The customer pays the return postage", "verbatim"],
    ]);
  });
  test("a claim may lean on what it cites alone", async () => {
    const sources = ["Penguins migrate across frozen oceans.", policy];
    const answer = "Penguins migrate across frozen oceans";
    expect((await check(supported(), { answer: `${answer} [1].`, sources })).status).toBe("pass");
    expect((await check(supported(), { answer: `${answer} [2].`, sources })).status).not.toBe("pass");
    expect((await check(supported(), { answer: `${answer}.`, sources })).status).toBe("pass");
  });
  test("what it cannot tell is open, with a rubric, and its threshold only says what it thinks", async () => {
    const say = async (threshold: number) =>
      (await check(supported({ threshold }), { answer: partly, sources: [policy] })).findings[0];
    expect(await say(0.01)).toMatchObject({ severity: "open", ask: expect.any(String), otherwise: "note" });
    expect(await say(1)).toMatchObject({ severity: "open", ask: expect.any(String), otherwise: "block" });
  });
  test("another language is open, and no threshold thinks anything of it", async () => {
    const answer = "Неиспользованный товар можно вернуть и получить деньги.";
    const { findings } = await check(supported(), { answer, sources: [policy] });
    expect(findings).toMatchObject([{ code: "language-differs", severity: "open" }]);
    expect(Object.keys(findings[0] ?? {})).not.toContain("otherwise");
  });
  test.each([
    ["another figure", "Unused items may be returned within 31 days of delivery."],
    ["digits of another script", "Unused items may be returned within ٣١ days of delivery."],
    ["full-width digits", "Unused items may be returned within ９１ days of delivery."],
    ["a figure finer than the source's", "Unused items may be returned within 30.4 days of delivery."],
  ])("%s does not pass: %s", async (_, answer) => {
    expect((await check(supported(), { answer, sources: [policy] })).status).not.toBe("pass");
  });
  test("what turns on a negation is never carried by the words alone", async () => {
    const turned = "Unused items may never be returned within 30 days of delivery.";
    const { findings } = await check(supported(), { answer: turned, sources: [policy] });
    expect(findings).toMatchObject([{ code: "claim-unsupported", severity: "open" }]);
    const back = "The customer pays the return postage, not the shop.";
    const other = await check(supported(), {
      answer: "The shop pays the return postage, the customer.",
      sources: [back],
    });
    expect(other.findings.map(({ severity }) => severity)).toEqual(["open"]);
  });
  test("the question's figure proves nothing", async () => {
    const question = "May I return unused items within 60 days of delivery?";
    const answer = "Unused items may be returned within 60 days of delivery.";
    expect((await verify({ question, answer, sources: [policy] })).status).toBe("escalated");
  });
  test.each([0, -1, 1.01, Number.NaN, "0.5", null])("refuses %j as a threshold", (threshold) => {
    const guard = supported as (options: { readonly threshold: unknown }) => unknown;
    expect(() => guard({ threshold })).toThrow(TypeError);
  });
});
