import { hasNegation } from "../text/negation.ts";
import { pathAt } from "../text/record-text.ts";
import type { Evidence, Source } from "../types.ts";
import type { Support } from "./support.ts";

/** The stretches that a claim's words are aligned with, as evidence of that score, the best first. */
export const alignedEvidence = (
  { evidence }: Support,
  sources: readonly Source[],
  score: number,
): readonly Evidence[] =>
  evidence.map(({ source, span }) => ({
    source,
    sourceId: sources[source]?.id ?? "",
    span,
    score,
    by: "scored",
    ...pathAt(sources[source], span),
  }));

/** The same in whole sentences, as a model reads them. */
export const readEvidence = ({ evidence, score }: Support, sources: readonly Source[]): readonly Evidence[] =>
  evidence.map(({ source, sentences: span }) => ({
    source,
    sourceId: sources[source]?.id ?? "",
    span,
    score,
    by: "scored",
    ...pathAt(sources[source], span),
  }));

/** Whether one of claim and evidence is negated and the other is not: then the words agree and the meaning may not. */
export const isTurned = (claim: string, evidence: readonly Evidence[], sources: readonly Source[]): boolean =>
  evidence.some(
    ({ source, span }) => hasNegation(claim) !== hasNegation(sources[source]?.text.slice(span.start, span.end) ?? ""),
  );
