import { describe, expect, test } from "vitest";
import { type Attempt, block, codes, defaultGuards, defineGuard, grounded, type Reply, type Source } from "vouchsafe";
import * as z from "zod";

const refunds: Source = { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express fees are kept." };
const input = { question: "How long do refunds take?", sources: [refunds] };
const right = "Refunds are paid within 30 days of delivery [refunds].";
const wrong = "Refunds are paid within 11 days of delivery [refunds].";
const cut = "Refunds are paid within 30 days of";
const silent = "I do not know.";

/** A function that gives these replies, one a call, and what it was called with. */
function replying(...replies: readonly Reply[]) {
  const calls: Attempt[] = [];
  const fn = (_: unknown, attempt: Attempt): Reply => {
    calls.push(attempt);
    return replies[calls.length - 1] ?? "no more replies";
  };
  return { fn, calls };
}

describe("an answer is asked for again", () => {
  const rows: readonly (readonly [
    why: string,
    replies: readonly Reply[],
    attempts: number,
    calls: number,
    status: string,
  ])[] = [
    ["not if it is right", [right], 3, 1, "verified"],
    ["if it was rejected, and the second is right", [wrong, right], 3, 2, "verified"],
    ["as often as allowed", [wrong, wrong, wrong, right], 3, 3, "rejected"],
    ["not where one attempt is allowed", [wrong, right], 1, 1, "rejected"],
    ["if it was cut off", [cut, right], 2, 2, "verified"],
    ["if generation ended at its limit", [{ answer: right, finish: "length" }, right], 2, 2, "verified"],
    ["not if it says that it does not know", [silent, right], 3, 1, "unanswered"],
    ["not if a filter ended it", [{ answer: "", finish: "content-filter" }, right], 3, 1, "incomplete"],
    ["not if it is about other sources", [{ answer: right, sources: ["Other."] }, right], 3, 1, "invalid"],
  ];
  test.each(rows)("%s", async (_, replies, attempts, count, status) => {
    const { fn, calls } = replying(...replies);
    const outcome = await grounded(fn, { attempts })(input);
    expect(outcome.status === "verified" ? outcome.status : outcome.escalation.reason).toBe(status);
    expect(calls.map(({ attempt }) => attempt)).toEqual(Array.from({ length: count }, (__, at) => at + 1));
    expect(outcome.attempts).toBe(count);
  });

  test("twice by default", async () => {
    const { fn, calls } = replying(wrong, wrong, right);
    await grounded(fn)(input);
    expect(calls).toHaveLength(2);
  });
  test("with what was wrong: nothing at first, then findings and feedback", async () => {
    const { fn, calls } = replying(wrong, right);
    await grounded(fn)(input);
    expect(calls[0]).toMatchObject({ findings: [], feedback: "" });
    expect(calls[1]?.findings.map(({ code }) => code)).toEqual(["figure-differs"]);
    expect(calls[1]?.feedback).toContain('you wrote: "11 days"');
    expect(calls[1]?.feedback).toContain('source "refunds" says: "30 days"');
  });
  test("not if the function threw", async () => {
    let calls = 0;
    const fn = (): string => {
      calls += 1;
      throw new RangeError("secret");
    };
    const outcome = await grounded(fn, { attempts: 5 })(input);
    expect(outcome).toMatchObject({
      status: "escalated",
      attempts: 1,
      escalation: { reason: "failed", question: input.question, failures: [{ code: "function-threw" }] },
    });
    expect([calls, JSON.stringify(outcome).includes("secret")]).toEqual([1, false]);
  });
  test("not if a fault is none that a model could mend", async () => {
    const { fn, calls } = replying(wrong, right);
    const lawyer = defineGuard({ name: "legal", unit: "answer", check: () => [block("promise-made", "promises")] });
    await grounded(fn, { attempts: 3, guards: [...defaultGuards(), lawyer] })(input);
    expect(calls).toHaveLength(1);
  });
  test("not past the deadline, though the function never yields to the timer", async () => {
    let calls = 0;
    const busy = () => {
      calls += 1;
      const until = performance.now() + 30;
      while (performance.now() < until);
      return wrong;
    };
    const outcome = await grounded(busy, { attempts: 5, timeoutMs: 20 })(input);
    expect([calls, outcome]).toMatchObject([1, { escalation: { reason: "timed-out", withheld: { answer: wrong } } }]);
    const typed = await grounded(() => busy() && '{"a":1}', { attempts: 5, timeoutMs: 20, output: z.string() })(input);
    expect([calls, typed]).toMatchObject([2, { escalation: { reason: "timed-out" } }]);
  });
  test.each([
    ["ECONNRESET", "the function threw Error (code ECONNRESET)"],
    ["rate_limit_exceeded", "the function threw Error (code rate_limit_exceeded)"],
    ["sk-live-0123456789abcdef", "the function threw Error"],
    ["AKIA0123456789ABCDEF\n", "the function threw Error"],
  ])("and an error with the code %j is told as %j", async (code, message) => {
    const fn = () => Promise.reject(Object.assign(new Error("secret"), { code }));
    expect(await grounded(fn)(input)).toMatchObject({ escalation: { failures: [{ message }] } });
  });
  test("and a second try that throws keeps what was wrong with the first", async () => {
    let calls = 0;
    const outcome = await grounded(() => {
      calls += 1;
      if (calls === 2) throw new Error("down");
      return wrong;
    })(input);
    expect(outcome).toMatchObject({
      attempts: 2,
      escalation: { reason: "failed", withheld: { answer: wrong }, failures: [{ code: "function-threw" }] },
    });
    expect(codes(outcome)).toEqual(["figure-differs", "function-threw"]);
  });
});

describe("a reply that does not say how generation ended", () => {
  test("is verified with a warning if its text is whole", async () => {
    const outcome = await grounded(() => right)(input);
    expect([outcome.status, codes(outcome)]).toEqual(["verified", ["finish-unknown"]]);
  });
  test("is not verified if its text is not, whatever the chain", async () => {
    const open = defineGuard({ name: "anything", unit: "answer", check: () => [] });
    const outcome = await grounded(() => cut, { guards: [open], attempts: 1 })(input);
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "incomplete" } });
  });
  test("has no such warning if it says so", async () => {
    expect(codes(await grounded(() => ({ answer: right, finish: "stop" as const }))(input))).toEqual([]);
  });
  test("cannot pass by a chain that says it has looked", async () => {
    const named = defineGuard({ name: "finished", unit: "answer", check: () => [] });
    const outcome = await grounded(() => cut, { guards: [named], attempts: 1 })(input);
    expect(outcome).toMatchObject({ escalation: { reason: "incomplete", findings: [{ code: "finish-unknown" }] } });
  });
  test("is told once that it was cut off", async () => {
    expect(codes(await grounded(() => cut, { attempts: 1 })(input))).toContain("answer-cut-off");
    const { verdicts } = await grounded(() => cut, { attempts: 1 })(input);
    expect(verdicts.flatMap(({ findings }) => findings).filter(({ code }) => code === "answer-cut-off")).toHaveLength(
      1,
    );
  });
});

