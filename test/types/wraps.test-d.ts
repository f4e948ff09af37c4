import { expectTypeOf, test } from "vitest";
import {
  type Breaker,
  breaker,
  fallback,
  type Model,
  resilient,
  retry,
  route,
  scripted,
  timeout,
  type Wrap,
  wrap,
} from "vouchsafe/model";

declare const small: Model;
declare const large: Model;

test("wraps are functions of a model, and a breaker is one that tells its state", () => {
  expectTypeOf(retry()).toEqualTypeOf<Wrap>();
  expectTypeOf(breaker()).toEqualTypeOf<Breaker>();
  expectTypeOf(wrap(small, retry(), breaker())).toEqualTypeOf<Model>();
  // @ts-expect-error a wrap that was not made
  wrap(small, retry);
  // @ts-expect-error the time is no default
  timeout({});
});

test("a route is named by the models that there are", () => {
  route({ small, large }, ({ length }) => (length < 100 ? "small" : "large"));
  // @ts-expect-error a name that is none
  route({ small, large }, () => "medium");
});

test("a fallback is a model or says what it may", () => {
  fallback(small, { model: large, mayVerify: false, after: ["model-rejected"] });
  resilient(small, { fallback: [large], breaker: false });
  // @ts-expect-error a code that is none
  fallback(small, { model: large, after: ["rejected"] });
  // @ts-expect-error a retry is not switched on, it is
  resilient(small, { retry: true });
});

test("a line of a script is a text, a reply, a failure, an error or a function", () => {
  scripted(["a", new Error("b"), { code: "model-empty", message: "c", retryable: true }, () => "d"]);
  // @ts-expect-error a number is none
  scripted([1]);
});
