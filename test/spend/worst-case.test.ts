import { getEncoding } from "js-tiktoken";
import { expect, test } from "vitest";
import { metered } from "vouchsafe/model";
import { budget, budgetFailureOf } from "vouchsafe/spend";
import { tellingModel } from "./telling-model.ts";

const encodings = [getEncoding("o200k_base"), getEncoding("cl100k_base")];
const prices = { "test/m": { inputMicroUsdPerMillion: 1_000_000, outputMicroUsdPerMillion: 0 } };

/** What a budget would put aside for the input, in tokens. */
async function asideFor(content: string): Promise<number> {
  const guarded = metered(budget({ perDayMicroUsd: 0, prices }))(tellingModel("test/m", () => ({})));
  const prompt = { messages: [{ role: "user", content }], maxOutputTokens: 1 } as const;
  return budgetFailureOf(await guarded.generate(prompt).catch((error: unknown) => error))?.asked ?? 0;
}

function chosen(seed: number): (from: number, to: number) => string {
  let state = seed;
  return (from, to) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCodePoint(from + (state % (to - from)));
  };
}
const many = (length: number, from: number, to: number, every = Number.POSITIVE_INFINITY): string => {
  const next = chosen(from + length);
  return Array.from({ length }, (_, at) => (at % every === every - 1 ? " " : next(from, to))).join("");
};

// Each is what somebody could send to be answered for more than a budget had put aside.
test.each<[string, string]>([
  ["small letters", many(2_000, 0x61, 0x7b)],
  ["words of small letters", many(2_000, 0x61, 0x7b, 9)],
  ["capitals", many(2_000, 0x41, 0x5b)],
  ["words of capitals", many(2_000, 0x41, 0x5b, 13)],
  ["marks", many(2_000, 0x5b, 0x61)],
  ["controls", many(1_000, 0x1, 0x20)],
  ["breaks of lines", "\r\r\n".repeat(500)],
  ["tabs", "\t \t".repeat(500)],
  ["letters with accents", many(1_000, 0x100, 0x250)],
  ["Greek of old", many(1_000, 0x1f00, 0x1ffd)],
  ["Cyrillic", many(1_000, 0x400, 0x500)],
  ["Georgian", many(1_000, 0x10a0, 0x1100)],
  ["Tibetan", many(1_000, 0xf40, 0xf6d)],
  ["Hangul", many(1_000, 0xac00, 0xd7a4)],
  ["rare Han", many(1_000, 0x3400, 0x4dc0)],
  ["Han beyond the first plane", many(500, 0x20000, 0x2a6e0)],
  ["emoji", many(500, 0x1f300, 0x1faff)],
])("what is put aside is never less than a fifth of what tokenisers count, whatever is sent: %s", async (_, text) => {
  const counts = encodings.map((encoding) => encoding.encode(text, "all").length);
  expect(5 * (await asideFor(text))).toBeGreaterThanOrEqual(Math.max(...counts));
});
