import OpenAI from "openai";
import { citationInstructions, formatSources, grounded, type Source } from "vouchsafe";
import { openai, resilient } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";

// With a key the provider answers; without one a server on this machine that speaks its language, and is busy at first.
const key = process.env.OPENAI_API_KEY;
const server = key === undefined ? await faultServer({ reply: "Refunds are paid within 30 days [1]." }) : undefined;
server?.next({ kind: "rate-limited", retryAfter: "0" });
const client = new OpenAI(server === undefined ? {} : { apiKey: "none", baseURL: server.url });
const model = resilient(openai(client, { model: "gpt-5-mini" }));

const retrieve = async (_: string): Promise<readonly Source[]> => [
  { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express fees are not refunded." },
];
const ask = grounded(
  async (question: string, attempt) => {
    const sources = await retrieve(question);
    const content = `${citationInstructions()}\n${formatSources(sources)}\n${question}\n${attempt.feedback}`;
    const { text, finish } = await model.generate({ messages: [{ role: "user", content }] }, attempt);
    return { answer: text, finish, sources };
  },
  { sources: "from-answer", timeoutMs: 30_000, fallback: () => "I cannot look that up now." },
);

const show = async (question: string) => {
  const { usage, ...outcome } = await ask(question);
  const text = outcome.status === "verified" ? outcome.answer : `${outcome.reply} (${outcome.escalation.reason})`;
  console.log(`${outcome.status} after ${usage.modelCalls} requests: ${text}`);
};
await show("How long do refunds take?");
server?.always("unavailable");
if (server !== undefined) await show("And when the provider is down?");
await server?.close();
