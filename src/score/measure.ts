import type { Source } from "../types.ts";
import type { View } from "./features/feature.ts";
import { featuresOf, viewOf } from "./features/features.ts";
import { logitOf, type Trees } from "./model/trees.ts";
import { checkRecords } from "./record/check.ts";
import { recordLogit } from "./record/record-logit.ts";

/** A claim measured over its sources: all that scoring needs. */
export interface Measured {
  readonly view: View;
  readonly features: Float64Array;
  /** Logits that no tree has learned: what the records among the sources say. */
  readonly given: number;
}

/** `undefined` if the claim has no word to look for. */
export function measure(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  question?: string,
): Measured | undefined {
  const view = viewOf(claim, sources, asked, question);
  if (view === undefined) return undefined;
  return { view, features: featuresOf(view), given: recordLogit(checkRecords(claim, sources, asked)) };
}

/** The logit of the claim's support. */
export const claimLogit = (trees: Trees, { features, given }: Pick<Measured, "features" | "given">): number =>
  logitOf(trees, features) + given;
