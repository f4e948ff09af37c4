import { getEventListeners } from "node:events";
import { setImmediate as aTurn, setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { grounded } from "vouchsafe";
import { type Model, type Prompt, resilient, retryBucket } from "vouchsafe/model";
import { budget, ledger } from "vouchsafe/spend";
import { memory } from "vouchsafe/store";
import type { Fault, FaultKind } from "vouchsafe/testing";
import { ask, modelBy, prompt, QUESTION, REPLY, SOURCE, served, type Way, ways } from "./ways.ts";

const REASON = new Error("the caller has left");
const WITHIN_MS = 50;
/** What a loaded machine may add. */
const SLACK_MS = 200;

/** All the wraps around one model: whoever aborts may be in any of them. */
function stacked(model: Model, options: object = {}): Model {
  return resilient(model, {
    cache: memory(),
    fallback: { ...model, id: `${model.id}-again` },
    budget: budget({ perDayCalls: 1e9, ledger: ledger() }),
    limit: { concurrency: 500 },
    breaker: false,
    retry: { bucket: retryBucket({ tokens: 1e9 }), ...options },
  });
}

describe("F18: a caller who leaves", () => {
  /** A moment at which a call can be given up, and the fault that makes it long. */
  const moments: readonly (readonly [moment: string, fault: Fault | FaultKind, ms: number])[] = [
    ["before the call", "no-headers", -1],
    ["at the call", "no-headers", 0],
    ["before there are headers", "no-headers", 30],
    ["in the middle of the body", "hang-mid-stream", 30],
    ["in the middle of a drip", { kind: "slow-drip", everyMs: 5 }, 30],
    ["in the wait before a retry", { kind: "rate-limited", retryAfter: "10" }, 30],
  ];

  test.each(moments)(
    "F18: %s: the call rejects with the caller's reason at once, and the socket is closed, in all ways",
    { timeout: 30_000 },
    async (_, fault, ms) => {
      for (const way of ways) {
        for (const around of [(model: Model) => model, stacked]) {
          const server = await served();
          server.always(fault);
          const model = around(modelBy(way, server));
          const leaving = new AbortController();
          if (ms < 0) leaving.abort(REASON);
          const calling = ask(way, model, { abortSignal: leaving.signal });
          if (ms > 0) await expect.poll(() => server.requests.length).toBe(1);
          if (ms > 0) await sleep(ms);
          const began = performance.now();
          leaving.abort(REASON);
          const { error, reply, calls } = await calling;
          // Without a retry there is no wait: the failure is the answer.
          if (around !== stacked && typeof fault === "object" && fault.kind === "rate-limited") continue;
          expect([way.name, error]).toEqual([way.name, REASON]);
          expect(reply).toBeUndefined();
          expect(performance.now() - began).toBeLessThan(WITHIN_MS + SLACK_MS);
          expect(getEventListeners(leaving.signal, "abort")).toEqual([]);
          await expect.poll(() => server.open).toBe(0);
          // What was begun is told, and so paid for; also where it was given up on its way.
          if (ms > 0) expect(calls).toHaveLength(1);
          expect(calls.length).toBeGreaterThanOrEqual(server.requests.length);
        }
      }
    },
  );

  test("F18: at every piece of a stream, by an abort or by leaving the loop: nothing comes after, and the socket is closed", {
    timeout: 60_000,
  }, async () => {
    let steps = 0;
    for (const way of ways.filter(({ streams }) => streams)) {
      for (let piece = 0; piece < 6; piece += 1) {
        for (const leave of ["abort", "break"] as const) {
          const server = await served();
          server.next({ kind: "slow-drip", bytes: 300, everyMs: 3 });
          const leaving = new AbortController();
          const stream = modelBy(way, server).stream(prompt, { abortSignal: leaving.signal });
          let seen = 0;
          const reading = (async () => {
            for await (const _ of stream) {
              if (seen === piece && leave === "break") return "left";
              if (seen === piece) leaving.abort(REASON);
              seen += 1;
            }
            return "read";
          })();
          const ended = await reading.catch((error: unknown) => error);
          expect([way.name, leave, ended]).toEqual([way.name, leave, leave === "break" ? "left" : REASON]);
          expect(seen).toBe(leave === "break" ? piece : piece + 1);
          expect(getEventListeners(leaving.signal, "abort")).toEqual([]);
          await expect.poll(() => server.open).toBe(0);
          steps += 1;
        }
      }
    }
    expect(steps).toBe(72);
  });

  test("F18: in the pipeline the reason is the caller's too, and nobody is told of an escalation", async () => {
    for (const way of ways.filter(({ client }) => client === "own")) {
      const server = await served();
      server.always("hang-mid-stream");
      const model = stacked(modelBy(way, server));
      const escalated: unknown[] = [];
      const feature = grounded(
        async (_: { readonly question: string; readonly sources: readonly string[] }, { abortSignal }) => {
          const { reply } = await ask(way, model, { abortSignal });
          return { answer: reply?.text ?? "", finish: reply?.finish ?? "error" };
        },
        { onEscalate: (outcome) => escalated.push(outcome), fallback: () => "Later." },
      );
      const leaving = new AbortController();
      const asking = feature({ question: QUESTION, sources: [SOURCE] }, { abortSignal: leaving.signal });
      await sleep(30);
      leaving.abort(REASON);
      await expect(asking).rejects.toBe(REASON);
      expect(escalated).toEqual([]);
      await expect.poll(() => server.open).toBe(0);
    }
  });
});

/** What the call rejects with, if it does. */
async function collected({ streams }: Way, model: Model, content: string, abortSignal: AbortSignal): Promise<unknown> {
  const asked: Prompt = { messages: [{ role: "user", content }] };
  try {
    if (!streams) await model.generate(asked, { abortSignal });
    else for await (const _ of model.stream(asked, { abortSignal }));
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("F18: what is left behind", () => {
  const CALLS = 10_000;
  const AT_ONCE = 50;
  /** Sockets and timers; what is kept alive for the next call is closed with the server. */
  const handles = () => {
    const kinds = process.getActiveResourcesInfo();
    return {
      timers: kinds.filter((kind) => kind === "Timeout").length,
      sockets: kinds.filter((kind) => /TCP/.test(kind)).length,
    };
  };

  test(`F18: ${CALLS} aborted calls leave no handle and no listener`, { timeout: 120_000 }, async ({ annotate }) => {
    const arrivals = new Map<string, () => void>();
    const server = await served({
      reply: ({ prompt: text }) => {
        arrivals.get(text)?.();
        return REPLY;
      },
    });
    const models = ways.map((way): readonly [Way, Model] => [way, stacked(modelBy(way, server), { firstWaitMs: 50 })]);
    const faults: readonly FaultKind[] = ["no-headers", "hang-mid-stream", "slow-drip", "unavailable"];
    const before = handles();
    const signals: AbortSignal[] = [];
    let done = 0;
    let rejected = 0;
    const caller = async () => {
      while (done < CALLS) {
        const number = done;
        done += 1;
        const [way, model] = models[number % models.length] as readonly [Way, Model];
        server.next(faults[number % faults.length] ?? "reset");
        const leaving = new AbortController();
        signals.push(leaving.signal);
        // Each call is of a key of its own, so that the cache asks for it.
        const content = `How long, ${number}?`;
        const arrived = new Promise<void>((resolve) => arrivals.set(content, resolve));
        const calling = collected(way, model, content, leaving.signal);
        // Half are left on their way, half when they have arrived: before, in or after what comes.
        if (number % 2 === 0) await Promise.race([arrived, sleep(1_000)]).then(() => sleep(number % 5));
        else for (let turn = 0; turn < number % 7; turn += 1) await aTurn();
        leaving.abort(REASON);
        if ((await calling) === REASON) rejected += 1;
        arrivals.delete(content);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    await expect.poll(() => server.open, { timeout: 5_000 }).toBe(0);
    const listeners = signals.reduce((sum, signal) => sum + getEventListeners(signal, "abort").length, 0);
    await server.close();
    const left = () => handles().timers + handles().sockets - before.timers - before.sockets;
    // Where this runs after other tests, some of theirs are gone by now too.
    for (let wait = 0; wait < 500 && left() > -1; wait += 1) await sleep(20);
    expect(left(), "the server's own socket is gone too").toBeLessThanOrEqual(-1);
    await annotate(
      `${rejected} of ${signals.length} calls aborted, ${server.requests.length} requests seen, 0 handles, ${listeners} listeners`,
    );
    expect(server.requests.length).toBeGreaterThan(CALLS / 4);
    expect([rejected, signals.length, listeners]).toEqual([CALLS, CALLS, 0]);
  });

  test("F18: a signal that outlives a thousand good calls has no listener more", { timeout: 60_000 }, async () => {
    const server = await served();
    const lasting = new AbortController();
    for (const way of ways) {
      const bare = modelBy(way, server);
      for (const model of [bare, stacked(bare)]) {
        for (let call = 0; call < 42; call += 1) {
          const context = { abortSignal: lasting.signal, account: { tenant: `${call}` } };
          expect((await ask(way, model, context)).reply?.text).toBe(REPLY);
        }
        expect(getEventListeners(lasting.signal, "abort")).toEqual([]);
      }
    }
    expect(server.requests).toHaveLength(1_008);
  });
});
