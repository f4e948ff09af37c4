import { describe, expect, test } from "vitest";
import { defineGuard } from "../../src/guard/define.ts";
import { block, note, warn } from "../../src/guard/finding.ts";
import { type GuardCase, testGuard } from "../../src/testing/index.ts";
import { guardOf } from "../guard/draft.ts";

const sources = ["The Moon has no air."];
const airless = defineGuard({
  name: "airless",
  unit: "answer",
  check: ({ answer }) => [
    note("answer-read", "n"),
    ...(answer.includes("moon") ? [warn("answer-small", "w")] : []),
    ...(answer.includes("air") ? [block("answer-airy", "b"), block("answer-airy", "b")] : []),
  ],
});

const right: readonly GuardCase[] = [
  {
    reason: "says nothing of it",
    answer: { answer: "The Moon is near.", sources },
    expect: "pass",
    codes: [],
  },
  {
    reason: "has air",
    answer: { answer: "The moon has air." },
    expect: "fail",
    codes: ["answer-small", "answer-airy"],
  },
  { reason: "expects nothing", answer: { answer: "", sources } },
];

describe("testGuard", () => {
  test("resolves for a sound guard that says what its cases expect", async () => {
    await expect(testGuard(airless, right)).resolves.toBeUndefined();
  });

  test.each<[string, Partial<GuardCase>, string]>([
    ["status", { expect: "open" }, '`airless`, case "has air": expected open, got fail'],
    [
      "missing code",
      { codes: ["answer-airy", "answer-small", "answer-thin"] },
      '`airless`, case "has air": expected the codes ["answer-airy","answer-small","answer-thin"], got ["answer-airy","answer-small"]',
    ],
    [
      "extra code",
      { codes: ["answer-airy"] },
      'expected the codes ["answer-airy"], got ["answer-airy","answer-small"]',
    ],
  ])("rejects for another %s than the case expects", async (_, fields, message) => {
    const answer = { answer: "The moon has air.", sources };
    await expect(testGuard(airless, [...right, { reason: "has air", answer, ...fields }])).rejects.toMatchObject({
      code: "case-failed",
      message: expect.stringContaining(message),
    });
  });

  test("rejects with the law that is broken and the case", async () => {
    const once = guardOf(({ answer }) => (answer === "" ? undefined : []), { name: "once" });
    const cases = right.map(({ reason, answer }) => ({ reason, answer }));
    await expect(testGuard(once, cases)).rejects.toMatchObject({
      name: "VouchsafeError",
      code: "law-broken",
      message: '`once`, case "expects nothing": breaks the law of findings: `once`: findings is no list',
    });
  });

  test("is patient as long as it is told", async () => {
    const hanging = guardOf(() => new Promise(() => {}), { name: "hanging" });
    await expect(testGuard(hanging, right, { patienceMs: 5 })).rejects.toThrow("gave no answer in 5 ms");
  });

  test("refuses no cases, which would prove nothing", async () => {
    await expect(testGuard(airless, [])).rejects.toThrow(TypeError);
  });
});
