import { describe, expect, test } from "vitest";
import { defaultGuards, defineGuard, type Finding, type Judge, open, VouchsafeError, verify } from "vouchsafe";

const policy = "Unused items may be returned within 30 days of delivery.";
const answer = { answer: policy, sources: [policy] };
const first = open("doubt-first", "is it so?", { ask: "Is it so?", otherwise: "note", score: 0.9 });
const second = open("doubt-second", "is it so?", { ask: "Is it so?", otherwise: "block", score: 0.3 });
const third = open("doubt-third", "is it so?", { ask: "Is it so?" });
const doubting = (...findings: readonly Finding[]) => [
  ...defaultGuards(),
  defineGuard({ name: "doubting", unit: "answer", check: () => findings }),
];
/** A judge that lets everything pass, and what it was asked. */
function lenient(asks?: Judge["asks"]) {
  const asked: string[] = [];
  const judge: Judge = {
    ...(asks === undefined ? {} : { asks }),
    settle: async (findings) => {
      asked.push(...findings.map(({ code }) => code));
      return findings.map((_, index) => ({ index, severity: "note" as const, message: "yes" }));
    },
  };
  return { judge, asked };
}

describe("a judge that need not ask", () => {
  const rows: readonly (readonly [what: string, asks: Judge["asks"], asked: readonly string[], status: string])[] = [
    ["asks of everything by default", undefined, ["doubt-first", "doubt-second", "doubt-third"], "verified"],
    [
      "leaves to the guard's opinion what it declines",
      ({ score = 0 }) => score > 0.5,
      ["doubt-first", "doubt-third"],
      "escalated",
    ],
    ["is asked of what no guard has an opinion on", () => false, ["doubt-third"], "escalated"],
    [
      "is asked of everything if it throws",
      () => {
        throw new Error("no");
      },
      ["doubt-first", "doubt-second", "doubt-third"],
      "verified",
    ],
  ];
  test.each(rows)("%s", async (_, asks, expected, status) => {
    const { judge, asked } = lenient(asks);
    const outcome = await verify(answer, { guards: doubting(first, second, third), judge });
    expect({ asked, status: outcome.status }).toEqual({ asked: expected, status });
  });

  test("each ruling goes to its own finding, whichever were asked", async () => {
    const judge: Judge = {
      asks: ({ code }) => code !== "doubt-first",
      settle: async (findings) =>
        findings.map(({ code }, index) => ({
          index,
          severity: code === "doubt-third" ? "block" : "note",
          message: code,
        })),
    };
    const outcome = await verify(answer, { guards: doubting(first, second, third), judge });
    const told = outcome.verdicts.flatMap(({ findings }) => findings).filter(({ code }) => code.startsWith("doubt"));
    expect(told.map(({ code, severity }) => [code, severity])).toEqual([
      ["doubt-first", "note"],
      ["doubt-second", "note"],
      ["doubt-third", "block"],
    ]);
  });
});

describe("a judge that could not be asked", () => {
  const ruled = (severity: "note" | "block" | "open"): Judge => ({
    settle: async (findings) =>
      findings.map((_, index) => ({
        index,
        severity,
        message: "over budget; settled by the guard",
        by: "rules" as const,
      })),
  });
  test.each([
    ["lets the guard's opinion pass", [first], "note", "verified"],
    ["lets the guard's opinion block, whatever it says itself", [second], "note", "escalated"],
    ["blocks nothing that the guard would pass", [first], "block", "verified"],
    ["leaves open what no guard has an opinion on", [third], "note", "escalated"],
  ] as const)("%s", async (_, findings, severity, status) => {
    const outcome = await verify(answer, { guards: doubting(...findings), judge: ruled(severity) });
    expect(outcome.status).toBe(status);
    if (findings[0] === first) {
      const told = outcome.verdicts.flatMap((verdict) => verdict.findings).find(({ code }) => code === "doubt-first");
      expect(told).toMatchObject({ severity: "note", message: "over budget; settled by the guard" });
    }
  });

  test.each([
    ["budget-exceeded", "over-budget"],
    ["model-timed-out", "timed-out"],
    ["model-unavailable", "undecided"],
    ["judge-compromised", "undecided"],
  ])("says why: %s gives %s", async (code, reason) => {
    const judge: Judge = { settle: () => Promise.reject(new VouchsafeError("because", { code })) };
    const outcome = await verify(answer, { guards: doubting(first), judge });
    expect(outcome).toMatchObject({
      status: "escalated",
      escalation: { reason, failures: [{ code, message: "because" }] },
    });
  });

  test("a finding that it leaves open tells why", async () => {
    const judge: Judge = {
      settle: async (findings) =>
        findings.map((_, index) => ({ index, severity: "open", message: "its words are not there" })),
    };
    const outcome = await verify(answer, { guards: doubting(first), judge });
    expect(outcome).toMatchObject({
      escalation: { reason: "undecided", findings: [{ code: "doubt-first", message: "its words are not there" }] },
    });
  });

  test("of a stranger's error it says no more than that it threw", async () => {
    const judge: Judge = { settle: () => Promise.reject(new Error("sk-canary")) };
    const outcome = await verify(answer, { guards: doubting(first), judge });
    expect(outcome).toMatchObject({ escalation: { failures: [{ code: "judge-threw" }] } });
    expect(JSON.stringify(outcome)).not.toContain("sk-canary");
  });
});
