import { lowerBound } from "../text/lower-bound.ts";
import { answerSpan } from "../text/span.ts";
import type { Citation, CitationInput, Quotation } from "../types.ts";
import type { Resolve } from "./resolver.ts";

/** Citations handed in as data, laid over the claims. */
export interface DataCitations {
  readonly all: readonly Citation[];
  /** Those of each claim, by its index, with the quotes that are checked there. */
  readonly of: readonly DataOfClaim[];
}
export interface DataOfClaim {
  readonly citations: readonly Citation[];
  readonly quotes: readonly QuoteOfData[];
}

/** A quote handed in with a citation, and the offset in the source near which it is said to stand. */
interface QuoteOfData {
  readonly text: string;
  readonly citation: Citation;
  readonly near?: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * A citation stands for the claims that its span touches, without a span for all of them; one that touches none
 * belongs to the next, or the last, so that nothing handed in goes unchecked. Its quote is checked with its first claim.
 */
export function dataCitations(
  inputs: readonly CitationInput[],
  resolve: Resolve,
  claims: readonly Place[],
): DataCitations {
  // Those of every claim are one array, shared: a copy for each claim would be a product.
  const everywhere: Citation[] = [];
  const placed = claims.map((): Citation[] => []);
  const quotes = claims.map((): QuoteOfData[] => []);
  const all = inputs.map(({ sourceId, at, quote, near }) => {
    const citation: Citation = Object.freeze({
      sourceId,
      sources: resolve(sourceId),
      form: "data",
      ...(at === undefined ? {} : { at: answerSpan(at.start, at.end) }),
    });
    const [first, last] = reach(claims, at);
    if (at === undefined) everywhere.push(citation);
    else for (let claim = first; claim <= last; claim += 1) placed[claim]?.push(citation);
    if (quote !== undefined && quote.trim() !== "")
      quotes[first]?.push({ text: quote, citation, ...(near === undefined ? {} : { near }) });
    return citation;
  });
  const places = new Map(all.map((citation, at) => [citation, at]));
  const inOrder = (...lists: readonly (readonly Citation[])[]): readonly Citation[] =>
    lists.flat().sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  const of = quotes.map((own, claim): DataOfClaim => {
    const there = placed[claim] ?? [];
    return { citations: there.length === 0 ? everywhere : inOrder(everywhere, there), quotes: own };
  });
  return { all, of };
}

/** The first and the last claim that a citation stands for. */
function reach(claims: readonly Place[], at: Place | undefined): readonly [number, number] {
  if (at === undefined) return [0, claims.length - 1];
  const first = lowerBound(claims.length - 1, (claim) => (claims[claim]?.end ?? 0) <= at.start);
  let last = first;
  while ((claims[last + 1]?.start ?? Number.POSITIVE_INFINITY) < at.end) last += 1;
  return [first, last];
}

export const quotationOf = (
  { text, citation }: DataOfClaim["quotes"][number],
  citations: readonly Citation[],
): Quotation => ({
  text,
  citations: [citations.indexOf(citation)],
});
