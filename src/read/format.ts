import type { SourceInput } from "../types.ts";
import { numbersAreIds } from "./resolver.ts";
import { readSources } from "./sources.ts";

/**
 * The sources as a prompt shows them, each under the number or id by which `read` finds it again: its id if any source
 * id is a whole number, else its position from 1.
 */
export function formatSources(inputs: readonly SourceInput[]): string {
  const sources = readSources(inputs);
  const byId = numbersAreIds(sources);
  return sources
    .map(({ id, title, text }, at) => `[${byId ? id : at + 1}]${title === undefined ? "" : ` ${title}`}\n${text}`)
    .join("\n\n");
}

const INSTRUCTIONS = {
  bracket:
    "After each sentence, cite the sources that it rests on by their numbers in square brackets, as in [1] or [1, 3].",
  cite: 'Wrap each statement in <cite id="1">…</cite>, with the number of the source that it rests on.',
  footnote: "After each sentence, put a footnote mark such as [^1], with the number of the source that it rests on.",
  json: 'Answer with JSON and nothing else: {"claims": [{"text": "…", "citations": [{"sourceId": "1", "quote": "…"}]}]}. Each claim is one sentence; each citation has the number of a source that the claim rests on, and the words there, to the letter.',
  quote:
    'For each statement, quote the words that it rests on in quotation marks, followed by the number of their source, as in "…" [1]. Quote to the letter.',
} as const satisfies { readonly [form: string]: string };

export type CitationForm = keyof typeof INSTRUCTIONS;

/** What to tell a model so that it cites in a form that `read` reads. */
export function citationInstructions(form: CitationForm = "bracket"): string {
  const instruction = INSTRUCTIONS[form];
  if (instruction === undefined) {
    throw new TypeError(
      `Expected \`form\` to be one of ${Object.keys(INSTRUCTIONS).join(", ")}, got ${JSON.stringify(form)}.`,
    );
  }
  return `${instruction} Cite only the sources given. If they do not hold the answer, say so and cite nothing.`;
}
