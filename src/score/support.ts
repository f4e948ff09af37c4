import type { Source, Span } from "../types.ts";
import { claimScore } from "./claim-score.ts";
import { coverage } from "./coverage.ts";

export interface SupportOptions {
  /** Positions of the sources that may carry the claim; all if absent. */
  readonly asked?: readonly number[];
  /** What was asked: words that only repeat it tell less. */
  readonly question?: string;
}

/** How well sources carry a claim, and where. */
export interface Support {
  /** 0..1. */
  readonly score: number;
  /** The places that carry it, the best first; none if no word of it stands anywhere. */
  readonly evidence: readonly { readonly source: number; readonly span: Span<"source">; readonly score: number }[];
}

export function support(claim: string, sources: readonly Source[], options: SupportOptions = {}): Support {
  const asked = options.asked ?? sources.map((_, at) => at);
  const best = coverage(claim, sources, asked)?.best;
  const score = claimScore(claim, sources, asked);
  return { score, evidence: best === undefined ? [] : [{ ...best, score }] };
}
