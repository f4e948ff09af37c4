import type { Model, Prompt, Reply } from "vouchsafe/model";
import { costOf, estimateTokens, priceOf } from "vouchsafe/spend";

/** What a model was asked, in the tokens and at the list price of a real one. */
export interface Bill {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  microUsd: number;
}
export const emptyBill = (): Bill => ({ calls: 0, inputTokens: 0, outputTokens: 0, microUsd: 0 });

/** A judge's model that reads the prompt it is given, answers in the form asked for, and keeps the bill. It calls nobody. */
export function countingModel(id: string, bill: Bill): Model {
  const generate = async (prompt: Prompt): Promise<Reply> => {
    const text = replyTo(prompt);
    charge(id, prompt, text, bill);
    return { text, finish: "stop", usage: {} };
  };
  return {
    id,
    generate,
    stream: async function* (prompt) {
      yield { type: "reply", reply: await generate(prompt) };
    },
  };
}

export function charge(id: string, { messages, output }: Prompt, reply: string, bill: Bill): void {
  const asked = [...messages.map(({ content }) => content), ...(output ? [JSON.stringify(output.schema)] : [])];
  const inputTokens = asked.reduce((sum, text) => sum + estimateTokens(text), 0);
  const outputTokens = estimateTokens(reply);
  bill.calls += 1;
  bill.inputTokens += inputTokens;
  bill.outputTokens += outputTokens;
  bill.microUsd += costOf({ inputTokens, outputTokens }, priceOf(id)) ?? Number.NaN;
}

const IDS = /Items to judge, each once: ([a-z ]+)\./;
const PASSAGE = / passage p\d+>\n(.*)\n/;
const QUOTED = 25; // words: what a model copies is a sentence, and few have more

/** A verdict for each item with a quotation as long as a real one. It lets nothing pass: so the canary is content. */
export function replyTo({ messages }: Prompt): string {
  const data = messages.at(-1)?.content ?? "";
  const quote = (PASSAGE.exec(data)?.[1] ?? "").split(" ").slice(0, QUOTED).join(" ");
  const ids = IDS.exec(data)?.[1]?.split(" ") ?? [];
  const verdicts = ids.map((id) => ({ id, evidence_quote: quote, label: "partial", confidence: 80 }));
  return JSON.stringify({ verdicts });
}
