import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  block,
  defaultGuards,
  defineGuard,
  explain,
  type Finding,
  type Guard,
  type Judge,
  note,
  type Outcome,
  open,
  sourceText,
  verify,
  warn,
} from "vouchsafe";
import { normalise } from "../../src/text/normalise.ts";
import { anyAnswer, anyText, cutsCharacter } from "../oracles/generators.ts";

const runs = { seed: 90_125, numRuns: 250 };

/** A guard that says the same of everything. */
const saying = (name: string, ...findings: readonly Finding[]): Guard =>
  defineGuard({ name, unit: "answer", check: () => findings });
const ruling = (severity: "block" | "note" | "open"): Judge => ({
  settle: async (asked) => asked.map((_, index) => ({ index, severity, message: "ruled" })),
});
const chains: readonly (readonly Guard[])[] = [
  defaultGuards(),
  [...defaultGuards(), saying("blocks", block("no-good", "says no \u001b[31m\u202e"))],
  [...defaultGuards(), saying("doubts", open("no-idea", "cannot tell", { ask: "Well?" }))],
  [saying("notes", note("all-good", "says yes"), warn("mind-this", "says mind"))],
];
const anyCall = fc.record({
  answer: anyAnswer,
  guards: fc.constantFrom(...chains),
  judge: fc.constantFrom(undefined, undefined, ruling("block"), ruling("note"), ruling("open")),
  value: fc.oneof(fc.constant(undefined), fc.jsonValue()),
});
const outcomeOf = ({
  answer,
  guards,
  judge,
  value,
}: typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never) => {
  const given: Answer = value === undefined ? answer : { ...answer, value };
  return verify(given, { guards, ...(judge === undefined ? {} : { judge }) });
};
const holds = (law: (outcome: Outcome, answer: Answer) => void): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyCall, async (call) => {
      law(await outcomeOf(call), call.answer);
    }),
    runs,
  );
const textOf = (answer: Answer, at: number): string => sourceText(answer.sources[at] ?? "");

describe("the outcome of any answer", () => {
  test("survives JSON, key for key", async () => {
    await holds((outcome) => expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome));
  });
  test("has offsets that slice to characters of the text they index, evidence that shows some", async () => {
    await holds((outcome, answer) => {
      const findings = outcome.verdicts.flatMap((verdict) => verdict.findings);
      for (const { at } of [...findings, ...outcome.claims]) {
        if (at === undefined) continue;
        expect(at.start <= at.end && at.end <= answer.answer.length).toBe(true);
        expect(cutsCharacter(answer.answer, at.start) || cutsCharacter(answer.answer, at.end)).toBe(false);
      }
      const shown = [
        ...findings.flatMap(({ evidence = [], nearest = [] }) => [...evidence, ...[nearest].flat()]),
        ...outcome.claims.flatMap(({ evidence }) => evidence),
      ];
      for (const { source, sourceId, span, score } of shown) {
        const text = textOf(answer, source);
        expect(text.slice(span.start, span.end)).not.toBe("");
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(cutsCharacter(text, span.start) || cutsCharacter(text, span.end)).toBe(false);
        expect(score >= 0 && score <= 1).toBe(true);
        expect(outcome.sources[source]?.id).toBe(sourceId);
      }
    });
  });
  test("notes a quotation as found only where the source has it", async () => {
    await holds((outcome, answer) => {
      for (const { code, at, evidence = [] } of outcome.verdicts.flatMap((verdict) => verdict.findings)) {
        const [found] = evidence;
        if (code !== "quote-found" || at === undefined || found === undefined || answer.citations !== undefined)
          continue;
        const quote = letters(answer.answer.slice(at.start, at.end));
        const real = letters(textOf(answer, found.source).slice(found.span.start, found.span.end));
        // Markers and an ellipsis inside the quotation stand for nothing in the source.
        if (!/[[<…]|\.\.\.|passage|source|document/i.test(answer.answer.slice(at.start, at.end)))
          expect(real).toBe(quote);
      }
    });
  });
  test("is explained without a character that a terminal obeys or that hides text", async () => {
    await holds((outcome, answer) => {
      const text = explain(outcome, answer.sources);
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
      for (const line of text.split("\n")) expect(line.length).toBeLessThan(2_000);
    });
  });
  test("never shows what it withholds: the reply is safe", async () => {
    await holds((outcome) => {
      if (outcome.status === "verified") return;
      expect("answer" in outcome || "value" in outcome).toBe(false);
      expect(outcome.reply).not.toMatch(/\p{N}|https?:|www\.|@/u);
      expect(outcome.reply.trim()).not.toBe("");
    });
  });
  test("is verified only if every guard passed, and then shows the very text that was checked", async () => {
    await holds((outcome, answer) => {
      const allPass = outcome.verdicts.every(({ status }) => status === "pass");
      if (outcome.status === "verified") expect([allPass, outcome.answer]).toEqual([true, answer.answer]);
      else expect(outcome.escalation.withheld.answer).toBe(answer.answer);
    });
  });
  test("with random strings in every field of the answer is an outcome or a refusal by name", async () => {
    const anything = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      anyText,
    );
    const answers = fc.record(
      {
        answer: anything,
        sources: fc.oneof(anything, fc.array(anything, { maxLength: 3 })),
        citations: anything,
        question: anything,
        finish: anything,
        id: anything,
        value: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const outcome = await verify(answer as unknown as Answer);
        expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
        if (outcome.status === "escalated" && outcome.escalation.reason === "invalid")
          expect(outcome.escalation.failures.map(({ code }) => code)).toEqual(["answer-invalid"]);
      }),
      runs,
    );
  });
});

const letters = (text: string): string => normalise(text).text.replaceAll(/[^\p{L}\p{N}]/gu, "");
