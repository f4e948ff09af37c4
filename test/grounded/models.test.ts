import { describe, expect, test } from "vitest";
import {
  type Account,
  defaultGuards,
  defineGuard,
  grounded,
  type Judge,
  type ModelCall,
  open,
  VouchsafeError,
  verify,
} from "vouchsafe";

const refunds = "Refunds are paid within 30 days of delivery. Express fees are kept.";
const input = { id: "q-1", question: "How long do refunds take?", sources: [refunds] };
const right = "Refunds are paid within 30 days of delivery.";
const wrong = "Refunds are paid within 11 days of delivery.";
const call = (inputTokens: number): ModelCall => ({
  model: "a/b",
  usage: { inputTokens, outputTokens: 10 },
  microUsd: 3,
});
const doubting = defineGuard({
  name: "doubting",
  unit: "answer",
  check: () => [open("doubt", "?", { ask: "Is it so?" })],
});

import { openai } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";

describe("the outcome counts what was asked of models", () => {
  test("by the function, over all its attempts, and by the judge", async () => {
    const judge: Judge = {
      async settle(findings, _, { onCall }) {
        onCall?.(call(1000));
        return findings.map((_finding, index) => ({ index, severity: "note", message: "yes" }));
      },
    };
    const ask = grounded<typeof input>(
      (_, { attempt, onCall }) => {
        onCall?.(call(attempt * 100));
        return attempt === 1 ? wrong : right;
      },
      { judge, guards: [...defaultGuards(), doubting] },
    );
    const outcome = await ask(input);
    expect(outcome.status).toBe("verified");
    expect(outcome.usage).toEqual({ modelCalls: 3, inputTokens: 1300, outputTokens: 30, microUsd: 9 });
  });

  test.each([
    ["a reply that does not tell leaves the sums unknown", [call(5), { model: "a/b" }], { modelCalls: 2 }],
    [
      "a failed request counts as a call, and adds what it tells",
      [call(5), { model: "a/b", failure: "model-unavailable" }],
      { modelCalls: 2, inputTokens: 5, outputTokens: 10, microUsd: 3 },
    ],
    ["nothing asked is no call and no sum", [], { modelCalls: 0 }],
    ["failures alone have no sum", [{ model: "a/b", failure: "model-unavailable" }], { modelCalls: 1 }],
  ] as const)("%s", async (_, calls, usage) => {
    const ask = grounded<typeof input>((__, { onCall }) => {
      for (const one of calls) onCall?.(one);
      return right;
    });
    expect((await ask(input)).usage).toEqual(usage);
  });

  test("and what was under way when the time was over", async () => {
    await using server = await faultServer();
    server.always("no-headers");
    const model = openai({ baseURL: server.url }, { model: "m" });
    const ask = grounded<typeof input>(
      async (_, attempt) => (await model.generate({ messages: [{ role: "user", content: "?" }] }, attempt)).text,
      { timeoutMs: 80 },
    );
    expect(await ask(input)).toMatchObject({ escalation: { reason: "timed-out" }, usage: { modelCalls: 1 } });
  });

  test("in observe mode too, in the outcome that is recorded", async () => {
    const recorded: unknown[] = [];
    const ask = grounded<typeof input, "observe">(
      (_, { onCall }) => {
        onCall?.(call(7));
        return right;
      },
      { mode: "observe", record: (outcome) => recorded.push(outcome) },
    );
    await ask(input);
    await ask.settled();
    expect(recorded).toMatchObject([{ id: "q-1", usage: { modelCalls: 1, inputTokens: 7 } }]);
  });
});

describe("models are asked on an account", () => {
  const seen = async (
    own: Account | undefined,
    called: Account | undefined,
    mode: "enforce" | "observe" = "enforce",
  ) => {
    let account: Account | undefined;
    const ask = grounded<typeof input, typeof mode>(
      (_, attempt) => {
        account = attempt.account;
        return right;
      },
      { mode, record: () => {}, ...(own && { account: own }) },
    );
    await ask(input, called && { account: called });
    return account;
  };
  test.each([
    ["the outcome's id by default", undefined, undefined, { request: "q-1" }],
    ["the wrapper's", { run: "nightly" }, undefined, { run: "nightly", request: "q-1" }],
    [
      "the call's before the wrapper's",
      { run: "nightly", tenant: "a" },
      { tenant: "b" },
      { run: "nightly", tenant: "b", request: "q-1" },
    ],
    ["a request of the caller's own", undefined, { request: "mine" }, { request: "mine" }],
  ] as const)("%s", async (_, own, called, account) => {
    expect(await seen(own, called)).toEqual(account);
    expect(await seen(own, called, "observe")).toEqual(account);
  });

  test("a judge in verify is told whose request it is", async () => {
    let account: Account | undefined;
    const judge: Judge = {
      async settle(findings, _, context) {
        account = context.account;
        return findings.map((_finding, index) => ({ index, severity: "note", message: "yes" }));
      },
    };
    const guards = [...defaultGuards(), doubting];
    await verify({ id: "x", answer: right, sources: [refunds] }, { guards, judge, account: { tenant: "t" } });
    expect(account).toEqual({ request: "x", tenant: "t" });
  });

  test.each([
    [{ tenant: "" }, "Expected `account.tenant` to be a name"],
    [{ user: "x" }, "Expected `account` to have no fields but tenant, run, request, guard"],
  ])("%j is a mistake", async (account, message) => {
    const options = { account: account as Account };
    await expect(verify({ answer: right, sources: [refunds] }, options)).rejects.toThrow(message);
    await expect(grounded(() => right)(input, options)).rejects.toThrow(message);
  });
});

describe("what a model of ours throws keeps its code", () => {
  test.each([
    ["budget-exceeded", "over-budget"],
    ["model-timed-out", "timed-out"],
    ["model-truncated", "incomplete"],
    ["model-unavailable", "failed"],
    ["model-refused", "failed"],
  ])("%s ends as %s, with the fallback's reply", async (code, reason) => {
    const ask = grounded<typeof input>(
      () => {
        throw new VouchsafeError("because", { code });
      },
      { fallback: (escalation) => `Sorry: ${escalation.reason}.` },
    );
    expect(await ask(input)).toMatchObject({
      status: "escalated",
      reply: `Sorry: ${reason}.`,
      escalation: { reason, failures: [{ code, message: "because" }] },
    });
  });

  test("an error with a code that is not ours is the function's own", async () => {
    const ask = grounded<typeof input>(() => {
      throw new VouchsafeError("because", { code: "my-own" });
    });
    expect(await ask(input)).toMatchObject({
      escalation: { reason: "failed", failures: [{ code: "function-threw" }] },
    });
  });
});
