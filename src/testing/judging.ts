import { type PromptItem, readPrompt } from "vouchsafe/judge";
import type { Prompt } from "vouchsafe/model";

/** What the model of a judge says of one item. */
export interface Said {
  /** Of the rubric: `supported`, `partial`, `contradicted` or `not_found` by default. */
  readonly label: string;
  /** From one of the passages: nothing is supported without. */
  readonly quote?: string;
  /** 0..100. Default: 95. */
  readonly confidence?: number;
}

/**
 * What the model of a judge replies, for tests and for trying a chain without a key: of each item what `say` says. One
 * item is the judge's own canary, which is not true: of what it does not know, `say` says so.
 *
 * ```ts
 * const say = ({ parts, passages }) => (parts.claim === known ? { label: "supported", quote } : { label: "not_found" });
 * const model = scripted(judging(say)); // or, over HTTP: await faultServer({ reply: judging(say) })
 * ```
 */
export function judging(say: (item: PromptItem) => Said): (asked: Prompt | { readonly prompt: string }) => string {
  return (asked) => {
    const text = "prompt" in asked ? asked.prompt : asked.messages.map(({ content }) => content).join("\n\n");
    const verdicts = readPrompt(text).map((item) => {
      const { label, quote = "", confidence = 95 } = say(item);
      return { id: item.id, evidence_quote: quote, label, confidence };
    });
    return JSON.stringify({ verdicts });
  };
}
