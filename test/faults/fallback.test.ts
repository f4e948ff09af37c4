import { describe, expect, test } from "vitest";
import { type Attempt, grounded, type Outcome } from "vouchsafe";
import { type Model, metered, type Prompt } from "vouchsafe/model";
import { budget } from "vouchsafe/spend";
import type { Fault } from "vouchsafe/testing";
import { modelBy, QUESTION, REPLY, SOURCE, served, type Way, ways } from "./ways.ts";

const LATER = "We have passed your question on; somebody will write to you.";
const input = { question: QUESTION, sources: [SOURCE] };
const prompt: Prompt = { messages: [{ role: "user", content: QUESTION }], maxOutputTokens: 100 };

/** A feature as most are written: it asks a model, and hands on what comes. */
function feature(way: Way, model: Model, options: object = {}) {
  const told: string[] = [];
  const ask = grounded(
    async (_: typeof input, { abortSignal }: Attempt) => {
      if (!way.streams) {
        const { text, finish } = await model.generate(prompt, { abortSignal });
        return { answer: text, finish };
      }
      let answer = { answer: "", finish: "other" as "other" | "stop" };
      for await (const part of model.stream(prompt, { abortSignal }))
        if (part.type === "reply") answer = { answer: part.reply.text, finish: "stop" };
      return answer;
    },
    {
      attempts: 1,
      fallback: ({ reason }) => {
        told.push(reason);
        return LATER;
      },
      ...options,
    },
  );
  return { ask, told };
}

function showsTheFallback(outcome: Outcome, reason: string): void {
  expect(outcome).toMatchObject({ status: "escalated", reply: LATER, escalation: { reason } });
  // What is withheld lies a step deeper, and nothing of the provider's is shown.
  expect("answer" in outcome).toBe(false);
}

describe("what the user sees when every model is down: the fallback's reply, escalated, never verified", () => {
  const failing: readonly Fault[] = [
    { kind: "rate-limited", retryAfter: "3600" },
    { kind: "unavailable" },
    { kind: "unauthorized" },
    { kind: "rejected" },
    { kind: "echoes-key" },
    { kind: "error-with-200" },
    { kind: "reset" },
    { kind: "blank" },
    { kind: "refusal" },
    { kind: "content-filter" },
    { kind: "html" },
    { kind: "wrong-types" },
    { kind: "other-model" },
    { kind: "second-end" },
    { kind: "oversized", bytes: 3 * 2 ** 20 },
    { kind: "error-event" },
  ];

  test.each(failing)("`failed` by $kind, in all ways (F01 to F15, F17)", async (fault) => {
    for (const way of ways) {
      const server = await served();
      server.always(fault);
      const { ask, told } = feature(way, modelBy(way, server));
      showsTheFallback(await ask(input), "failed");
      expect(told).toEqual(["failed"]);
    }
  });

  test.each<Fault>([
    { kind: "ends-early" },
    { kind: "cut" },
    { kind: "length" },
    { kind: "length", text: REPLY },
    { kind: "no-choices" },
  ])("`incomplete` or `failed` by $kind, in all ways (F09 to F11, F14)", async (fault) => {
    for (const way of ways) {
      const server = await served();
      server.always(fault);
      const { ask, told } = feature(way, modelBy(way, server));
      const outcome = await ask(input);
      // Cut off is incomplete; half a document in one piece is no document, and no reply of a provider.
      expect(["incomplete", "failed"]).toContain(told[0]);
      showsTheFallback(outcome, told[0] ?? "");
    }
  });

  test.each<Fault>([{ kind: "no-headers" }, { kind: "hang-mid-stream" }, { kind: "slow-drip" }])(
    "`timed-out` by $kind, by the model's limit and by the pipeline's, in all ways (F06 to F08)",
    { timeout: 20_000 },
    async (fault) => {
      for (const way of ways) {
        const server = await served();
        server.always(fault);
        const byModel = feature(way, modelBy(way, server, { timeoutMs: 60 }));
        showsTheFallback(await byModel.ask(input), "timed-out");
        const byPipeline = feature(way, modelBy(way, server), { timeoutMs: 60 });
        showsTheFallback(await byPipeline.ask(input), "timed-out");
        await expect.poll(() => server.open).toBe(0);
      }
    },
  );

  test("`over-budget` by a budget that is spent, in all ways (F44)", async () => {
    for (const way of ways) {
      const server = await served();
      const { ask, told } = feature(way, metered(budget({ perDayCalls: 1 }))(modelBy(way, server)));
      expect((await ask(input)).status).toBe("verified");
      showsTheFallback(await ask(input), "over-budget");
      expect(told).toEqual(["over-budget"]);
      expect(server.requests).toHaveLength(1);
    }
  });

  test("a fallback that would be a verified answer by itself is none", async () => {
    const way = ways[0] as Way;
    const server = await served();
    server.always("unavailable");
    const { ask } = feature(way, modelBy(way, server), { fallback: () => REPLY });
    expect(await ask(input)).toMatchObject({ status: "escalated", reply: REPLY, claims: [] });
  });
});
