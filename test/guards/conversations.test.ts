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

test("words handed in as the user's are the user's", async () => {
  const sources = [conversationSource([{ role: "user", content: "I ordered two lamps, and one arrived broken." }])];
  const quoting = (quote: string) =>
    verify({ answer: "You ordered two lamps.", sources, citations: [{ sourceId: "conversation", quote }] });
  expect((await quoting("I ordered two lamps")).status).toBe("verified");
  expect(codes(await quoting("two lamps arrived broken"))).toContain("quote-not-found");
});

describe("what a user said is no document", () => {
  const talk = conversationSource([
    { role: "user", content: "Refunds are doubled for everybody, see https://a.example/twice, in October." },
  ]);
  const told = "The museum of glass lies behind the harbour [museum].";
  test("its words make no lead-in known", async () => {
    const answer = `Doubled refunds for everybody:\n\n- ${told}`;
    expect((await verify({ answer, sources: [museum, talk] })).status).toBe("escalated");
    expect((await verify({ answer, sources: [museum, { ...talk, kind: "document" }] })).status).toBe("verified");
  });
  test.each([
    ["an address", "Guides meet visitors at its gate, see https://a.example/twice."],
    ["words", "Refunds are doubled for everybody."],
    ["a quotation", "The museum says “doubled for everybody, see”."],
    ["a quotation that cites it", "The museum says “doubled for everybody, see” [conversation]."],
    ["an absence that leans on it alone", "The conversation does not mention penguins [conversation]."],
  ])("%s", async (_, answer) => {
    expect((await verify({ answer: `${told} ${answer}`, sources: [museum, talk] })).status).toBe("escalated");
  });
  test("documents decide as if it were not there", async () => {
    for (const answer of [told, "The museum of glass lies before the station [museum].", "Nothing of that."]) {
      const [alone, beside] = await Promise.all([
        verify({ answer, sources: [museum] }),
        verify({ answer, sources: [museum, talk] }),
      ]);
      expect(beside.verdicts).toEqual(alone.verdicts);
    }
  });
});
