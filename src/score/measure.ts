import type { Source } from "../types.ts";
import { share, type View } from "./features/feature.ts";
import { featuresOf, viewOf } from "./features/features.ts";
import { logitOf, type Trees } from "./model/trees.ts";
import { asTexts } from "./record/as-text.ts";
import { checkRecords, type RecordCheck } from "./record/check.ts";
import { recordLogit } from "./record/record-logit.ts";

/** A claim measured over its sources: all that scoring needs. */
export interface Measured {
  readonly view: View;
  readonly features: Float64Array;
  /** What the records among the sources say, if some have more than prose. */
  readonly check?: RecordCheck;
  /** Logits that no tree has learned: what the records among the sources say, or how much of the claim is covered. */
  readonly given: number;
}

/**
 * Trees are level where little is covered, and an answer falls by its weakest claim: so coverage goes on counting there. With 0, 2 and 4
 * logits 22, 21 and 20 % of RAGTruth's clean answers to questions and summaries fall where 60 % of the bad ones do; with 4, whole answers are ranked worse.
 */
const COVERED = 2;
const EVEN = 0.6; // coverage that adds nothing: about that of claims of which half are supported

const givenBy = ({ windows, wanted }: View, check: RecordCheck | undefined): number =>
  check === undefined ? COVERED * (share(windows.get(3)?.weight ?? 0, wanted.total) - EVEN) : recordLogit(check);

/** `undefined` if the claim has no word to look for. */
export function measure(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  question?: string,
): Measured | undefined {
  const check = checkRecords(claim, sources, asked);
  const view = viewOf(claim, asTexts(sources), asked, question);
  if (view === undefined) return undefined;
  return { view, features: featuresOf(view), given: givenBy(view, check), ...(check === undefined ? {} : { check }) };
}

/** The logit of the claim's support. */
export const claimLogit = (trees: Trees, { features, given }: Pick<Measured, "features" | "given">): number =>
  logitOf(trees, features) + given;
