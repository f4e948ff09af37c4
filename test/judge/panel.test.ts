import { describe, expect, test } from "vitest";
import { type Finding, type Judge, type NonEmpty, open, type Ruling, read } from "vouchsafe/core";
import { panel } from "vouchsafe/judge";

const draft = read({ answer: "Tea is hot.", sources: ["Tea is hot."] });
const context = { abortSignal: new AbortController().signal, trace: { event() {} } };
const finding = open("claim-unsupported", "m", { ask: "Is it?" });
type Word = Ruling["severity"];

/** A judge that says the same of everything, and counts what it is asked. */
function saying(word: Word, asked: number[] = []): Judge {
  return {
    async settle(findings) {
      asked.push(findings.length);
      return findings.map((_, index) => ({ index, severity: word, message: word }));
    },
  };
}
const settled = async (words: readonly Word[]) => {
  const [ruling] = await panel(words.map((word) => saying(word))).settle([finding], draft, context);
  return ruling?.severity;
};

const WORDS: readonly Word[] = ["note", "open", "block"];
const pairs = WORDS.flatMap((a) => WORDS.map((b) => [a, b] as const));
const triples = pairs.flatMap(([a, b]) => WORDS.map((c) => [a, b, c] as const));
const all: readonly (readonly Word[])[] = [...pairs, ...triples];

describe("the first that does not let pass decides; only all together let pass", () => {
  test.each(all.map((words) => ({ words })))("$words", async ({ words }) => {
    expect(await settled(words)).toBe(words.find((word) => word !== "note") ?? "note");
  });
});

test("a judge is asked only about what those before it let pass", async () => {
  const asked: number[] = [];
  const half: Judge = {
    settle: async (findings) =>
      findings.map((_, index) => ({ index, severity: index % 2 === 0 ? "note" : "block", message: "half" })),
  };
  const findings: NonEmpty<Finding> = [finding, finding, finding, finding, finding];
  const rulings = await panel([half, saying("note", asked)]).settle(findings, draft, context);
  expect(asked).toEqual([3]);
  expect(rulings.toSorted((a, b) => a.index - b.index).map(({ severity }) => severity)).toEqual([
    "note",
    "block",
    "note",
    "block",
    "note",
  ]);
});

test.each([
  ["one too few", []],
  ["one twice", [0, 0]],
  ["an unknown one", [1]],
])("a judge that rules on %s fails the panel", async (_, indexes) => {
  const odd: Judge = { settle: async () => indexes.map((index) => ({ index, severity: "note", message: "m" })) };
  for (const judges of [
    [odd, saying("note")],
    [saying("note"), odd],
  ])
    await expect(panel(judges).settle([finding], draft, context)).rejects.toMatchObject({ code: "judge-malformed" });
});

test("a judge that throws fails the panel", async () => {
  const broken: Judge = { settle: () => Promise.reject(new Error("down")) };
  await expect(panel([saying("note"), broken]).settle([finding], draft, context)).rejects.toThrow("down");
});

test("fewer than two are no panel", () => {
  expect(() => panel([saying("note")])).toThrow(TypeError);
  expect(() => panel([saying("note"), {} as Judge])).toThrow(TypeError);
});
