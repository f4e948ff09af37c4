import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Draft, read } from "vouchsafe";
import { anyAnswer, cutsCharacter } from "../oracles/generators.ts";

const runs = { seed: 4_711, numRuns: 600 };
const holds = (law: (draft: Draft, again: Draft) => void): void =>
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      law(read(answer), read(answer));
    }),
    runs,
  );
const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Whether each character of `part` stands in `whole`, in order. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at);
    if (at < 0) return false;
    at += character.length;
  }
  return true;
}

describe("read, on any text", () => {
  test("gives a draft, and the same one twice", () => {
    holds((draft, again) => expect(again).toEqual(draft));
  });
  test("keeps claims inside the answer, in order and disjoint, and skipped pieces apart from them", () => {
    holds(({ answer, claims, skipped }) => {
      const spans = [...claims, ...skipped].map(({ at }) => at).sort((a, b) => a.start - b.start || a.end - b.end);
      expect(claims.map(({ index }) => index)).toEqual(claims.map((_, at) => at));
      let from = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThanOrEqual(start);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(answer.length);
      for (const { at, text } of claims) expect([at.end > at.start, letters(text) !== ""]).toEqual([true, true]);
    });
  });
  test("leaves no letter and no digit unaccounted for", () => {
    holds(({ answer, claims, skipped }) => {
      let rest = "";
      let from = 0;
      for (const { at } of [...claims, ...skipped].sort((a, b) => a.at.start - b.at.start)) {
        rest += answer.slice(from, at.start);
        from = Math.max(from, at.end);
      }
      expect(letters(rest + answer.slice(from))).toBe("");
    });
  });
  test("adds no letter to a claim that the answer does not have there", () => {
    holds(({ answer, claims }) => {
      for (const { at, text } of claims) {
        const written = letters(answer.slice(at.start, at.end));
        expect(isSubsequence(letters(text), written), `${text} of ${written}`).toBe(true);
      }
    });
  });
  test("cuts no character in two, and leads to sources that exist", () => {
    holds(({ answer, sources, claims, skipped, citations }) => {
      const places = [
        ...claims,
        ...skipped,
        ...citations,
        ...claims.flatMap((claim) => [...claim.citations, ...claim.quotations]),
      ];
      for (const { at } of places) {
        if (at === undefined) continue;
        expect(at.start >= 0 && at.end <= answer.length && at.start <= at.end).toBe(true);
        expect(cutsCharacter(answer, at.start) || cutsCharacter(answer, at.end)).toBe(false);
      }
      for (const claim of claims) {
        for (const { sources: led } of claim.citations) for (const at of led) expect(sources[at]).toBeDefined();
        for (const { citations: by, found, at, text } of claim.quotations) {
          for (const index of by) expect(claim.citations[index]).toBeDefined();
          if (at !== undefined)
            expect(isSubsequence(letters(text), letters(answer.slice(at.start, at.end)))).toBe(true);
          if (found === undefined) continue;
          const source = sources[found.source]?.text ?? "";
          expect(cutsCharacter(source, found.span.start) || cutsCharacter(source, found.span.end)).toBe(false);
          expect(source.slice(found.span.start, found.span.end)).not.toBe("");
        }
      }
    });
  });
  test("gives plain data that no guard can change", () => {
    holds((draft) => {
      expect(Object.isFrozen(draft) && Object.isFrozen(draft.claims) && Object.isFrozen(draft.sources)).toBe(true);
      for (const part of [...draft.claims, ...draft.sources, ...draft.citations])
        expect(Object.isFrozen(part)).toBe(true);
      expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
    });
  });
});
