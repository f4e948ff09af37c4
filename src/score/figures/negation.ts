import { hasNegation } from "../../text/negation.ts";
import { wordingOf } from "../../text/wording.ts";
import { words } from "../../text/words.ts";
import type { Source, Span } from "../../types.ts";
import { coverage } from "../coverage.ts";
import { weightOf } from "../weights.ts";

const ALIGNED = 0.85; // coverage by one sentence: nearly all that the claim says is said there
const SENTENCE_END = /[.!?।。؟][\s\p{L}]/u;

/** The one sentence that has nearly all words of a claim and the opposite polarity; `undefined` if there is none. `context` is what the claim inherits. */
export function negationOf(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  context = "",
): { readonly source: number; readonly span: Span<"source">; readonly text: string } | undefined {
  if (!mayCover(claim, sources, asked)) return undefined;
  const found = coverage(claim, sources, asked);
  if (found?.best === undefined || found.score < ALIGNED) return undefined;
  const { source, span } = found.best;
  const text = sources[source]?.text.slice(span.start, span.end) ?? "";
  if (SENTENCE_END.test(text) || hasNegation(text) === (hasNegation(claim) || hasNegation(context))) return undefined;
  return { source, span, text };
}

/** Whether a source has that much of a claim anywhere in it: most claims need no look at its sentences. */
function mayCover(claim: string, sources: readonly Source[], asked: readonly number[]): boolean {
  const weights = new Map(words(claim).map((word) => [word.key, weightOf(word)]));
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return asked.some((at) => {
    const { positions } = wordingOf(sources[at]?.text ?? "");
    let covered = 0;
    for (const [key, weight] of weights) if (positions.has(key)) covered += weight;
    return covered >= ALIGNED * total;
  });
}
