import { describe, expect, test } from "vitest";
import { codes, conversationSource, type Message, quoted, type Source, supported, verify } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { rowsOf } from "../oracles/fixtures.ts";

interface Case {
  readonly reason: string;
  readonly messages?: readonly Message[];
  /** A conversation's text as somebody else wrote it. */
  readonly text?: string;
  readonly answer: string;
  readonly carried: boolean;
  readonly code?: string;
}
const cases = rowsOf<Case>("conversations");
const carried = cases.filter((one) => one.carried);
const refused = cases.filter((one) => !one.carried);

const conversationOf = ({ messages = [], text }: Case): Source =>
  text === undefined ? conversationSource(messages) : { id: "conversation", kind: "conversation", text };
const museum: Source = {
  id: "museum",
  text: "The museum of glass lies behind the harbour. Guides meet visitors at its gate.",
};

test("there are enough of them, each with a reason of its own", () => {
  expect([carried.length >= 10, refused.length >= 10]).toEqual([true, true]);
  expect(new Set(cases.map(({ reason }) => reason)).size).toBe(cases.length);
});

describe("a conversation carries", () => {
  test.each(carried)("$reason: $answer", async (one) => {
    const source = conversationOf(one);
    for (const sources of [[source], [museum, source]]) {
      const outcome = await verify({ answer: one.answer, sources });
      expect([outcome.status, codes(outcome).filter((code) => code !== "answer-uncited")]).toEqual(["verified", []]);
      if (outcome.status !== "verified") return;
      expect(outcome.basis).toBe("aligned");
      for (const evidence of outcome.claims.flatMap((claim) => claim.evidence)) {
        expect(evidence.sourceId).toBe("conversation");
        const before = source.text.slice(0, evidence.span.start);
        expect(before.slice(before.lastIndexOf("\n") + 1)).toMatch(/^User(?: \(\w+\))?: |^ {2}/);
      }
    }
  });
});

test.each(cases)("the laws of guards hold: $reason", async (one) => {
  const answer = { answer: one.answer, sources: [museum, conversationOf(one)] };
  await testGuard(supported(), [{ reason: one.reason, answer }]);
  await testGuard(quoted(), [{ reason: one.reason, answer }]);
});

describe("a conversation does not carry", () => {
  test.each(refused)("$reason: $answer", async (one) => {
    const source = conversationOf(one);
    const alone = await verify({ answer: one.answer, sources: [source] });
    expect([alone.status, codes(alone)]).toEqual(["escalated", expect.arrayContaining([one.code])]);
    const beside = await verify({ answer: one.answer, sources: [museum, source] });
    expect(beside.status).toBe("escalated");
    const cited = await verify({ answer: `${one.answer.slice(0, -1)} [conversation].`, sources: [museum, source] });
    expect(cited.status).toBe("escalated");
  });
});
