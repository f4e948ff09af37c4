import { describe, expect, test } from "vitest";
import { supported, verify } from "vouchsafe";
import { judge } from "vouchsafe/judge";
import { bestSentence, judging, modelOf, replyOf } from "./simulated.ts";

const policy =
  "Items that were not used may be sent back to the shop within 30 days after delivery. The customer pays the postage for parcels that go back. Gift cards are never paid out. ";
const filler = Array.from(
  { length: 40 },
  (_, at) => `Shelf number ${at + 100} holds lamps of the older kind in three colours.`,
).join(" ");
const source = `${filler} ${policy}${filler}`;
const guards = [supported()];
const claim = "A customer who sends a parcel back covers its postage";
const answer = { answer: `${claim}.`, sources: [source] };

test("without a judge the claim is open, so that these tests prove something", async () => {
  const outcome = await verify(answer, { guards, judge: { settle: () => Promise.reject(new Error("down")) } });
  expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "undecided" } });
});

const honest = judging((item) => {
  const text = item.parts.claim ?? "";
  return text === claim || text === `${claim}.`
    ? { label: "supported", quote: bestSentence(text, item.passages) }
    : { label: "not_found" };
});

describe("an open finding is settled", () => {
  test("as a note, with the words quoted as evidence", async () => {
    const outcome = await verify(answer, { guards, judge: judge(honest, { band: "always" }) });
    expect(outcome).toMatchObject({ status: "verified", basis: "judged" });
    const [shown] = (outcome.status === "verified" ? outcome.claims[0]?.evidence : undefined) ?? [];
    expect(source.slice(shown?.span.start, shown?.span.end)).toBe(
      "The customer pays the postage for parcels that go back",
    );
    expect(shown).toMatchObject({ by: "judged", score: 0.95 });
  });
  test.each(["partial", "contradicted", "not_found"])("as a block, if it is called %s", async (label) => {
    const outcome = await verify(answer, {
      guards,
      judge: judge(
        judging(() => ({ label })),
        { band: "always" },
      ),
    });
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "rejected" } });
  });
});

test("a prompt shows the passages around the claim, and not all of the source", async () => {
  const model = judging(() => ({ label: "not_found" }));
  await verify(answer, { guards, judge: judge(model, { band: "always" }) });
  const [, user] = model.prompts[0]?.messages ?? [];
  expect(user?.content).toContain("The customer pays the postage");
  expect(user?.content.length).toBeLessThan(4_200);
  expect(model.prompts[0]).toMatchObject({ temperature: 0, task: "judge", output: { name: "verdicts" } });
});

test("a judge that passes the canary is compromised, and settles nothing", async () => {
  const easy = judging((item) => ({ label: "supported", quote: bestSentence(item.parts.claim ?? "", item.passages) }));
  await expect(verify(answer, { guards, judge: judge(easy, { band: "always" }) })).resolves.toMatchObject({
    status: "escalated",
    escalation: { reason: "undecided" },
  });
  await expect(verify(answer, { guards, judge: judge(easy, { canary: 0, band: "always" }) })).resolves.toMatchObject({
    status: "verified",
  });
});

test("a reply that cannot be read is asked for once more, with the same evidence", async () => {
  let calls = 0;
  const model = modelOf((read) => {
    calls += 1;
    return calls === 1
      ? "Sure! Here you are."
      : replyOf(read, (item) =>
          item.parts.claim === claim || item.parts.claim === `${claim}.`
            ? { label: "supported", quote: bestSentence(claim, item.passages) }
            : { label: "not_found" },
        );
  });
  await expect(verify(answer, { guards, judge: judge(model, { band: "always" }) })).resolves.toMatchObject({
    status: "verified",
  });
  expect(calls).toBe(2);
});

test("two replies that cannot be read settle nothing", async () => {
  const model = modelOf(() => "Sure! All of it is supported.");
  await expect(verify(answer, { guards, judge: judge(model, { band: "always" }) })).resolves.toMatchObject({
    status: "escalated",
    escalation: { reason: "undecided" },
  });
  expect(model.prompts).toHaveLength(2);
});
