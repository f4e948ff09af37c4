import { coverage } from "../score/coverage.ts";
import { figuresMissing } from "../score/figures.ts";
import { isForeign } from "../score/foreign.ts";
import { locate } from "../text/locate.ts";
import { quoteDifference } from "../text/quote-difference.ts";
import { pathAt } from "../text/record-text.ts";
import { sourceSpan } from "../text/span.ts";
import { wordingOf } from "../text/wording.ts";
import type { Evidence, Source, Span } from "../types.ts";
import type { Item, Passage } from "./item.ts";

/** Why a quotation does not carry what it is given for, or the evidence that it is. */
export type QuoteCheck = { readonly evidence: Evidence } | { readonly problem: string };

const LEAST_COVERAGE = 0.2;
const SHORTEST = 3; // words of a quotation

/**
 * Whether the words stand in a passage that the judge was shown for this item, and have to do with the claim: its figures
 * stand in the passages, and the sentences quoted have the least share of its words. What is measured is words: whether they
 * mean the claim is the judge's to say.
 */
export function checkQuote(quote: string, { parts, passages }: Item, sources: readonly Source[]): QuoteCheck {
  const claim = parts.find(({ name }) => name === "claim")?.text ?? "";
  const found = placeOf(quote, passages);
  if (found === undefined) return { problem: "words that its passages do not have" };
  const { passage, span } = found;
  const text = sources[passage.source]?.text ?? "";
  if (wordingOf(text.slice(span.start, span.end)).words.length < SHORTEST)
    return { problem: "too few words to show anything" };
  const read = passages.map((one): Source => ({ id: "", text: one.text }));
  const all = read.map((_, at) => at);
  const lacking = figuresMissing(claim, read, all);
  if (lacking.length > 0) return { problem: "passages that lack a figure of it" };
  if (!isForeign(claim, claim, read, all)) {
    const sentences = { id: "", text: sentencesAround(passage, span) };
    const covered = coverage(claim, [sentences], [0])?.score ?? 0;
    if (covered < LEAST_COVERAGE) return { problem: "words that have too little to do with it" };
  }
  const source = sources[passage.source];
  return {
    evidence: {
      source: passage.source,
      sourceId: source?.id ?? "",
      span,
      score: 1,
      by: "judged",
      ...pathAt(source, span),
    },
  };
}

function placeOf(quote: string, passages: readonly Passage[]) {
  for (const passage of passages) {
    const match = locate(passage.text, quote, { alternatives: 0 });
    if (match === undefined) continue;
    const { start, end } = match.span;
    if (match.match === "fuzzy" && quoteDifference(quote, passage.text.slice(start, end)).harmful) continue;
    return { passage, span: sourceSpan(passage.span.start + start, passage.span.start + end) };
  }
  return undefined;
}

/** The quotation's sentences, whole. */
function sentencesAround({ span: shown, text }: Passage, span: Span<"source">): string {
  const { words, sentences, sentenceOf } = wordingOf(text);
  const [start, end] = [span.start - shown.start, span.end - shown.start];
  const own = words.flatMap((word, at) => (word.end > start && word.start < end ? [sentenceOf[at] ?? 0] : []));
  const first = own[0] ?? 0;
  const last = own.at(-1) ?? 0;
  return text.slice(
    words[sentences[first]?.[0] ?? 0]?.start ?? 0,
    words[(sentences[last]?.[1] ?? 1) - 1]?.end ?? text.length,
  );
}