describe("an escalation", () => {
  test("shows the fallback's reply, which hears the escalation and the input", async () => {
    const heard: unknown[] = [];
    const outcome = await grounded(() => wrong, {
      attempts: 1,
      fallback: (escalation, given) => {
        heard.push(escalation.reason, given);
        return "Please call us.";
      },
    })(input);
    expect([outcome.status === "escalated" && outcome.reply, heard]).toEqual(["Please call us.", ["rejected", input]]);
  });
  const broken: readonly (readonly [how: string, fallback: () => unknown])[] = [
    ["throws", () => Promise.reject(new Error("no"))],
    ["returns no string", () => 7],
    ["returns nothing", () => undefined],
    ["returns half a character", () => "\ud800"],
  ];
  test.each(broken)("keeps the fixed reply if the fallback %s", async (_, fallback) => {
    const outcome = await grounded(() => wrong, { attempts: 1, fallback: fallback as () => string })(input);
    expect(outcome).toMatchObject({ status: "escalated", escalation: { failures: [{ code: "fallback-threw" }] } });
    expect(outcome.status === "escalated" && outcome.reply).toMatch(/could not verify/);
  });
  test("waits for onEscalate, which hears the whole outcome with the reply shown", async () => {
    const told: unknown[] = [];
    const outcome = await grounded(() => wrong, {
      attempts: 1,
      fallback: () => "Please call us.",
      onEscalate: async (escalated, given) => {
        await Promise.resolve();
        told.push(escalated.reply, escalated.id, given);
      },
    })(input);
    expect(told).toEqual(["Please call us.", outcome.id, input]);
    expect(outcome).toMatchObject({ delivery: { status: "delivered" } });
  });
  test("cannot be changed by those who hear of it", async () => {
    const outcome = await grounded(() => wrong, {
      attempts: 1,
      fallback: (escalation) => {
        (escalation.findings as unknown[]).length = 0;
        return "Please call us.";
      },
      onEscalate: (escalated) => Object.assign(escalated, { status: "verified", answer: wrong }),
    })(input);
    expect(outcome).toMatchObject({
      status: "escalated",
      escalation: { findings: [{ code: "figure-differs" }] },
    });
    expect("answer" in outcome).toBe(false);
  });
  test("keeps its findings from a function that empties them and throws", async () => {
    const outcome = await grounded((_: unknown, { attempt, findings }) => {
      if (attempt === 1) return wrong;
      (findings as unknown[]).length = 0;
      throw new Error("down");
    })(input);
    expect(codes(outcome)).toEqual(["figure-differs", "function-threw"]);
  });
  test("stays one if onEscalate rejects, and says so", async () => {
    const onEscalate = () => Promise.reject(Object.assign(new Error("token abc"), { status: 503 }));
    const outcome = await grounded(() => wrong, { attempts: 1, onEscalate })(input);
    expect(outcome).toMatchObject({
      status: "escalated",
      delivery: {
        status: "failed",
        failure: { code: "delivery-failed", message: "`onEscalate` threw Error (status 503)" },
      },
    });
  });
  test("is the only thing told: nobody hears of a verified answer", async () => {
    const never = () => {
      throw new Error("must not be called");
    };
    const outcome = await grounded(() => right, { fallback: never, onEscalate: never })(input);
    expect([outcome.status, "delivery" in outcome]).toEqual(["verified", false]);
  });
});
