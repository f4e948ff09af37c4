import { describe, expect, test, vi } from "vitest";
import { type CallContext, type Model, type ModelCall, modelFailureOf, type Prompt, type Reply } from "vouchsafe/model";
import { type ModelFaultKind, withFaults } from "vouchsafe/testing";

const prompt: Prompt = { messages: [{ role: "user", content: "How long?" }] };
const reply: Reply = {
  text: "The refund window is 30 days.",
  finish: "stop",
  usage: { inputTokens: 5, outputTokens: 8 },
};

/** A model that never fails, and counts. */
function sound(): Model & { asked: number } {
  const model = {
    id: "sound/one",
    asked: 0,
    async generate(_: Prompt, context: CallContext = {}) {
      model.asked += 1;
      context.onCall?.({ model: "sound/one", usage: reply.usage });
      return reply;
    },
    async *stream(_: Prompt, context: CallContext = {}) {
      for (const text of ["The refund ", "window ", "is ", "30 days."]) yield { type: "text" as const, text };
      yield { type: "reply" as const, reply: await model.generate(_, context) };
    },
  };
  return model;
}

const kinds: readonly ModelFaultKind[] = [
  "unavailable",
  "rate-limited",
  "timed-out",
  "unauthorized",
  "rejected",
  "truncated",
  "empty",
  "refused",
  "malformed",
  "mismatched",
  "oversized",
];
const spoiling: readonly ModelFaultKind[] = ["truncated", "empty", "refused", "malformed", "mismatched", "oversized"];

async function streamed(model: Model, context: CallContext = {}) {
  const texts: string[] = [];
  let whole: Reply | undefined;
  try {
    for await (const part of model.stream(prompt, context)) {
      if (part.type === "text") texts.push(part.text);
      else whole = part.reply;
    }
    return { texts, whole };
  } catch (error) {
    return { texts, whole, error };
  }
}

describe("every failure", () => {
  test.each(kinds)("%s comes as the model's own, and is told once", async (kind) => {
    const inner = sound();
    const model = withFaults(inner, { rate: 1, kinds: [kind] });
    const calls: ModelCall[] = [];
    const context = { onCall: (call: ModelCall) => void calls.push(call) };
    const failure = modelFailureOf(await model.generate(prompt, context).catch((error) => error));
    expect(failure).toMatchObject({ code: `model-${kind}`, retryable: expect.any(Boolean) });
    expect(failure?.message).not.toContain("How long");
    const { texts, whole, error } = await streamed(model, context);
    expect(modelFailureOf(error)).toEqual(failure);
    expect(whole).toBeUndefined();
    expect(texts).toEqual(spoiling.includes(kind) ? ["The refund ", "window "] : []);
    const told = { model: "sound/one", failure: `model-${kind}` };
    const paid = spoiling.includes(kind) ? { ...told, usage: reply.usage } : told;
    expect(calls).toEqual([paid, paid]);
    expect(inner.asked).toBe(spoiling.includes(kind) ? 2 : 0);
    expect(model.id).toBe("sound/one");
  });
});

describe("chance", () => {
  const outcomes = async (options: Parameters<typeof withFaults>[1], count = 400) => {
    const model = withFaults(sound(), options);
    const codes = [];
    for (let at = 0; at < count; at += 1)
      codes.push(
        await model.generate(prompt).then(
          () => "whole",
          (error) => modelFailureOf(error)?.code,
        ),
      );
    return codes;
  };

  test("is the same for the same seed and another for another", async () => {
    const run = (seed: number) => outcomes({ rate: 0.5, seed, kinds: ["unavailable", "empty"] }, 50);
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
  });

  test.each([0, 0.1, 0.5, 1])("fails a share of %d", async (rate) => {
    const codes = await outcomes({ rate, kinds: ["unavailable", "truncated"] });
    const share = codes.filter((code) => code !== "whole").length / codes.length;
    // Four standard deviations of 400 draws at one half.
    expect(Math.abs(share - rate)).toBeLessThan(rate === 0 || rate === 1 ? 1e-9 : 0.1);
    expect(new Set(codes).size).toBe(rate === 0 ? 1 : rate === 1 ? 2 : 3);
  });
});

describe("time", () => {
  test("a slow reply comes later, and whole", async () => {
    vi.useFakeTimers();
    try {
      const model = withFaults(sound(), { rate: 1, kinds: ["slow"], slowMs: 300 });
      let come = false;
      const late = model.generate(prompt).then((whole) => {
        come = true;
        return whole;
      });
      await vi.advanceTimersByTimeAsync(299);
      expect(come).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await late).toEqual(reply);
      const streaming = streamed(model);
      await vi.advanceTimersByTimeAsync(300);
      expect((await streaming).whole).toEqual(reply);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(["slow", "hang"] as const)("%s ends with the signal's reason, and leaves no timer", async (kind) => {
    vi.useFakeTimers();
    try {
      const model = withFaults(sound(), { rate: 1, kinds: [kind], slowMs: 1e6 });
      const stop = new AbortController();
      const context = { abortSignal: stop.signal };
      const asked = expect(model.generate(prompt, context)).rejects.toBe("enough");
      const streaming = streamed(model, context);
      await vi.advanceTimersByTimeAsync(10_000);
      stop.abort("enough");
      await asked;
      expect(await streaming).toMatchObject({ error: "enough", texts: [] });
      await expect(model.generate(prompt, context)).rejects.toBe("enough");
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

test.each([
  [{ rate: 1.5 }, "rate"],
  [{ rate: Number.NaN }, "rate"],
  [{ kinds: [] }, "kinds"],
  [{ kinds: ["down"] }, "kinds"],
  [{ slowMs: -1 }, "slowMs"],
  [{ chance: 1 }, "options"],
])("%j is a mistake", (options, field) => {
  expect(() => withFaults(sound(), options as object)).toThrow(`Expected \`${field}\` to`);
});
