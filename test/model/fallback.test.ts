import { describe, expect, test, vi } from "vitest";
import { VouchsafeError } from "vouchsafe";
import { fallback, type ModelFailureCode, type Prompt, type ScriptLine, scripted } from "vouchsafe/model";
import { breakingOff, down, outcome, partsOf, prompt, refused, rejected } from "./asking.ts";

const named = (id: string, ...lines: readonly ScriptLine[]) => scripted(lines, { id });

describe("fallback", () => {
  test("a reply of the first route comes as it is", async () => {
    const [first, second] = [named("a/one", "One."), named("b/two", "Two.")];
    const reply = await fallback(first, second).generate(prompt);
    expect(reply).toEqual({ text: "One.", finish: "stop", usage: {}, modelId: "a/one" });
    expect(second.prompts).toEqual([]);
  });

  test("the next route is asked when one fails, and the reply says by which it came", async () => {
    const model = fallback(named("a/one", down), named("b/two", down), named("c/three", "Three."));
    expect(model.id).toBe("a/one|b/two|c/three");
    expect(await model.generate(prompt)).toEqual({
      ...{ text: "Three.", finish: "stop", usage: {}, modelId: "c/three" },
      providerMetadata: { vouchsafe: { route: "c/three" } },
    });
  });

  test("when none is left the last failure stands", async () => {
    const limited = { code: "model-rate-limited", message: "429", retryable: true } as const;
    expect(await outcome(fallback(named("a", down), named("b", limited)).generate(prompt))).toBe("model-rate-limited");
  });

  test.each<[ModelFailureCode, boolean, boolean]>([
    ["model-unavailable", true, true],
    ["model-rate-limited", true, true],
    ["model-timed-out", true, true],
    ["model-unauthorized", false, true],
    ["model-malformed", false, true],
    ["model-empty", false, true],
    ["model-mismatched", false, true],
    ["model-shunned", true, true],
    ["model-saturated", true, true],
    ["model-truncated", true, true],
    ["model-truncated", false, false],
    ["model-rejected", false, false],
    ["model-refused", false, false],
    ["model-oversized", false, false],
  ])("after %s (retryable: %s) it goes on: %s", async (code, retryable, goesOn) => {
    const model = fallback(named("a", { code, message: "", retryable }), named("b", "Two."));
    expect(await outcome(model.generate(prompt))).toBe(goesOn ? "Two." : code);
  });

  test("`after` names the failures itself", async () => {
    const other = () => ({ model: named("b", "Two."), after: ["model-rejected"] as const });
    expect(await outcome(fallback(named("a", rejected), other()).generate(prompt))).toBe("Two.");
    expect(await outcome(fallback(named("a", down), other()).generate(prompt))).toBe("model-unavailable");
    expect(await outcome(fallback(named("a", refused), other()).generate(prompt))).toBe("model-refused");
  });

  test("errors that are no model's end the call", async () => {
    const second = named("b", "Two.");
    await expect(fallback(named("a", new TypeError("a bug")), second).generate(prompt)).rejects.toThrow("a bug");
    expect(second.prompts).toEqual([]);
  });

  test("an abort ends the call with its reason", async () => {
    const controller = new AbortController();
    const second = named("b", "Two.");
    // Deaf to its signal: what it rejects with is a failure, after which the next would be asked.
    const inner = named("a", () => {
      controller.abort(new Error("the user left"));
      return down;
    });
    const failing = { ...inner, generate: (asked: Prompt) => inner.generate(asked) };
    const deaf = { ...second, generate: (asked: Prompt) => second.generate(asked) };
    const asked = fallback(failing, deaf).generate(prompt, { abortSignal: controller.signal });
    await expect(asked).rejects.toThrow("the user left");
    expect(second.prompts).toEqual([]);
  });

  test("a route that may not verify gives no reply that counts as finished", async () => {
    const model = fallback(named("a", down, down), { model: named("b", "Two.", "Two."), mayVerify: false });
    const marked = { finish: "other", providerMetadata: { vouchsafe: { route: "b", mayVerify: false } } };
    expect(await model.generate(prompt)).toMatchObject(marked);
    expect((await partsOf(model.stream(prompt))).at(-1)).toMatchObject({ type: "reply", reply: marked });
  });

  test("that it may not verify is not lost in a fallback around it", async () => {
    const inner = fallback({ model: named("b", "Two."), mayVerify: false });
    expect(await fallback(named("a", down), inner).generate(prompt)).toMatchObject({
      finish: "other",
      providerMetadata: { vouchsafe: { route: "b", mayVerify: false } },
    });
  });

  test("what is too dear for the budget goes to the next route, unless it asks after other failures", async () => {
    const dear = named("a", new VouchsafeError("no room", { code: "budget-exceeded" }));
    expect(await fallback(dear, named("b", "Two.")).generate(prompt)).toMatchObject({ text: "Two." });
    const again = named("a", new VouchsafeError("no room", { code: "budget-exceeded" }));
    const picky = fallback(again, { model: named("b", "Two."), after: ["model-unavailable"] });
    await expect(picky.generate(prompt)).rejects.toMatchObject({ code: "budget-exceeded" });
    const broken = fallback(named("a", new VouchsafeError("over", { code: "script-over" })), named("b", "Two."));
    await expect(broken.generate(prompt)).rejects.toMatchObject({ code: "script-over" });
  });

  test("a stream goes on to the next route until it has given text, and not after", async () => {
    const parts = await partsOf(fallback(named("a", down), named("b", "Two.")).stream(prompt));
    expect(parts).toMatchObject([{ text: "Two." }, { reply: { text: "Two." } }]);
    const second = named("b", "Two.");
    await expect(partsOf(fallback(breakingOff("One", down), second).stream(prompt))).rejects.toThrow("503");
    expect(second.prompts).toEqual([]);
  });

  test("tells every call, and what was gone over to", async () => {
    const onCall = vi.fn();
    const event = vi.fn();
    await fallback(named("a", down), named("b", "Two.")).generate(prompt, { onCall, trace: { event } });
    expect(onCall.mock.calls).toEqual([[{ model: "a", failure: "model-unavailable" }], [{ model: "b", usage: {} }]]);
    expect(event.mock.calls).toEqual([["model-fell-back", { from: "a", to: "b", code: "model-unavailable" }]]);
  });

  test.each([
    [{}],
    [{ model: {} }],
    [{ model: named("a"), mayVerfy: false }],
    [{ model: named("a"), mayVerify: "no" }],
    [{ model: named("a"), after: "model-empty" }],
  ])("refuses %j", (route) => {
    expect(() => fallback(named("a"), route as never)).toThrow(TypeError);
  });
});
