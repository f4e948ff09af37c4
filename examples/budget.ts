import { grounded } from "vouchsafe";
import { metered, openai, route, wrap } from "vouchsafe/model";
import { budget, ledger } from "vouchsafe/spend";
import { faultServer } from "vouchsafe/testing";

const source = "Refunds are paid within 30 days of delivery. Express fees are not refunded.";
await using server = await faultServer({
  reply: { text: "Refunds are paid within 30 days of delivery.", usage: { inputTokens: 900, outputTokens: 100 } },
});
// Millionths of a dollar a million tokens, as your contract has them; the shipped table knows list prices.
const prices = {
  "openai/large": { inputMicroUsdPerMillion: 2_000_000, outputMicroUsdPerMillion: 8_000_000 },
  "openai/small": { inputMicroUsdPerMillion: 100_000, outputMicroUsdPerMillion: 400_000 },
};
const spent = ledger({ prices });
const day = budget({
  perDayMicroUsd: 10_000, // one cent
  soft: 0.5,
  maxOutputTokens: 500,
  ledger: spent,
  onThreshold: ({ share }) => console.log(`  alert: ${share * 100} % of the day's budget`),
});
const modelNamed = (model: string) => wrap(openai({ baseURL: server.url }, { model }), metered(day));
const [large, small] = [modelNamed("large"), modelNamed("small")];
// From half of the budget on the small model answers; when nothing is left, nobody does.
const model = route({ large, small }, ({ account }) => (day.state(account) === "open" ? "large" : "small"));

const ask = grounded(async (input: { question: string; sources: readonly string[] }, attempt) => {
  const { text, finish } = await model.generate({ messages: [{ role: "user", content: input.question }] }, attempt);
  return { answer: text, finish };
});
for (let turn = 1; turn <= 60; turn += 1) {
  const outcome = await ask(
    { question: "How long do refunds take?", sources: [source] },
    { account: { tenant: "acme" } },
  );
  if (outcome.status === "escalated") {
    console.log(`answer ${turn}: ${outcome.escalation.reason}`);
    break;
  }
}
await day.settled();
for (const { model, tenant, calls, microUsd } of (await spent.report({ by: ["model", "tenant"] })).rows)
  console.log({ model, tenant, calls, microUsd });
