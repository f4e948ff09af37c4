import { hasNegation } from "../text/negation.ts";
import { pathAt } from "../text/record-text.ts";
import type { Evidence, Source } from "../types.ts";
import type { Support } from "./support.ts";

const placed = (source: number, span: Evidence["span"], score: number, sources: readonly Source[]): Evidence => {
  const given = sources[source];
  return { source, sourceId: given?.id ?? "", span, score, by: "scored", ...pathAt(given, span) };
};

/** The stretches that a claim's words are aligned with, as evidence of that score, the best first. */
export const alignedEvidence = (
  { evidence }: Support,
  sources: readonly Source[],
  score: number,
): readonly Evidence[] => evidence.map(({ source, span }) => placed(source, span, score, sources));

/** The same in whole sentences, as a model reads them. */
export const readEvidence = ({ evidence, score }: Support, sources: readonly Source[]): readonly Evidence[] =>
  evidence.map(({ source, sentences }) => placed(source, sentences, score, sources));

/** Whether one of claim and evidence is negated and the other is not: then the words agree and the meaning may not. */
export const isTurned = (claim: string, evidence: readonly Evidence[], sources: readonly Source[]): boolean =>
  evidence.some(
    ({ source, span }) => hasNegation(claim) !== hasNegation(sources[source]?.text.slice(span.start, span.end) ?? ""),
  );
