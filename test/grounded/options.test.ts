import { describe, expect, test } from "vitest";
import { defineGuard, grounded } from "vouchsafe";
import * as z from "zod";

const fn = () => "Yes.";
const record = () => {};

describe("options that make no sense are a TypeError when the function is wrapped", () => {
  const wrong: readonly (readonly [what: string, options: unknown, message: RegExp])[] = [
    ["attempts of none", { attempts: 0 }, /`attempts` to be a whole number from 1 to 10, got 0/],
    ["attempts without end", { attempts: Number.POSITIVE_INFINITY }, /`attempts`/],
    ["half an attempt", { attempts: 1.5 }, /`attempts`/],
    ["attempts in words", { attempts: "2" }, /`attempts`.*got "2"/],
    ["no time", { timeoutMs: 0 }, /`timeoutMs`/],
    ["sources that are a list", { sources: ["x"] }, /`sources` to be "from-answer"/],
    ["another mode", { mode: "watch" }, /`mode` to be "enforce" or "observe", got "watch"/],
    ["observing into nothing", { mode: "observe" }, /`record`/],
    ["a record that is none", { record: "outcomes.jsonl" }, /`record` to be a function/],
    ["a fallback that is text", { fallback: "Sorry." }, /`fallback` to be a function/],
    ["an onEscalate that is none", { onEscalate: {} }, /`onEscalate`/],
    ["a judge that is none", { judge: {} }, /`judge`/],
    ["a signal for all calls", { abortSignal: new AbortController().signal }, /each call/],
    ["a misspelt option", { onEscalated: record }, /got "onEscalated"/],
    ["guards that are none", { guards: [] }, /`guards`/],
    ["guards of which none can block", { guards: [defineGuard({ name: "a", unit: "answer", advisory: true, check: () => [] })] }, /`guards`/],
    ["guards and a rule of citations", { guards: [defineGuard({ name: "a", unit: "answer", check: () => [] })], citations: "required" }, /`citations`/],
    ["another rule of citations", { citations: "always" }, /citations/],
    ["output that is no schema", { output: "text" }, /`output`/],
    ["output that is a number", { output: 3 }, /`output` to be a schema.*got 3/],
    ["output without its schema", { output: { schema: undefined } }, /`schema`/],
    ["output with a misspelt field", { output: { schema: z.string(), texts: fn } }, /got "texts"/],
    ["output with a text that is none", { output: { schema: z.string(), text: "x" } }, /`output.text`/],
    ["no options", null, /`options`/],
  ]; // biome-ignore format: a table
  test.each(wrong)("%s", (_, options, message) => {
    expect(() => grounded(fn, options as object)).toThrow(TypeError);
    expect(() => grounded(fn, options as object)).toThrow(message);
  });
  test("and so is a function that is none", () => {
    expect(() => grounded("fn" as unknown as typeof fn)).toThrow(TypeError);
  });
});

test("options of a call that make no sense reject the call", async () => {
  const ask = grounded(fn);
  await expect(ask({}, { abortSignal: {} as AbortSignal })).rejects.toThrow(/`abortSignal`/);
  await expect(ask({}, { timeoutMs: 5 } as object)).rejects.toThrow(/got "timeoutMs"/);
});

test("the chain is the wrapper's own: the caller's list may change", async () => {
  const guards = [
    defineGuard({ name: "no", unit: "answer", check: () => [{ code: "no", severity: "block", message: "no" }] }),
  ];
  const ask = grounded(fn, { guards, attempts: 1 });
  guards.length = 0;
  expect((await ask({ sources: ["Yes."] })).status).toBe("escalated");
});
