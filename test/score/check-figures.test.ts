import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFigures } from "vouchsafe/score";
import { rowsOf } from "../oracles/fixtures.ts";

interface Pair {
  readonly reason: string;
  readonly claim: string;
  readonly source: string;
  /** Of each value that the claim is held to, in order. */
  readonly status: string;
}

const check = (claim: string, ...texts: readonly string[]) =>
  checkFigures(
    claim,
    texts.map((text, at) => ({ id: String(at), text })),
    [0],
  );

describe("a claim's value and what the source has of it", () => {
  test.each(rowsOf<Pair>("figures"))("$reason: $claim / $source", ({ claim, source, status }) => {
    expect(
      check(claim, source)
        .map((one) => one.status)
        .join(" "),
    ).toBe(status);
  });
});

test("a figure of another source than the one asked is told apart", () => {
  const [found] = check("It costs 12 euros.", "It costs 15 euros.", "It costs 12 euros.");
  expect(found).toMatchObject({ status: "elsewhere", place: { source: 1, text: "12 euros" } });
});

test("what differs shows the source's value, and what is absent the closest place", () => {
  const source = "The first tower is 90 metres high. The second tower is 120 metres high. The garden is open.";
  expect(check("The second tower is 130 metres high.", source)[0]).toMatchObject({
    status: "differs",
    place: { text: "120 metres" },
  });
  expect(check("The garden is open 9 hours.", source)[0]).toMatchObject({ status: "absent" });
});

test("a date with two readings says so where the source has one of them", () => {
  expect(check("It ends on 3/4/2024.", "It ends on 3 April 2024.")[0]).toMatchObject({ isAmbiguous: true });
  expect(check("It ends on 3/4/2024.", "It ends on 3/4/2024.")[0]).not.toHaveProperty("isAmbiguous");
  expect(check("It ends on 3/14/2024.", "It ends on 14 March 2024.")[0]).not.toHaveProperty("isAmbiguous");
});

test("a record has counts and hours in another way", () => {
  const text = '{"name":"Cafe","stars":4.5,"hours":{"Monday":"9:0-17:0"},"reviews":["a","b","c","d","e"]}';
  const sources = [{ id: "r", kind: "record" as const, text }];
  const statuses = (claim: string) => checkFigures(claim, sources, [0]).map(({ status }) => status);
  expect(statuses("It has five reviews and 4.5 stars.")).toEqual(["found", "found"]);
  expect(statuses("It opens at 9 am.")).toEqual(["found"]);
  expect(statuses("It has 4.1 stars.")).toEqual(["differs"]);
});

describe("bad input", () => {
  test("ten thousand figures in a table", { timeout: 30_000 }, () => {
    const table = Array.from({ length: 10_000 }, (_, at) => `| row ${at} | ${at * 7 + 1} | ${at / 8} % |`).join("\n");
    const started = performance.now();
    expect(check("Row 5,000 has 35,001 of them.", table).map(({ status }) => status)).toEqual(["found", "found"]);
    expect(check("It is 1,250.3 % of $17 on 5 May 1990.", table)).toHaveLength(3);
    // 10,000 rows take a fifth of a second; what is quadratic takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("thousands of figures in one sentence, most of which the source lacks", { timeout: 30_000 }, () => {
    const list = (from: number) => `${Array.from({ length: 4_000 }, (_, at) => `${from + at * 7} apples`).join(", ")}.`;
    const started = performance.now();
    expect(check(list(1000), list(1001))).toHaveLength(4_000);
    // A quarter of a second; with the claim's words read for each figure it takes a minute.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test.each([
    ["", "It costs 5 euros."],
    ["It costs 5 euros.", ""],
    ["", ""],
  ])("%j and %j", (claim, source) => {
    expect(check(claim, source).map(({ status }) => status)).toEqual(claim === "" ? [] : ["absent"]);
  });

  test("no sources at all", () => {
    expect(checkFigures("It costs 5 euros.", [], [])).toMatchObject([{ status: "absent" }]);
  });

  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc
      .array(
        fc.constantFrom(
          "5",
          "12.3",
          "%",
          "$",
          "March",
          "2024",
          "km",
          "a",
          "third",
          "of",
          "-",
          "/",
          ":",
          "pm",
          "e9",
          "BC",
          "costs",
        ),
        {
          maxLength: 20,
        },
      )
      .map((words) => words.join(" ")),
  );
  test("any claim against any source gives places inside both, and no NaN", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(any, any, (claim, source) => {
        for (const { start, end, written, place } of check(claim, source)) {
          expect(claim.slice(start, end)).toBe(written);
          if (place !== undefined) expect(source.slice(place.span.start, place.span.end)).toBe(place.text);
        }
        const all = check(claim, source);
        expect(JSON.parse(JSON.stringify(all))).toEqual(all);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test("a claim has every figure of its own text", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(check(text, text).filter(({ status }) => status !== "found")).toEqual([]);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});
