import { grounded } from "vouchsafe";
import { anthropic, fallback, openai, resilient } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";

const sources = ["Refunds are paid within 30 days of delivery. Express fees are not refunded."];
const messages = [{ role: "user", content: "How long do refunds take?" }] as const;

// Two providers on this machine: the first is down, the second answers.
await using down = await faultServer({ faults: () => "unavailable" });
await using up = await faultServer({ reply: "Refunds are paid within 30 days of delivery." });
const first = openai({ baseURL: down.url }, { model: "gpt-5-mini" });
const second = anthropic({ baseURL: `${up.anthropicUrl}/v1` }, { model: "claude-haiku-4-5" });

const show = async (title: string, model: typeof first) => {
  const ask = grounded(async (_: { sources: readonly string[] }, attempt) => {
    const { text, finish } = await model.generate({ messages, maxOutputTokens: 500 }, attempt);
    return { answer: text, finish };
  });
  const outcome = await ask({ sources });
  const reason = outcome.status === "verified" ? outcome.basis : outcome.escalation.reason;
  console.log(`${title}: ${outcome.status} (${reason}), requests: ${outcome.usage.modelCalls}`);
};

await show("alone", first);
await show("one after the other", fallback(first, second));
await show("retried, then the other", resilient(first, { fallback: second, retry: { attempts: 2, firstWaitMs: 1 } }));
// An answer of the second is shown to a person, never verified.
await show("the other may not vouch", fallback(first, { model: second, mayVerify: false }));
