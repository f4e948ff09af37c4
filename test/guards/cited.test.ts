import { describe, expect, test } from "vitest";
import { check, cited } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("cited");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(cited(), [one]);
});

const sources = ["Standard delivery takes five days.", "Express delivery takes one day."];
const uncited = "Standard delivery takes five days. Express delivery takes one day.";

describe("cited", () => {
  test.each([
    ["nothing", {}, "pass", ["answer-uncited"]],
    ["when-present", { citations: "when-present" }, "pass", ["answer-uncited"]],
    ["required", { citations: "required" }, "fail", ["claim-uncited", "claim-uncited"]],
  ] as const)("told %s, an answer without citations: %j gives %s", async (_, options, status, codes) => {
    const verdict = await check(cited(options), { answer: uncited, sources });
    expect([verdict.status, verdict.findings.map(({ code }) => code)]).toEqual([status, codes]);
  });
  test("names the place of each claim that owes a citation", async () => {
    const answer = "Standard delivery takes five days [1].\n\nExpress delivery takes one day.";
    const { findings } = await check(cited(), { answer, sources });
    expect(findings.map(({ at }) => answer.slice(at?.start, at?.end))).toEqual(["Express delivery takes one day."]);
  });
  test("is of unit claim only where it keeps that promise", () => {
    expect(cited().unit).toBe("answer");
    expect(cited({ citations: "required" }).unit).toBe("answer");
    expect(cited({ scope: "sentence" }).unit).toBe("answer");
    expect(cited({ citations: "required", scope: "sentence" }).unit).toBe("claim");
  });
  test("keeps the laws of a claim guard where citations are required in every sentence", async () => {
    const one = { reason: "two uncited", answer: { answer: uncited, sources }, expect: "fail" } as const;
    await testGuard(cited({ citations: "required", scope: "sentence" }), [one]);
  });
  test("with the scope of a sentence, a marker does not reach the sentence before", async () => {
    const answer = "Standard delivery takes five days. Express delivery takes one day [2].";
    expect((await check(cited(), { answer, sources })).status).toBe("pass");
    expect((await check(cited(), { answer, sources }, { scope: "sentence" })).status).toBe("fail");
  });
  test.each(["never", "", null, 1, true])("refuses %j as a rule", (citations) => {
    const guard = cited as (options: { readonly citations: unknown }) => unknown;
    expect(() => guard({ citations })).toThrow(TypeError);
  });
});
