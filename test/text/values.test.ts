import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Value, valuesOf } from "../../src/text/values.ts";

interface Case {
  readonly reason: string;
  readonly text: string;
  readonly values: readonly ({ readonly at: string } & Record<string, unknown>)[];
}
const cases: readonly Case[] = readFileSync(new URL("../../fixtures/values.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const shown = (text: string, list: readonly Value[]) =>
  list
    .map((value) => ({ ...value, at: text.slice(value.start, value.end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.kind === "range" ? 1 : -1));

describe("a text is read as its values", () => {
  test.each(cases)("$reason: $text", ({ text, values }) => {
    const read = shown(text, valuesOf(text)).toSorted((a, b) => a.start - b.start);
    expect(read.map(({ kind, at }) => `${kind} ${at}`).sort()).toEqual(
      values.map(({ kind, at }) => `${kind} ${at}`).sort(),
    );
    for (const value of values) expect(read).toContainEqual(expect.objectContaining(roughly(value)));
  });
});

/** Numbers to twelve digits: a third has no end. */
const roughly = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, typeof one === "number" ? expect.closeTo(one, 9) : one]),
  );

const isSound = (text: string): void => {
  const values = valuesOf(text, { names: "capitals" });
  for (const value of values) {
    expect(value.start).toBeGreaterThanOrEqual(0);
    expect(value.end).toBeGreaterThan(value.start);
    expect(value.end).toBeLessThanOrEqual(text.length);
    for (const field of Object.values(value)) if (typeof field === "number") expect(field).toSatisfy(Number.isFinite);
  }
  expect(JSON.parse(JSON.stringify(values))).toEqual(values);
};

describe("any text", () => {
  const word = fc.constantFrom(
    ..."1 12 1,234 1.234,5 2024 ½ ³ $ € % . , - – / : ( ) [ ] + e3 e99 × 10 ^ m km °C million k a half third one twenty hundred and in out of March May 5th pm Q3 FY24 BC century s ' 年 月 日 ２ ٢ GPT-4 99999999999999999999 0 00 000 \n  \u00a0 \ud83d".split(
      " ",
    ),
  );
  const mixed = fc
    .array(fc.tuple(word, fc.constantFrom("", " ")), { maxLength: 30 })
    .map((list) => list.flat().join(""));
  test("has sound values, all finite", { timeout: 60_000 }, () => {
    fc.assert(fc.property(fc.oneof(mixed, fc.string({ unit: "binary", maxLength: 200 })), isSound), {
      numRuns: 1_000,
      seed: 41,
    });
  });
});
