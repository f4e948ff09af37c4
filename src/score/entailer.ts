import type { Context, PlainSpan } from "../types.ts";

/** A claim, and the text that is said to carry it. */
export interface ClaimPair {
  readonly claim: string;
  readonly evidence: string;
  /** What was asked. Models that were not trained with a question do without. */
  readonly question?: string;
}

/** What a model makes of one pair. */
export interface Entailment {
  /** Probability, 0..1, that the evidence carries the whole claim. */
  readonly supported: number;
  /** Probability, 0..1, that the evidence says otherwise; absent where a model does not tell that from silence. */
  readonly contradicted?: number;
  /** Parts of the claim that the evidence does not carry, in order and apart; absent where a model judges only the whole. */
  readonly spans?: readonly UnsupportedSpan[];
}

/** `claim.slice(start, end)` is not carried. `score` is the probability of that, 0..1. */
export interface UnsupportedSpan extends PlainSpan {
  readonly score: number;
}

/** A model that reads: whether a text carries a claim. `localEntailer` of `vouchsafe/local` makes one. */
export interface Entailer {
  /** One result for each pair, in their order. Rejects if any of them could not be judged, and on abort with its reason. */
  entail(pairs: readonly ClaimPair[], context: Context): Promise<readonly Entailment[]>;
}
