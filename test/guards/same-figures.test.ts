import { describe, expect, test } from "vitest";
import { check, sameFigures } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("same-figures");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(sameFigures(), [one]);
});

const prices = "Standard delivery takes five days. Delivery is free for orders above 60 euros.";

describe("sameFigures", () => {
  test("shows both values: where it stands in the answer, and the source's", async () => {
    const answer = "Delivery is free for orders above 45 euros [1].";
    const { findings } = await check(sameFigures(), { answer, sources: [prices] });
    const [{ code, message, at, nearest } = { code: "", message: "" }] = findings;
    expect(code).toBe("figure-differs");
    expect(message).toBe('says "45 euros" where the source has "60 euros"');
    expect(answer.slice(at?.start, at?.end)).toBe("45 euros");
    expect(prices.slice(nearest?.span.start, nearest?.span.end)).toBe("60 euros");
  });

  test("a note says from what a figure follows", async () => {
    const answer = "The two flats have 145 square metres together [1].";
    const sources = ["One flat has 60 square metres, the other 85 square metres."];
    const { status, findings } = await check(sameFigures(), { answer, sources });
    expect(status).toBe("pass");
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["note figure-derived"]);
  });

  test("a date over the seam of two chunks is one date", async () => {
    const whole =
      "The council voted on the plan for the old harbour and its sheds, and it was opened on 14 March 1998 by the mayor of the town.";
    const cut = whole.indexOf("March");
    const sources = [
      { id: "a", documentId: "d", text: whole.slice(0, cut + 2) },
      { id: "b", documentId: "d", text: whole.slice(cut - 40) },
    ];
    const answer = "The old harbour was opened on 14 March 1998.";
    const { findings } = await check(sameFigures(), { answer, sources });
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
  });

  test("names can be left out", async () => {
    const draft = { answer: "The bridge was opened by Angela Merkel.", sources: ["The bridge was opened."] };
    const codes = async (names: boolean) =>
      (await check(sameFigures({ names }), draft)).findings.map(({ code }) => code);
    expect([await codes(true), await codes(false)]).toEqual([["name-absent"], []]);
  });

  test.each([["yes"], [1], [null]])("`names` is no %j", (names) => {
    // @ts-expect-error: of another type
    expect(() => sameFigures({ names })).toThrow("Expected `names` to be true or false");
  });
});
