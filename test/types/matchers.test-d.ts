import { describe, expect, expectTypeOf, test } from "vitest";
import { type ExpectOptions, type GroundingMatchers, type MatcherResult, matchers } from "vouchsafe/testing";
import "vouchsafe/vitest";
import { type OnTopicOptions, onTopic, quoted, type VerifyOptions } from "vouchsafe";

// Each `@ts-expect-error` is a control: if the line below it ever compiles, the type has become too wide.

describe("the matchers", () => {
  test("are promises, with and without `.not`", () => {
    expectTypeOf(expect("text").toBeGrounded()).toEqualTypeOf<Promise<void>>();
    expectTypeOf(expect("text").not.toEscalate("quote-not-found")).toEqualTypeOf<Promise<void>>();
    expectTypeOf(expect(Promise.resolve("text")).resolves.toBeGrounded()).toExtend<Promise<void>>();
    expectTypeOf(expect("text").toBeGrounded).not.toBeAny();
  });
  test("take what verify takes, and the facts of an answer", () => {
    expectTypeOf<VerifyOptions>().toExtend<ExpectOptions>();
    expect("text").toBeGrounded({ sources: ["text"], question: "Why?", finish: "stop", guards: [quoted()] });
    expect("text").toEscalate({ citations: "required", timeoutMs: 5 });
    expect("text").toEscalate("quote-not-found", { sources: ["text"] });
    // @ts-expect-error no such option
    expect("text").toBeGrounded({ source: ["text"] });
    // @ts-expect-error the answer is what is expected on
    expect("text").toBeGrounded({ answer: "text" });
    // @ts-expect-error a code is text
    expect("text").toEscalate(7);
    // @ts-expect-error the code comes first
    expect("text").toEscalate({ sources: ["text"] }, "quote-not-found");
    // @ts-expect-error no such matcher
    expect("text").toBeGround();
  });
  test("are plain functions, for any runner", () => {
    expectTypeOf(matchers.toBeGrounded.call({}, "text")).resolves.toEqualTypeOf<MatcherResult>();
    expectTypeOf<keyof typeof matchers>().toEqualTypeOf<keyof GroundingMatchers>();
    // @ts-expect-error what `.not` says is true or false
    matchers.toBeGrounded.call({ isNot: "yes" }, "text");
  });
});

test("the terms of onTopic are text or patterns", () => {
  expectTypeOf<OnTopicOptions["deny"]>().toEqualTypeOf<readonly (string | RegExp)[] | undefined>();
  onTopic({ allow: ["refund", /refund/] });
  // @ts-expect-error a term is no number
  onTopic({ allow: [7] });
  // @ts-expect-error terms come in a list
  onTopic({ deny: "refund" });
  // @ts-expect-error no such list
  onTopic({ allow: ["refund"], forbid: ["cats"] });
  // @ts-expect-error options are needed
  onTopic();
});
