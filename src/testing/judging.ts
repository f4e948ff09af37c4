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

/** A verdict by the claim as it stands in the answer, or a function of the item. */
export type Sayings = { readonly [claim: string]: Said } | ((item: PromptItem) => Said);

/**
 * What the model of a judge replies, for tests and for trying a chain without a key. A claim that is not listed is
 * `not_found`. In a function, mind that one item is the judge's own canary, which borrows words of your claims: compare
 * claims whole.
 *
 * ```ts
 * const reply = judging({ "The shop pays.": { label: "contradicted", quote: "The customer pays" } });
 * const model = scripted(reply); // or, over HTTP: await faultServer({ reply })
 * ```
 */
export function judging(sayings: Sayings): (asked: Prompt | { readonly prompt: string }) => string {
  const say = typeof sayings === "function" ? sayings : ({ parts }: PromptItem) => saidOf(sayings, parts.claim);
  return (asked) => {
    const text = "prompt" in asked ? asked.prompt : asked.messages.map(({ content }) => content).join("\n\n");
    const verdicts = readPrompt(text).map((item) => {
      const { label, quote = "", confidence = 95 } = say(item);
      return { id: item.id, evidence_quote: quote, label, confidence };
    });
    return JSON.stringify({ verdicts });
  };
}

const NOT_FOUND: Said = { label: "not_found" };

function saidOf(sayings: { readonly [claim: string]: Said }, claim: string | undefined): Said {
  return claim !== undefined && Object.hasOwn(sayings, claim) ? (sayings[claim] ?? NOT_FOUND) : NOT_FOUND;
}
