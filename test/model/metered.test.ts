import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { type Model, metered, type Prompt } from "vouchsafe/model";
import { budget, type Meter, type ModelCall, type Prices } from "vouchsafe/spend";
import { tellingModel } from "../spend/telling-model.ts";

const prices: Prices = { "test/m": { inputMicroUsdPerMillion: 0, outputMicroUsdPerMillion: 1_000_000 } };
const ask: Prompt = { messages: [{ role: "user", content: "How long?" }], maxOutputTokens: 100 };
const whole = { usage: { inputTokens: 1, outputTokens: 100 } };

describe("an abort", () => {
  test("before the call reaches neither the meter nor the model", async () => {
    const model = tellingModel("test/m", () => whole);
    const spend = budget({ perDayCalls: 1 });
    const reason = new Error("gone");
    await expect(metered(spend)(model).generate(ask, { abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await metered(spend)(model).generate(ask);
    expect(model.requests()).toBe(1);
  });

  test("while the meter is slow rejects at once with the reason, and what is put aside later is given back", async () => {
    const opened = Promise.withResolvers<Awaited<ReturnType<Meter["open"]>>>();
    let closed = 0;
    const close = (): void => {
      closed += 1;
    };
    const meter: Meter = { open: () => opened.promise };
    const model = tellingModel("test/m", () => whole);
    const controller = new AbortController();
    const call = metered(meter)(model).generate(ask, { abortSignal: controller.signal });
    const reason = new Error("gone");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    opened.resolve({ told: (told) => told, close });
    await opened.promise;
    await Promise.resolve();
    expect([closed, model.requests()]).toEqual([1, 0]);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  test("leaves no listener behind a call that ended in peace, nor behind one that was turned away", async () => {
    const guarded = metered(budget({ perDayCalls: 1 }))(tellingModel("test/m", () => whole));
    const { signal } = new AbortController();
    await guarded.generate(ask, { abortSignal: signal });
    await expect(guarded.generate(ask, { abortSignal: signal })).rejects.toThrow(/has no room/);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

test("a model that makes several requests for one call is charged for each of them", async () => {
  const twice: Model = {
    ...tellingModel("test/m", () => whole),
    async generate(_, context) {
      context?.onCall?.({ model: "test/m", failure: "model-timed-out" });
      context?.onCall?.({ model: "test/m", usage: { inputTokens: 0, outputTokens: 7 } });
      return { text: "fine", finish: "stop", usage: {} };
    },
  };
  const told: ModelCall[] = [];
  const spend = budget({ perDayMicroUsd: 1_000, perDayCalls: 9, prices });
  await metered(spend)(twice).generate(ask, { onCall: (call) => void told.push(call) });
  expect(told.map(({ microUsd }) => microUsd)).toEqual([undefined, 7]);
  // 107 are gone: the worst case of the first, and what the second cost. 893 are left, and no more.
  const rest = metered(spend)(tellingModel("test/m", () => whole));
  await expect(rest.generate({ ...ask, maxOutputTokens: 894 })).rejects.toThrow("107 of 1000 micro-usd");
  await rest.generate({ ...ask, maxOutputTokens: 893 });
});

describe("a stream", () => {
  const spendOf = () => budget({ perDayMicroUsd: 100, prices });
  const run = async (model: Model, isLeft = false): Promise<readonly string[]> => {
    const parts: string[] = [];
    for await (const { type } of model.stream(ask)) {
      parts.push(type);
      if (isLeft) break;
    }
    return parts;
  };

  test("is put aside, charged and passed on like a call", async () => {
    const spend = spendOf();
    const guarded = metered(spend)(tellingModel("test/m", () => whole));
    expect(await run(guarded)).toEqual(["text", "reply"]);
    await expect(run(guarded)).rejects.toMatchObject({ code: "budget-exceeded" });
  });

  test("that is left early is still charged by what was told of it, and given back if nothing was", async () => {
    const spend = spendOf();
    const silent = metered(spend)(tellingModel("test/m", () => ({ ...whole, silent: true })));
    expect(await run(silent, true)).toEqual(["text"]);
    expect(await run(metered(spend)(tellingModel("test/m", () => whole)), true)).toEqual(["text"]);
    await expect(run(silent)).rejects.toMatchObject({ code: "budget-exceeded" });
  });
});

test("keeps the model's id", () => {
  expect(metered(budget({ perDayCalls: 1 }))(tellingModel("test/m", () => whole)).id).toBe("test/m");
});
