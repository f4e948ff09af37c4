import { createOpenAI } from "@ai-sdk/openai";
import { explain, grounded } from "vouchsafe";
import { aiSdk, type ReplyPart, resilient } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";

// Any provider of the AI SDK: here OpenAI's, pointed at a server on this machine.
await using server = await faultServer({ reply: "Refunds are paid within 30 days of delivery." });
const provider = createOpenAI({ baseURL: server.url, apiKey: "none" });
const model = resilient(aiSdk(provider.chat("gpt-5-mini")));

const source = "Refunds are paid within 30 days of delivery. Express fees are not refunded.";
const prompt = { messages: [{ role: "user", content: "How long do refunds take?" }] } as const;
const ask = grounded(async (_: { sources: readonly string[] }, attempt) => {
  // Piece by piece, for whoever watches; what is shown before the end is not verified.
  let last: ReplyPart | undefined;
  for await (const part of model.stream(prompt, attempt)) last = part;
  if (last?.type !== "reply") throw new Error("a stream without its end throws before this");
  return { answer: last.reply.text, finish: last.reply.finish };
});

console.log(explain(await ask({ sources: [source] })));
// The stream ends in the middle of a sentence, without the provider's sign of its end: the answer would say the opposite.
server.always("ends-early");
console.log(explain(await ask({ sources: [source] })));
