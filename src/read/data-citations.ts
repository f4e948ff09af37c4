import { answerSpan } from "../text/span.ts";
import type { Citation, CitationInput, Quotation } from "../types.ts";
import type { Resolve } from "./sources.ts";

/** Citations handed in as data, ready to be laid over the claims. */
export interface DataCitations {
  readonly all: readonly Citation[];
  /** Those that stand for some part of an answer span. */
  covering(start: number, end: number): readonly Citation[];
  /** Their quotes, attributed by their place in the claim's citations. */
  quotations(start: number, end: number, citations: readonly Citation[]): readonly Quotation[];
}

/** A citation without a place stands for the whole answer; its quote is checked once, with the first claim it covers. */
export function dataCitations(inputs: readonly CitationInput[], resolve: Resolve): DataCitations {
  const made = inputs.map(({ sourceId, at, quote }) => ({
    quote,
    citation: Object.freeze<Citation>({
      sourceId,
      sources: resolve(sourceId),
      form: "data",
      ...(at === undefined ? {} : { at: answerSpan(at.start, at.end) }),
    }),
  }));
  const quoted = new Set<Citation>();
  const covers = ({ at }: Citation, start: number, end: number): boolean =>
    at === undefined ||
    (at.start < end && at.end > start) ||
    (at.start === at.end && at.start >= start && at.start <= end);
  return {
    all: made.map(({ citation }) => citation),
    covering: (start, end) => made.map(({ citation }) => citation).filter((citation) => covers(citation, start, end)),
    quotations: (start, end, citations) =>
      made.flatMap(({ citation, quote }) => {
        if (quote === undefined || quote.trim() === "" || quoted.has(citation) || !covers(citation, start, end))
          return [];
        quoted.add(citation);
        return [{ text: quote, citations: [citations.indexOf(citation)] }];
      }),
  };
}
