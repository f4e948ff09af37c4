import { locateExactly } from "../text/locate.ts";
import { hasNegation } from "../text/negation.ts";
import { pathAt } from "../text/record-text.ts";
import { sentenceTo } from "../text/sentence-to.ts";
import type { Evidence, Source } from "../types.ts";

const SHORTEST = 12; // units of a statement that is worth finding as it stands
/** Only a quotation may leave words out. */
const LEAVES_OUT = /…|\.\.\.|\[|\(/;

/** A claim as it stands in one of the sources asked, in a sentence of the same polarity: "We deny that X" has X word for word. */
export function verbatimIn(claim: string, sources: readonly Source[], asked: readonly number[]): Evidence | undefined {
  // What is shorter than a statement is found anywhere.
  if (claim.length < SHORTEST || LEAVES_OUT.test(claim)) return undefined;
  for (const at of asked) {
    const source = sources[at];
    const match = source === undefined ? undefined : locateExactly(source, claim);
    if (source === undefined || match === undefined) continue;
    if (hasNegation(claim) !== hasNegation(sentenceTo(source, match.span))) continue;
    return {
      source: at,
      sourceId: source.id,
      span: match.span,
      score: 1,
      by: "verbatim",
      ...pathAt(source, match.span),
    };
  }
  return undefined;
}
