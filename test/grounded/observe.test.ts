import { describe, expect, test } from "vitest";
import { defineGuard, grounded, type Outcome, type Reply, VouchsafeError } from "vouchsafe";
import * as z from "zod";

const text = "Refunds are paid within 30 days of delivery.";
const wrong = "Refunds are paid within 11 days of delivery.";
const input = { id: "seven", question: "How long?", sources: [text] };

/** Observes a function that gives this reply: what came out at once, and what was recorded. */
async function observing(reply: unknown, given: unknown = input, options = {}) {
  const records: Outcome[] = [];
  const ask = grounded(() => reply as Reply, {
    ...options,
    mode: "observe",
    record: (outcome) => records.push(outcome),
  });
  const observed = await ask(given);
  const early = records.length;
  await ask.settled();
  return { observed, early, records };
}

describe("in observe mode", () => {
  test("the answer comes out as it is, and what would have become of it is recorded under the same id", async () => {
    const { observed, early, records } = await observing(wrong);
    expect(observed).toEqual({ status: "observed", id: "seven", answer: wrong });
    expect(early).toBe(0);
    expect(records).toMatchObject([
      { status: "escalated", id: "seven", escalation: { reason: "rejected" }, attempts: 1 },
    ]);
  });
  test("a right answer is recorded as verified", async () => {
    expect((await observing(text)).records).toMatchObject([{ status: "verified", id: "seven" }]);
  });
  test("a value comes along, and a typed one as it would be shown", async () => {
    expect((await observing({ answer: text, value: { days: 30 } })).observed).toMatchObject({ value: { days: 30 } });
    const typed = await observing(`{"summary":"${text}"}`, input, { output: z.object({ summary: z.string() }) });
    expect(typed.observed).toEqual({ status: "observed", id: "seven", answer: text, value: { summary: text } });
    expect(typed.records).toMatchObject([{ status: "verified", value: { summary: text } }]);
    const misfit = await observing(`{"summary":7}`, input, { output: z.object({ summary: z.string() }) });
    expect(misfit.records).toMatchObject([{ escalation: { findings: [{ code: "value-invalid" }] } }]);
  });
  const odd: readonly (readonly [what: string, reply: unknown, given: unknown, answer: string, reason: string])[] = [
    ["no sources", text, "How long?", text, "no-sources"],
    ["unreadable sources", text, { sources: [7] }, text, "invalid"],
    ["other sources", { answer: text, sources: ["Other."] }, input, text, "invalid"],
    ["undefined", undefined, input, "", "invalid"],
    ["a number", 42, input, "", "invalid"],
  ];
  test.each(odd)("the function is called and its reply shown with %s", async (_, reply, given, answer, reason) => {
    const { observed, records } = await observing(reply, given);
    expect(observed).toMatchObject({ status: "observed", answer });
    expect(records).toMatchObject([{ id: observed.id, status: "escalated", escalation: { reason } }]);
  });
  test("the function is called once, and neither fallback nor onEscalate is", async () => {
    let calls = 0;
    const never = () => {
      throw new Error("must not be called");
    };
    const ask = grounded(() => `${wrong} ${++calls}`, {
      attempts: 5,
      fallback: never,
      onEscalate: never,
      mode: "observe",
      record() {},
    });
    await ask(input);
    await ask.settled();
    expect(calls).toBe(1);
  });
  test("what the function throws is thrown on, the same thing, and nothing is recorded", async () => {
    const records: Outcome[] = [];
    for (const thrown of [new RangeError("mine"), "a word", undefined, null]) {
      for (const fn of [
        () => {
          throw thrown;
        },
        () => Promise.reject(thrown),
      ]) {
        // biome-ignore format: a pair
        const ask = grounded(fn, { mode: "observe", record: (outcome) => records.push(outcome) });
        const caught = await ask(input).then(
          () => "nothing",
          (error: unknown) => [error],
        );
        expect(caught).toEqual([thrown]);
        expect((caught as unknown[])[0]).toBe(thrown);
        await ask.settled();
      }
    }
    expect(records).toEqual([]);
  });
  test("what the caller does to the answer afterwards is not what is checked", async () => {
    const records: Outcome[] = [];
    const reply = { answer: text, value: { note: text }, citations: [{ sourceId: "1" }], sources: [{ id: "1", text }] };
    const ask = grounded(() => reply, {
      mode: "observe",
      sources: "from-answer",
      record: (outcome) => records.push(outcome),
    });
    await ask("How long?");
    reply.answer = wrong;
    reply.value.note = "changed";
    reply.citations.push({ sourceId: "nowhere" });
    reply.sources.length = 0;
    await ask.settled();
    expect(records).toMatchObject([{ status: "verified", answer: text, value: { note: text } }]);
  });
  test("each check begins in a turn of its own, so that answers come first", async () => {
    const order: string[] = [];
    const slow = defineGuard({
      name: "slow",
      unit: "answer",
      check: () => {
        order.push("checked");
        return [];
      },
    });
    const ask = grounded((_: { sources: string[] }) => text, { guards: [slow], mode: "observe", record() {} });
    await Promise.all([1, 2, 3].map(async () => (await ask({ sources: [text] })) && order.push("answered")));
    await ask.settled();
    expect(order).toEqual(["answered", "answered", "answered", "checked", "checked", "checked"]);
  });
});

test("a check that hangs keeps no other from being recorded", async () => {
  const records: Outcome[] = [];
  const hangs = defineGuard({
    name: "hangs",
    unit: "answer",
    check: ({ answer }) => (answer === wrong ? new Promise<never>(() => {}) : []),
  });
  const recorded = new Promise<void>((resolve) => {
    const record = (outcome: Outcome) => {
      records.push(outcome);
      resolve();
    };
    const ask = grounded(({ reply }: { reply: string; sources: string[] }) => reply, {
      guards: [hangs],
      mode: "observe",
      record,
    });
    ask({ reply: wrong, sources: [text] });
    ask({ reply: text, sources: [text] });
  });
  await recorded;
  expect(records).toMatchObject([{ status: "verified", answer: text }]);
});

describe("records", () => {
  test("that fail reject `settled` once, with the first error as the cause, and nothing else", async () => {
    const error = new Error("disk full");
    for (const mode of ["observe", "enforce"] as const) {
      const ask = grounded(() => text, { mode, record: () => Promise.reject(error) });
      expect((await ask(input)).status).not.toBe("escalated");
      await ask(input);
      const failed = await ask.settled().catch((reason: unknown) => reason);
      expect(failed).toBeInstanceOf(VouchsafeError);
      expect(failed).toMatchObject({
        code: "record-failed",
        cause: error,
        message: expect.stringMatching(/^2 records/),
      });
      await expect(ask.settled()).resolves.toBeUndefined();
    }
  });
  test("are kept in enforce mode too, with the outcome that was given and its input", async () => {
    const records: unknown[] = [];
    const ask = grounded(() => wrong, { attempts: 1, record: (...record) => records.push(record) });
    const outcome = await ask(input);
    await ask.settled();
    expect(records).toEqual([[outcome, input]]);
  });
  test("do not keep the answer waiting, and `settled` waits for them", async () => {
    let write = () => {};
    const written = new Promise<void>((resolve) => {
      write = resolve;
    });
    const ask = grounded(() => text, { record: () => written });
    await ask(input);
    let settled = false;
    const end = ask.settled().then(() => {
      settled = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    write();
    await end;
    expect(settled).toBe(true);
  });
});
