import fc from "fast-check";
import { expect, test } from "vitest";
import { claimStart, claimWords } from "../../src/local/claim-words.ts";
import { inputText, withoutMarks } from "../../src/local/input-text.ts";
import { probabilitiesOf } from "../../src/local/probabilities.ts";
import { piecesOf, windowsOf } from "../../src/local/windows.ts";

/** One token for each three units, as a tokenizer of word parts might have. */
const countTokens = (word: string): number => Math.ceil(word.length / 3);
const tokensIn = (text: string): number => piecesOf(text, countTokens).reduce((sum, { tokens }) => sum + tokens, 0);
/** Words up to 100 units long, in which no character comes twice, so that every window has one place. */
const text = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 60 }).map((lengths) => {
  let next = 0x4e00;
  return lengths.map((length) => Array.from({ length }, () => String.fromCodePoint(next++)).join("")).join(" ");
});

test("windows have every word, in order, within the budget, and share a quarter with the one before at most", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 200 }), (given, budget) => {
      const pieces = piecesOf(given, countTokens);
      const windows = windowsOf(given, pieces, { budget, encode: (window) => window });
      let reached = 0;
      for (const [at, window] of windows.entries()) {
        expect(tokensIn(window)).toBeLessThanOrEqual(budget);
        const start = given.indexOf(window);
        expect(tokensIn(given.slice(start, reached))).toBeLessThanOrEqual(budget / 4);
        // Nothing is left out, and where there is room for a word to share it is shared.
        expect(given.slice(reached, start).trim()).toBe("");
        if (at > 0 && budget >= 48) expect(start).toBeLessThan(reached);
        reached = start + window.length;
      }
      expect(given.slice(reached).trim()).toBe("");
      expect(windows.length).toBeLessThanOrEqual(1 + (tokensIn(given) / budget) * 4);
    }),
  );
});

test("a window that encodes longer than its words alone is cut until it fits, and loses nothing", () => {
  fc.assert(
    fc.property(text, (given) => {
      const encode = (window: string) => (tokensIn(window) <= 25 ? window : undefined);
      const windows = windowsOf(given, piecesOf(given, countTokens), { budget: 80, encode });
      const words = windows.flatMap((window) =>
        piecesOf(window, countTokens).map(({ start, end }) => window.slice(start, end)),
      );
      const all = piecesOf(given, countTokens).map(({ start, end }) => given.slice(start, end));
      expect(new Set(words)).toEqual(new Set(all));
    }),
  );
});

test("a word that does not fit even alone is refused", () => {
  const refused = () => windowsOf("a b", piecesOf("a b", countTokens), { budget: 20, encode: () => undefined });
  expect(refused).toThrow(expect.objectContaining({ code: "input-too-long" }));
});

test("pieces are whole characters", () => {
  for (const { start, end } of piecesOf("👍".repeat(1_000), countTokens)) expect([start % 2, end % 2]).toEqual([0, 0]);
});

const idOf = (character: string): number => character.codePointAt(0) ?? 0;
/** A tokenizer that gives each character its own token, and none to a space. */
const byCharacter = (given: string): readonly number[] => [...given.replaceAll(/\s/g, "")].map(idOf);
/** One that writes the space into the token of the word behind it, as byte-level ones do. */
const withSpace = (given: string): readonly number[] =>
  (given.match(/\s?\S+/g) ?? []).map((word) => [...word].reduce((id, character) => id * 31 + idOf(character), 7));
/** One that joins words: no word can be told from its tokens. */
const joining = (given: string): readonly number[] => [given.length];

test.each([
  ["a token a character", byCharacter, true],
  ["a token a word with its space", withSpace, true],
  ["one token for all", joining, false],
] as const)("the words of a claim are found by its tokens, with %s", (_, encode, isTold) => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z.,]{1,8}$/), { minLength: 2 }), (parts) => {
      const claim = parts.join(" ");
      const ids = encode(claim);
      const words = claimWords(claim, ids, encode);
      expect(words.map(({ start, end }) => claim.slice(start, end))).toEqual(isTold ? parts : [claim]);
      expect(words[0]?.from).toBe(0);
      expect(words.at(-1)?.to).toBe(ids.length);
      for (const [at, { from }] of words.entries()) expect(from).toBe(words[at - 1]?.to ?? 0);
    }),
  );
});

test("a claim is looked for from the end, since its evidence may have it too", () => {
  expect(claimStart([1, 5, 6, 2, 5, 6, 2], [5, 6])).toBe(4);
  expect(() => claimStart([1, 2, 3], [9])).toThrow(expect.objectContaining({ code: "model-mismatch" }));
});

test("probabilities are none but 0..1 that add up to one, whatever the logits; and what is no number is refused", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 5 }), (logits) => {
      const probabilities = probabilitiesOf(logits);
      expect(probabilities.every((one) => one >= 0 && one <= 1)).toBe(true);
      if (logits.length > 1) expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    }),
  );
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(() => probabilitiesOf([0, wrong])).toThrow(expect.objectContaining({ code: "model-output-invalid" }));
});

test("no text takes the place of another, nor is a sign in it read", () => {
  const form = { first: "{question}|{evidence}|{claim}{eos}", asked: "Q {question} {evidence}", second: "{claim}" };
  const pair = { claim: "$& {evidence}", evidence: "{claim} {eos} $1", question: "{claim}?" };
  expect(inputText(form, pair, "</s>")).toEqual({ first: "Q {claim}? {claim} {eos} $1", second: "$& {evidence}" });
  const unasked = { claim: "a", evidence: "b" };
  expect(inputText(form, unasked, "</s>")).toEqual({ first: "|b|a</s>", second: "a" });
  expect(inputText({ first: "{evidence}" }, pair, "")).toEqual({ first: "{claim} {eos} $1" });
});

test("marks are spoilt without another length, also where spoiling one might make another", () => {
  const marks = ["[SEP]", "<pad>", "</s>"];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...marks, "[", "SEP", "]", "<", "pad>", "<<pad>pad>", "/s>", "a", " ")),
      (parts) => {
        const given = parts.join("");
        const spoilt = withoutMarks(given, marks);
        expect(spoilt).toHaveLength(given.length);
        for (const mark of marks) expect(spoilt).not.toContain(mark);
      },
    ),
  );
});
