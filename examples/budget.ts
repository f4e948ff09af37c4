import { grounded } from "vouchsafe";
import { metered, openai, route, wrap } from "vouchsafe/model";
import { budget, ledger } from "vouchsafe/spend";
import { faultServer } from "vouchsafe/testing";

const source = "Refunds are paid within 30 days of delivery. Express fees are not refunded.";
const usage = { inputTokens: 900, outputTokens: 100 };
await using server = await faultServer({ reply: { text: "Refunds are paid within 30 days of delivery.", usage } });

// In millionths of a dollar, as your contract has them; the shipped table knows list prices.
const prices = {
  "openai/large": { inputMicroUsdPerMillion: 2_000_000, outputMicroUsdPerMillion: 8_000_000 },
  "openai/small": { inputMicroUsdPerMillion: 100_000, outputMicroUsdPerMillion: 400_000 },
};
const spent = ledger({ prices });
const onThreshold = ({ share }: { readonly share: number }) => console.log(`alert: ${share * 100} % of the budget`);
const day = budget({ perDayMicroUsd: 10_000, soft: 0.5, maxOutputTokens: 500, ledger: spent, onThreshold });
const modelNamed = (model: string) => wrap(openai({ baseURL: server.url }, { model }), metered(day));
const [large, small] = [modelNamed("large"), modelNamed("small")];
// From half of the budget on the small model answers; when nothing is left, nobody does.
const model = route({ large, small }, ({ account }) => (day.state(account) === "open" ? "large" : "small"));

const ask = grounded(
  async (question: string, attempt) => {
    const { text, finish } = await model.generate({ messages: [{ role: "user", content: question }] }, attempt);
    return { answer: text, finish, sources: [source] };
  },
  { sources: "from-answer" },
);

let answers = 0;
for (;;) {
  const outcome = await ask("How long do refunds take?", { account: { tenant: "acme" } });
  if (outcome.status === "escalated") console.log(`after ${answers} answers: ${outcome.escalation.reason}`);
  if (outcome.status === "escalated") break;
  answers += 1;
}
const { rows } = await spent.report({ by: ["model", "tenant"] });
for (const { model, tenant, calls, microUsd } of rows) console.log({ model, tenant, calls, microUsd });
