import OpenAI from "openai";
import { citationInstructions, explain, formatSources, grounded, type Source } from "vouchsafe";
import { openai, resilient } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";

// With a key the provider answers; without one a server on this machine that speaks its language, and is busy at first.
const key = process.env.OPENAI_API_KEY;
const server =
  key === undefined ? await faultServer({ reply: "Refunds are paid within 30 days of delivery [1]." }) : undefined;
server?.next({ kind: "rate-limited", retryAfter: "0" });
const client = new OpenAI(server === undefined ? {} : { apiKey: "none", baseURL: server.url });
const model = resilient(openai(client, { model: "gpt-5-mini" }));

const retrieve = async (_question: string): Promise<readonly Source[]> => [
  { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express fees are not refunded." },
];
const ask = grounded(
  async (question: string, attempt) => {
    const sources = await retrieve(question);
    const system = `Answer from these sources alone. ${citationInstructions()}\n${formatSources(sources)}${attempt.feedback}`;
    const messages = [
      { role: "system", content: system },
      { role: "user", content: question },
    ] as const;
    const { text, finish } = await model.generate({ messages, maxOutputTokens: 2_000 }, attempt);
    return { answer: text, finish, sources };
  },
  { sources: "from-answer", timeoutMs: 30_000, fallback: () => "I cannot look that up now; a colleague will answer." },
);

const outcome = await ask("How long do refunds take?");
console.log(outcome.status === "verified" ? outcome.answer : outcome.reply);
console.log(`${explain(outcome)} Requests: ${outcome.usage.modelCalls}.`);

server?.always("unavailable");
if (server !== undefined) {
  const down = await ask("And when every model is down?");
  console.log(
    down.status === "escalated" && `${down.reply} (${down.escalation.reason}: ${down.escalation.failures[0]?.code})`,
  );
}
await server?.close();
