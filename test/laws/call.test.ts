import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { check, defaultGuards, defineGuard, finished, type VerifyOptions, verify } from "vouchsafe";
import { TRUTHS } from "../oracles/generators.ts";

const answer = { answer: TRUTHS[0].text, sources: [TRUTHS[0]] };
const hangs = defineGuard({ name: "hangs", unit: "answer", check: () => new Promise(() => {}) });

describe("aborting", () => {
  test("rejects with the signal's reason, before the call and during it", async () => {
    const reason = new Error("enough");
    await expect(verify(answer, { abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const call = verify(answer, { guards: [...defaultGuards(), hangs], abortSignal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(check(finished(), answer, { abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
  test("rejects with whatever the reason is, a word too", async () => {
    await expect(verify(answer, { abortSignal: AbortSignal.abort("enough") })).rejects.toBe("enough");
  });
  test("is heard while a judge thinks", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const doubts = defineGuard({
      name: "doubts",
      unit: "answer",
      check: () => [{ code: "doubt", severity: "open", message: "?" }],
    });
    const judge = { settle: () => new Promise<never>(() => {}) };
    const call = verify(answer, { guards: [doubts], judge, abortSignal: controller.signal });
    setTimeout(() => controller.abort(reason), 1);
    await expect(call).rejects.toBe(reason);
  });
  test("leaves no listener, whether it happens or not", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    await verify(answer, { abortSignal: signal });
    await verify(answer, { abortSignal: signal, timeoutMs: 1_000 });
    await verify({ ...answer, sources: [] }, { abortSignal: signal });
    await verify(answer, { abortSignal: signal, guards: [hangs], timeoutMs: 5 });
    await check(finished(), answer, { abortSignal: signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    const call = verify(answer, { abortSignal: signal, guards: [hangs] });
    controller.abort();
    await expect(call).rejects.toBe(signal.reason);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("a deadline that was not needed leaves no timer", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await verify(answer, { timeoutMs: 100_000 });
  await verify({ ...answer, sources: [] }, { timeoutMs: 100_000 });
  expect(timers()).toBeLessThanOrEqual(before);
});

describe("options that make no sense are a TypeError", () => {
  const wrong: readonly (readonly [what: string, options: unknown])[] = [
    ["no guards", { guards: [] }],
    ["guards that are no list", { guards: finished() }],
    ["a guard that is no guard", { guards: [() => []] }],
    ["a hole among the guards", { guards: [finished()].concat(new Array(1)) }],
    ["a guard without a check", { guards: [{ name: "x", unit: "answer" }] }],
    ["guards and citations", { guards: defaultGuards(), citations: "required" }],
    ["a rule of citations that is none", { citations: "sometimes" }],
    ["a judge that is a function", { judge: () => [] }],
    ["a judge that is null", { judge: null }],
    ["a judge without settle", { judge: {} }],
    ["no time", { timeoutMs: 0 }],
    ["time that runs backwards", { timeoutMs: -1 }],
    ["endless time", { timeoutMs: Number.POSITIVE_INFINITY }],
    ["time that is no number", { timeoutMs: Number.NaN }],
    ["time as a word", { timeoutMs: "1000" }],
    ["more time than a timer has", { timeoutMs: 2 ** 31 }],
    ["a scope that is none", { scope: "page" }],
    ["boilerplate as one text", { boilerplate: "Yours, the shop" }],
    ["isFactual that is no function", { isFactual: true }],
    ["a signal that is none", { abortSignal: {} }],
    ["a signal that is null", { abortSignal: null }],
    ["a signal that cannot be listened to", { abortSignal: { aborted: false, throwIfAborted() {} } }],
    ["an option misspelt", { guard: [finished()] }],
    ["options that are none", null],
    ["options that are a list", [finished()]],
    ["a trace that is none", { trace: {} }],
  ];
  test.each(wrong)("%s", async (_, options) => {
    await expect(verify(answer, options as VerifyOptions)).rejects.toThrow(TypeError);
    await expect(verify(answer, options as VerifyOptions)).rejects.toThrow(/^Expected `/);
  });
});

describe("an option that nobody knows", () => {
  test("is named beside those that are known", async () => {
    await expect(verify(answer, { guard: [finished()] } as unknown as VerifyOptions)).rejects.toThrow(
      /^Expected `options` to have no fields but guards, citations, judge, timeoutMs, .*, got "guard"\.$/,
    );
    await expect(check(finished(), answer, { guards: [] } as object)).rejects.toThrow(/no fields but abortSignal, /);
  });
});

test("a signal of another library will do, if it can what is asked of it", async () => {
  const { signal } = new AbortController();
  const abortSignal = Object.fromEntries(
    ["addEventListener", "removeEventListener", "throwIfAborted"].map((name) => [
      name,
      (...args: readonly unknown[]) => Reflect.apply(Reflect.get(signal, name), signal, args),
    ]),
  );
  const options = { abortSignal: { ...abortSignal, aborted: false } } as unknown as VerifyOptions;
  expect((await verify(answer, options)).status).toBe("verified");
});

describe("a caller's own word on what is a claim", () => {
  const two = { ...answer, answer: `${TRUTHS[0].text} Penguins migrate across frozen oceans.` };
  test("skips where it says so, and only there", async () => {
    expect((await verify(two)).status).toBe("escalated");
    expect((await verify(two, { isFactual: (text) => (text.startsWith("Penguins") ? false : undefined) })).status).toBe(
      "verified",
    );
    expect((await verify(two, { boilerplate: ["Penguins migrate across frozen oceans."] })).status).toBe("verified");
    expect((await verify(two, { boilerplate: ["Penguins migrate"] })).status).toBe("escalated");
  });
  test.each([null, 0, "", Number.NaN, Promise.resolve(false), "false"])("%j is no such word", async (word) => {
    const isFactual = (() => word) as unknown as () => boolean;
    expect((await verify(two, { isFactual })).status).toBe("escalated");
  });
  test.each([new Error("broken"), undefined, "a word"])("that throws %s throws it to the caller", async (thrown) => {
    const isFactual = () => {
      throw thrown;
    };
    await expect(verify(answer, { isFactual })).rejects.toBe(thrown);
    await expect(check(finished(), answer, { isFactual })).rejects.toBe(thrown);
  });
});
