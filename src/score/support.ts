import type { Source } from "../types.ts";
import { type AlignedSpan, alignedSpans } from "./align/aligned-spans.ts";
import { TELLING } from "./align/wanted.ts";
import { claimLogit, type Measured, measure } from "./measure.ts";
import { supportTrees } from "./model/support-trees.ts";
import { inOwnSpans } from "./record/as-text.ts";

export interface SupportOptions {
  /** Positions of the sources that may carry the claim; all if absent. */
  readonly asked?: readonly number[];
  /** What was asked: words that only repeat it tell less. */
  readonly question?: string;
}

/** How well sources carry a claim, and where. */
export interface Support {
  /**
   * 0..1, where 0.5 is as often right as wrong if half of all claims are: a rank, and no probability of this deployment's
   * claims until `calibrate` has made one of it. 0 if the claim has no word to look for.
   */
  readonly score: number;
  /** 0..1: the weight of the claim's words that the best three sentences in a row have. */
  readonly coverage: number;
  /** The places that carry it, the best first; none if no word of it stands anywhere. */
  readonly evidence: readonly AlignedSpan[];
  /** Its telling words that no source has, as written, each once. */
  readonly missing: readonly string[];
  /** It has no word that could be looked for: nothing was measured. */
  readonly isWordless?: true;
}

/**
 * The embedded scorer: gradient-boosted trees with monotone constraints over measures of shared words, order, figures and names
 * (`FEATURES`). It sees words, not meaning: a flipped relation in the same words stands. Linear in the claim and in
 * the occurrences of its words.
 */
export function support(claim: string, sources: readonly Source[], options: SupportOptions = {}): Support {
  const asked = options.asked ?? sources.map((_, at) => at);
  const measured = measure(claim, sources, asked, options.question);
  if (measured === undefined) return { score: 0, coverage: 0, evidence: [], missing: [], isWordless: true };
  const { view } = measured;
  const { wanted, windows, found } = view;
  return {
    score: 1 / (1 + Math.exp(-claimLogit(supportTrees(), measured))),
    coverage: Math.min(1, (windows.get(3)?.weight ?? 0) / wanted.total),
    evidence: evidenceOf(measured, sources),
    missing: wanted.written.filter((_, key) => (wanted.weights[key] ?? 0) >= TELLING && found[key] !== 1),
  };
}

/** In the sources' own texts: the values of records by their own measure, all else where the words are aligned. */
function evidenceOf({ view, check }: Measured, sources: readonly Source[]): readonly AlignedSpan[] {
  const aligned = alignedSpans(view);
  if (check === undefined) return aligned.flatMap((one) => inOwnSpans(one, sources[one.source]));
  const values = check.evidence.map(({ source, span }) => ({ source, span, sentences: span, score: check.score }));
  return [...values, ...aligned.filter(({ source }) => sources[source]?.kind !== "record")];
}
