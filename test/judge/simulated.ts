import { type PromptItem, readPrompt as promptItems } from "vouchsafe/judge";
import type { CallContext, Model, Prompt } from "vouchsafe/model";

/** A prompt of the judge, read back. */
export interface ReadPrompt {
  readonly items: readonly PromptItem[];
  /** All that the user's part holds between fences. */
  readonly data: readonly string[];
}

export function readPrompt(prompt: Prompt): ReadPrompt {
  const items = promptItems(prompt.messages.at(-1)?.content ?? "");
  const passages = new Set(items.flatMap((item) => item.passages));
  return { items, data: [...passages, ...items.flatMap(({ parts }) => Object.values(parts))] };
}

export interface Said {
  readonly label: string;
  readonly quote?: string;
  readonly confidence?: number;
}

/** A model that reads the prompt and writes what it is told to, as text. Its calls are counted and kept. */
export function modelOf(
  write: (read: ReadPrompt, prompt: Prompt, context: CallContext | undefined) => string | PromiseLike<string>,
  modelId = "test/model-1",
): Model & { readonly prompts: Prompt[] } {
  const prompts: Prompt[] = [];
  const model = {
    id: "test/model",
    prompts,
    async generate(prompt: Prompt, context?: CallContext) {
      prompts.push(prompt);
      const text = await write(readPrompt(prompt), prompt, context);
      context?.onCall?.({ model: "test/model", usage: {} });
      return { text, finish: "stop" as const, usage: {}, modelId };
    },
    async *stream(prompt: Prompt, context?: CallContext) {
      yield { type: "reply" as const, reply: await model.generate(prompt, context) };
    },
  };
  return model;
}

/** The reply that a judge is asked for. */
export const replyOf = (read: ReadPrompt, say: (item: ReadPrompt["items"][number]) => Said): string =>
  JSON.stringify({
    verdicts: read.items.map((item) => {
      const { label, quote = "", confidence = 95 } = say(item);
      return { id: item.id, evidence_quote: quote, label, confidence };
    }),
  });

/** A model that gives each item a verdict. */
export const judging = (say: (item: ReadPrompt["items"][number]) => Said) => modelOf((read) => replyOf(read, say));

const WORD = /[\p{L}\p{N}]+/gu;
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(WORD) ?? []).map((word) => word.slice(0, 6)));

/** The sentence of the passages that shares most words with the text. */
export function bestSentence(text: string, passages: readonly string[]): string {
  const own = wordsOf(text);
  const sentences = passages.flatMap((one) => one.split(/(?<=[.!?])\s+/)).filter((one) => one.length > 12);
  const shared = (sentence: string): number => [...wordsOf(sentence)].filter((word) => own.has(word)).length;
  const [best = ""] = sentences.toSorted((a, b) => shared(b) - shared(a) || a.length - b.length);
  return best.slice(0, 1_500);
}
