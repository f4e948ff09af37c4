import { verify } from "vouchsafe";
import { judge } from "vouchsafe/judge";
import { openai, resilient, scripted } from "vouchsafe/model";
import { judging } from "vouchsafe/testing";

const policy = "Unused items may be sent back within 30 days. The customer pays the postage of parcels that go back.";
const answers = [
  "Unused items may be sent back within 30 days.", // word for word: nobody is asked
  "Postage of parcels that go back is at the customer's expense.", // in other words: the model is asked, and quotes
  "Postage of parcels that go back is paid by the shop.", // the subject turned round: words alone do not see it
];

// With a key a cheap model judges; without one a stand-in that has its verdicts by heart.
const key = process.env.OPENAI_API_KEY;
const quote = "The customer pays the postage of parcels that go back.";
const standIn = judging({
  "Postage of parcels that go back is at the customer's expense.": { label: "supported", quote },
  "Postage of parcels that go back is paid by the shop.": { label: "contradicted", quote },
});
const model = key === undefined ? scripted(standIn) : resilient(openai({ apiKey: key }, { model: "gpt-5-mini" }));

for (const answer of answers) {
  const outcome = await verify({ answer, sources: [policy] }, { judge: judge(model) });
  const told = outcome.status === "verified" ? outcome.basis : outcome.escalation.findings[0]?.message;
  console.log(`${answer}\n  ${outcome.status}: ${told}; requests: ${outcome.usage.modelCalls}`);
}
