import { describe, expect, test } from "vitest";
import { type ModelCall, metered, timeout, wrap } from "vouchsafe/model";
import { budget, budgetFailureOf, costOf, ledger } from "vouchsafe/spend";
import type { Fault, ServerReply } from "vouchsafe/testing";
import { ask, modelBy, prompt, QUESTION, REPLY, served, ways } from "./ways.ts";

const price = { inputMicroUsdPerMillion: 1_000_000, outputMicroUsdPerMillion: 10_000_000 };
const prices = { "openai/gpt-5-mini": price, "anthropic/claude-haiku-4-5": price };

describe("F44: many answers at once against a budget", () => {
  const COUNT = 500;
  const ROOM = 100;

  test("F44: of 500 at once against a budget of 100 calls the provider sees 100, in all ways of one interface each", async () => {
    for (const way of ways.filter(({ client, streams }) => client === "own" && !streams)) {
      const server = await served();
      const model = metered(budget({ perDayCalls: ROOM }))(modelBy(way, server));
      const came = await Promise.all(Array.from({ length: COUNT }, () => ask(way, model)));
      expect(server.requests).toHaveLength(ROOM);
      expect(came.filter(({ reply }) => reply?.text === REPLY)).toHaveLength(ROOM);
      const refused = came.flatMap(({ error }) => budgetFailureOf(error) ?? []);
      expect(refused).toHaveLength(COUNT - ROOM);
      expect(refused[0]).toMatchObject({ budget: "day", unit: "calls", limit: ROOM });
    }
  });

  test("F44: in money no more is put aside than the limit at any moment, though faults leave half of the costs unknown", async () => {
    const way = { wire: "chat", client: "own", streams: false } as const;
    const server = await served({ reply: REPLY, rate: 0.5, kinds: ["unavailable", "cut", "reset", "html"], seed: 44 });
    const spent = ledger({ prices });
    // The worst case of a prompt is its tokens, raised, and all the output that it may write.
    const LIMIT = 100_000;
    const model = metered(budget({ perDayMicroUsd: LIMIT, ledger: spent }))(modelBy(way, server));
    const came = await Promise.all(Array.from({ length: COUNT }, () => ask(way, model)));
    const { total } = await spent.report();
    expect(total.calls).toBe(server.requests.length);
    expect(total.atMostMicroUsd).toBeLessThanOrEqual(LIMIT);
    expect(total.unknownCostCalls).toBeGreaterThan(10);
    expect(came.filter(({ error }) => budgetFailureOf(error) !== undefined).length).toBe(COUNT - total.calls);
    expect(total.calls).toBeLessThan(COUNT);
  });
});

describe("F45: a provider that charges for what did not arrive", () => {
  // A long reply, so that what is lost costs more than what a stream says at its beginning.
  const reply: ServerReply = { text: REPLY, usage: { inputTokens: 20, outputTokens: 180 } };
  const billed = costOf(reply.usage, price) ?? 0;
  const faults: readonly Fault[] = [
    { kind: "no-headers" },
    { kind: "hang-mid-stream" },
    { kind: "slow-drip", bytes: 10, everyMs: 20 },
    { kind: "ends-early" },
    { kind: "cut" },
    { kind: "reset" },
    { kind: "length" },
    { kind: "blank" },
    { kind: "refusal" },
    { kind: "content-filter" },
    { kind: "html" },
    { kind: "other-model" },
    { kind: "second-end" },
    { kind: "error-event" },
  ];

  test.each(faults)("F45: $kind is counted at no less than the provider bills, in all ways", async (fault) => {
    for (const way of ways) {
      const server = await served({ reply });
      server.next(fault);
      const spent = ledger({ prices });
      const model = wrap(
        modelBy(way, server, { headersTimeoutMs: 60, idleTimeoutMs: 60, timeoutMs: 80 }),
        metered(budget({ perDayMicroUsd: 1_000_000, ledger: spent })),
      );
      const { reply: whole } = await ask(way, model);
      expect(whole).toBeUndefined();
      const { total } = await spent.report();
      expect(total.calls).toBe(1);
      expect.soft([way.name, (total.atMostMicroUsd ?? 0) >= billed, total]).toEqual([way.name, true, total]);
    }
  });

  test("F45: so is a call that its caller gave up in the middle, by an abort or by leaving the loop", async () => {
    for (const way of ways) {
      for (const leave of ["abort", "timeout", "break"] as const) {
        if (leave === "break" && !way.streams) continue;
        const server = await served({ reply });
        server.next("hang-mid-stream");
        const spent = ledger({ prices });
        const calls: ModelCall[] = [];
        const model = wrap(
          modelBy(way, server),
          ...(leave === "timeout" ? [timeout({ timeoutMs: 60 })] : []),
          metered(budget({ perDayMicroUsd: 1_000_000, ledger: spent })),
        );
        const onCall = (call: ModelCall) => void calls.push(call);
        if (leave === "break") {
          for await (const _ of model.stream(prompt, { onCall })) break;
        } else await ask(way, model, leave === "abort" ? { abortSignal: AbortSignal.timeout(60) } : {});
        const { total } = await spent.report();
        expect.soft([way.name, leave, total.calls]).toEqual([way.name, leave, 1]);
        expect.soft([way.name, leave, (total.atMostMicroUsd ?? 0) >= billed]).toEqual([way.name, leave, true]);
      }
    }
  });

  test("F45: a whole reply costs what the provider says, in all ways", async () => {
    for (const way of ways) {
      const server = await served({ reply });
      const spent = ledger({ prices });
      await ask(way, metered(budget({ perDayMicroUsd: 1_000_000, ledger: spent }))(modelBy(way, server)));
      expect((await spent.report()).total).toMatchObject({ calls: 1, microUsd: billed, atMostMicroUsd: billed });
      expect(server.requests[0]?.prompt).toContain(QUESTION);
    }
  });
});
