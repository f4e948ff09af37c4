import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { finished } from "../../guards/finished.ts";
import { contextOf } from "../../src/context.ts";
import { sourceText } from "../../src/text/source-text.ts";
import type { Answer, Draft, Finding } from "../../src/types.ts";

/** A draft as far as this guard reads it. */
function draftOf({ answer, finish, sources = [] }: Partial<Answer>): Draft {
  return {
    answer: answer ?? "",
    ...(finish !== undefined && { finish }),
    sources: sources.map((source, index) =>
      typeof source !== "string" && "text" in source ? source : { id: String(index + 1), text: sourceText(source) },
    ),
    claims: [],
    citations: [],
    skipped: [],
  };
}
const check = async (answer: Partial<Answer>): Promise<readonly Finding[]> =>
  finished().check(draftOf(answer), contextOf());
const codes = async (answer: Partial<Answer>) => (await check(answer)).map(({ code }) => code);

interface Case {
  readonly reason: string;
  readonly answer: Answer;
  readonly expect: "pass" | "open" | "fail";
  readonly codes: readonly string[];
}
const fixtures = readFileSync(new URL("../../fixtures/guards/finished.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): Case => JSON.parse(line));

test.each(fixtures)("$reason", async ({ answer, expect: expected, codes: named }) => {
  const findings = await check(answer);
  expect(findings.map(({ code }) => code)).toEqual(named);
  expect(findings.some(({ severity }) => severity === "block")).toBe(expected === "fail");
  expect(findings.some(({ severity }) => severity === "open")).toBe(expected === "open");
});

test.each([
  ["length", ["answer-cut-off"]],
  ["content-filter", ["answer-refused"]],
  ["tool-calls", ["answer-unfinished"]],
  ["error", ["answer-unfinished"]],
  ["other", ["answer-unfinished"]],
  ["stop", []],
] as const)("a whole sentence with finish %s", async (finish, named) => {
  expect(await codes({ answer: "Returns are free.", finish })).toEqual(named);
});

test.each(["constructor", "__proto__", "STOP", ""])("finish %j, which no type allows, is not stop", async (name) => {
  const finish = name as "other";
  expect(await codes({ answer: "Returns are free.", finish })).toEqual(["answer-unfinished"]);
});

test("how generation ended and what the text shows are both said, but no code twice", async () => {
  expect(await codes({ answer: "", finish: "error" })).toEqual(["answer-unfinished", "answer-empty"]);
  expect(await codes({ answer: "Returns are", finish: "length" })).toEqual(["answer-cut-off"]);
  expect(await codes({ answer: "[content filtered]", finish: "content-filter" })).toEqual(["answer-refused"]);
});

test.each([
  "[REFUSED]",
  "<refusal>",
  "[content_filter]",
  '{"refusal": "I cannot help with that."}',
  "I'm sorry, but I can't assist with that.",
  "I’m sorry, but I cannot help with that request.",
  "Sorry, I am unable to help with that.",
])("%s is nothing but the sign of a refusal", async (answer) => {
  expect(await codes({ answer, finish: "stop" })).toEqual(["answer-refused"]);
});

test.each([
  "The content filter is free.",
  '{"refusal": "no", "days": 30}',
  "I'm sorry, but returns are not free.",
  "Refused parcels come back within 30 days.",
])("%s says something", async (answer) => {
  expect(await codes({ answer })).toEqual([]);
});

test("a finding marks what is open, and the span slices to it", async () => {
  const answer = 'The page says "returns are';
  const [finding] = await check({ answer });
  expect(finding).toMatchObject({ code: "answer-cut-off", severity: "block", at: { start: 14, end: 26 } });
  expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
});

test("a text cut inside a word has no place to mark", async () => {
  const [finding] = await check({ answer: "Returns are fre" });
  expect(finding).not.toHaveProperty("at");
});
