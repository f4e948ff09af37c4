import { expect, test } from "vitest";
import { verify } from "vouchsafe";
import { judge, readPrompt } from "vouchsafe/judge";
import { openai, scripted } from "vouchsafe/model";
import { faultServer, judging } from "vouchsafe/testing";

const policy = "Unused items may be sent back within 30 days. The customer pays the postage of parcels that go back.";
const claim = "Postage of parcels that go back is at the customer's expense.";
const quote = "The customer pays the postage of parcels that go back.";
const answer = { answer: claim, sources: [policy] };

test("the stand-in sees the claim, the passages and the canary, and its verdicts count", async () => {
  const seen: (readonly [claim: string | undefined, passages: readonly string[]])[] = [];
  const model = scripted(
    judging(({ parts, passages }) => {
      seen.push([parts.claim, passages]);
      return parts.claim === claim ? { label: "supported", quote } : { label: "not_found" };
    }),
  );
  expect(await verify(answer, { judge: judge(model) })).toMatchObject({ status: "verified", basis: "judged" });
  expect(seen).toHaveLength(2);
  expect(seen.find(([text]) => text === claim)?.[1].join(" ")).toContain(quote);
});

test("by the claim itself, what is not listed is not found, the canary among it", async () => {
  for (let round = 0; round < 20; round += 1) {
    const model = scripted(judging({ [claim]: { label: "supported", quote } }));
    expect(await verify(answer, { judge: judge(model) })).toMatchObject({ status: "verified", basis: "judged" });
  }
  const other = scripted(judging({ constructor: { label: "supported", quote } }));
  expect(await verify(answer, { judge: judge(other) })).toMatchObject({ escalation: { reason: "rejected" } });
});

test("it answers over HTTP too", async () => {
  await using server = await faultServer({
    reply: judging(({ parts }) => (parts.claim === claim ? { label: "contradicted", quote } : { label: "not_found" })),
  });
  const outcome = await verify(answer, { judge: judge(openai({ baseURL: server.url }, { model: "m" })) });
  expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "rejected" } });
});

test("a stand-in that lets everything pass lets the canary pass", async () => {
  const outcome = await verify(answer, { judge: judge(scripted(judging(() => ({ label: "supported", quote })))) });
  expect(outcome).toMatchObject({ status: "escalated", escalation: { failures: [{ code: "judge-compromised" }] } });
});

test.each([
  ["no prompt", ""],
  ["a prompt of something else", "You are a helpful assistant.\n<p1>\ntext\n</p1>"],
  ["a fence that data makes up", "<0123456789abcdef item abc, claim>\ntext"],
])("%s has no items", (_, text) => {
  expect(readPrompt(text)).toEqual([]);
});
