import { hasNegation } from "../../text/negation.ts";
import type { Source, Span } from "../../types.ts";
import { coverage } from "../coverage.ts";

const ALIGNED = 0.85; // coverage by one sentence: nearly all that the claim says is said there
const SENTENCE_END = /[.!?।。؟][\s\p{L}]/u;

/** The one sentence that has nearly all words of a claim and the opposite polarity; `undefined` if there is none. `context` is what the claim inherits. */
export function negationOf(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  context = "",
): { readonly source: number; readonly span: Span<"source">; readonly text: string } | undefined {
  const found = coverage(claim, sources, asked);
  if (found?.best === undefined || found.score < ALIGNED) return undefined;
  const { source, span } = found.best;
  const text = sources[source]?.text.slice(span.start, span.end) ?? "";
  if (SENTENCE_END.test(text) || hasNegation(text) === (hasNegation(claim) || hasNegation(context))) return undefined;
  return { source, span, text };
}
