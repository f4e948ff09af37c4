import * as v from "valibot";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Ask,
  type Escalated,
  grounded,
  type Mode,
  type Observed,
  type Outcome,
  type TypedOutcome,
  type Verified,
} from "vouchsafe";
import * as z from "zod";

// Each `@ts-expect-error` is a control: if the line below it ever compiles, the type has become too wide.

interface Question {
  readonly question: string;
  readonly sources: readonly string[];
}
declare const mode: Mode;
const fn = ({ question }: Question) => question;
const record = (): void => {};
const schema = z.object({ days: z.number(), note: z.string().default("none") });

describe("a wrapped function", () => {
  test("keeps its first parameter", () => {
    const ask = grounded(fn);
    expectTypeOf(ask).parameter(0).toEqualTypeOf<Question>();
    // @ts-expect-error another input
    ask({ question: 7 });
    // @ts-expect-error no input
    ask();
    // @ts-expect-error a function that returns a number
    grounded(() => 7);
    // @ts-expect-error nor may it return no answer at all
    grounded(() => ({ sources: [] }));
  });
  test("returns an outcome, and says so to its handlers", () => {
    expectTypeOf(grounded(fn)).returns.resolves.toEqualTypeOf<Outcome>();
    grounded(fn, {
      fallback: (escalation, input) => {
        expectTypeOf(input).toEqualTypeOf<Question>();
        return escalation.reason;
      },
      onEscalate: (outcome) => expectTypeOf(outcome).toEqualTypeOf<Escalated>(),
    });
    // @ts-expect-error a fallback that returns no text
    grounded(fn, { fallback: () => 7 });
    // @ts-expect-error a misspelt option
    grounded(fn, { attempt: 2 });
  });
  test("returns what its mode says", () => {
    expectTypeOf(grounded(fn, { mode: "observe", record })).returns.resolves.toEqualTypeOf<Observed>();
    expectTypeOf(grounded(fn, { mode: "enforce" })).returns.resolves.toEqualTypeOf<Outcome>();
    expectTypeOf(grounded(fn, { mode, record })).returns.resolves.toEqualTypeOf<Outcome | Observed>();
    const observed = grounded(fn, { mode: "observe", record });
    // @ts-expect-error what is observed is not verified text
    const text: Promise<Verified> = observed({ question: "?", sources: [] });
    expectTypeOf(text).not.toBeAny();
  });
});

describe("typed output", () => {
  test("types the value by the schema's input: defaults are not filled in", () => {
    type Value = { days: number; note?: string | undefined };
    const ask = grounded(fn, { output: schema });
    expectTypeOf(ask).toEqualTypeOf<Ask<Question, TypedOutcome<Value>>>();
    const other = grounded(fn, { output: v.object({ days: v.number() }) });
    expectTypeOf(other).returns.resolves.toEqualTypeOf<TypedOutcome<{ days: number }>>();
  });
  test("is there where it is verified, and nowhere else", () => {
    const check = async (): Promise<void> => {
      const outcome = await grounded(fn, { output: schema })({ question: "?", sources: [] });
      if (outcome.status === "verified") {
        expectTypeOf(outcome.value.days).toEqualTypeOf<number>();
        // @ts-expect-error a field that the schema does not have
        outcome.value.weeks;
      } else {
        // @ts-expect-error an escalation has no value
        outcome.value;
      }
    };
    expectTypeOf(check).not.toBeAny();
  });
  test("types the value for a text of one's own", () => {
    grounded(fn, {
      output: {
        schema,
        text: (value) => {
          expectTypeOf(value.days).toEqualTypeOf<number>();
          return "text";
        },
        citations: ({ days }) => [{ sourceId: String(days), path: "/note" }],
      },
    });
    // @ts-expect-error a text that is none
    grounded(fn, { output: { schema, text: ({ days }) => days } });
  });
  test("of a JSON Schema is unknown", () => {
    const ask = grounded(fn, { output: { type: "object" } });
    expectTypeOf(ask).returns.resolves.toEqualTypeOf<TypedOutcome<unknown>>();
  });
  test("is only observed in observe mode", () => {
    const ask = grounded(fn, { output: schema, mode: "observe", record });
    expectTypeOf(ask).returns.resolves.toEqualTypeOf<Observed>();
  });
});
