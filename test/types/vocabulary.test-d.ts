import { describe, expectTypeOf, test } from "vitest";
import {
  type Basis,
  check,
  cited,
  type Escalated,
  type Finding,
  type Guard,
  type NonEmpty,
  type Offset,
  type Outcome,
  read,
  type Span,
  supported,
  type Verdict,
  type Verified,
  type VerifiedText,
  verify,
} from "vouchsafe";

// Each `@ts-expect-error` is a control: if the line below it ever compiles, the type has become too wide.

declare const outcome: Outcome;
declare const verdict: Verdict;
declare const inAnswer: Offset<"answer">;
declare const inSource: Offset<"source">;
declare const answerPlace: Span;
declare const sourcePlace: Span<"source">;
declare const text: VerifiedText;
declare const escalated: Escalated;

describe("VerifiedText", () => {
  test("is a string that no string is", () => {
    expectTypeOf(text).toExtend<string>();
    // @ts-expect-error a string has not been verified
    const plain: VerifiedText = "Tea is hot.";
    // @ts-expect-error nor has a part of one
    const part: VerifiedText = text.slice(1);
    // @ts-expect-error nor one that was put together
    const whole: VerifiedText = `${text}${text}`;
    // @ts-expect-error nor what came back from JSON
    const stored: Verified = JSON.parse("{}") as { readonly status: "verified"; readonly answer: string };
    expectTypeOf([plain, part, whole, stored]).not.toBeAny();
  });
});

describe("Offset", () => {
  test("indexes one kind of text", () => {
    expectTypeOf(inAnswer).toExtend<number>();
    // @ts-expect-error an offset of the answer is none of a source
    const wrong: Offset<"source"> = inAnswer;
    // @ts-expect-error and the reverse
    const other: Offset<"answer"> = inSource;
    // @ts-expect-error a number is no offset
    const plain: Offset<"answer"> = 3;
    // @ts-expect-error spans are told apart as well
    const place: Span = sourcePlace;
    // @ts-expect-error in both directions
    const back: Span<"source"> = answerPlace;
    expectTypeOf([wrong, other, plain, place, back]).not.toBeAny();
  });
});

describe("Outcome", () => {
  test("has an answer only where it is verified", () => {
    // @ts-expect-error not before the status is known
    expectTypeOf(outcome.answer).not.toBeAny();
    // @ts-expect-error an escalation has none
    expectTypeOf(escalated.answer).not.toBeAny();
    // @ts-expect-error nor a value
    expectTypeOf(escalated.value).not.toBeAny();
    if (outcome.status === "verified") {
      expectTypeOf(outcome.answer).toEqualTypeOf<VerifiedText>();
      expectTypeOf(outcome.basis).toEqualTypeOf<Basis>();
      // @ts-expect-error what is verified has not been escalated
      expectTypeOf(outcome.escalation).not.toBeAny();
    } else {
      expectTypeOf(outcome.escalation.withheld.answer).toEqualTypeOf<string>();
      expectTypeOf(outcome.reply).toEqualTypeOf<string>();
      // @ts-expect-error withheld text is no verified text
      const shown: VerifiedText = outcome.escalation.withheld.answer;
      expectTypeOf(shown).not.toBeAny();
    }
  });
  test("is readonly to its leaves", () => {
    // @ts-expect-error a status is not overwritten
    outcome.status = "verified";
    // @ts-expect-error nor a list
    outcome.verdicts.push(verdict);
  });
});

describe("Verdict", () => {
  test("has a finding where it fails or is open, and a failure only where it is an error", () => {
    if (verdict.status === "fail" || verdict.status === "open")
      expectTypeOf(verdict.findings).toEqualTypeOf<NonEmpty<Finding>>();
    if (verdict.status === "error") expectTypeOf(verdict.failure.code).toEqualTypeOf<string>();
    // @ts-expect-error not before the status is known
    expectTypeOf(verdict.failure).not.toBeAny();
  });
});

describe("options", () => {
  test("are the guard's own", () => {
    expectTypeOf(cited({ citations: "required", scope: "sentence" })).toEqualTypeOf<Guard>();
    // @ts-expect-error no such rule
    cited({ citations: "sometimes" });
    // @ts-expect-error no such scope
    cited({ scope: "page" });
    // @ts-expect-error an option that is not given is left out
    cited({ citations: undefined });
    expectTypeOf(supported({ threshold: 0.5 })).toEqualTypeOf<Guard>();
    // @ts-expect-error a threshold is a number
    supported({ threshold: "0.5" });
  });
  test("of verify and check", () => {
    const answer = { answer: "Tea is hot.", sources: ["Tea is hot."] };
    expectTypeOf(verify(answer, { citations: "required", timeoutMs: 10 })).resolves.toEqualTypeOf<Outcome>();
    expectTypeOf(check(cited(), { answer: "Tea is hot." })).resolves.toEqualTypeOf<Verdict>();
    // @ts-expect-error an answer is verified by its sources
    verify({ answer: "Tea is hot." });
    // @ts-expect-error no such way to end
    verify({ ...answer, finish: "done" });
    // @ts-expect-error a guard is no function
    verify(answer, { guards: [() => []] });
    // @ts-expect-error nobody hands in a draft's brand
    verify({ ...answer, citations: [{ sourceId: "1", at: { start: "0", end: "3" } }] });
    // Plain numbers are welcome where a caller writes them; `read` checks and brands them.
    expectTypeOf(
      read({ ...answer, citations: [{ sourceId: "1", at: { start: 0, end: 3 } }] }).claims[0]?.at,
    ).toEqualTypeOf<Span | undefined>();
  });
  test("a guard gives findings, and cannot change the draft", () => {
    const guard: Guard = {
      name: "tidy",
      unit: "answer",
      check(draft) {
        // @ts-expect-error what guards see is readonly
        draft.answer = "";
        // @ts-expect-error its lists are, too
        draft.claims.pop();
        return [];
      },
    };
    // @ts-expect-error a guard gives findings, no truth value
    const yes: Guard = { name: "yes", unit: "answer", check: () => true };
    // @ts-expect-error a severity is one of four
    const odd: Finding = { code: "x", severity: "fatal", message: "x" };
    expectTypeOf([guard, yes, odd]).not.toBeAny();
  });
});
