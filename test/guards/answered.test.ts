import { describe, expect, test } from "vitest";
import { answered, check } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("answered");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(answered(), [one]);
});

describe("answered", () => {
  test("says nothing of a partial answer, whatever the order of its sentences", async () => {
    const sources = ["Standard delivery takes five days."];
    const said = "Standard delivery takes five days.";
    const silent = "The sources do not mention express delivery.";
    for (const answer of [`${said} ${silent}`, `${silent} ${said}`])
      expect(await check(answered(), { answer, sources })).toMatchObject({ status: "pass", findings: [] });
  });
  test("needs no sources to know that nothing was claimed", async () => {
    expect((await check(answered(), { answer: "I don't know." })).status).toBe("fail");
  });
});
