import { words } from "../../text/words.ts";
import type { Source } from "../../types.ts";
import { align } from "../align/alignment.ts";
import { weightOf } from "../weights.ts";
import { COVERAGE } from "./coverage-features.ts";
import type { Feature, View } from "./feature.ts";
import { FIGURES } from "./figure-features.ts";
import { MEANING } from "./meaning-features.ts";
import { MISSING } from "./missing-features.ts";
import { NAMES } from "./name-features.ts";
import { ORDER } from "./order-features.ts";
import { QUESTION } from "./question-features.ts";

export const FEATURES: readonly Feature[] = [
  ...COVERAGE,
  ...ORDER,
  ...MISSING,
  ...FIGURES,
  ...NAMES,
  ...MEANING,
  ...QUESTION,
];

export function viewOf(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  question?: string,
): View | undefined {
  const alignment = align(claim, sources, asked);
  if (alignment === undefined) return undefined;
  const questionKeys = new Set(words(question ?? "").flatMap((word) => (weightOf(word) >= 0.45 ? [word.key] : [])));
  return { ...alignment, texts: sources, questionKeys };
}

/** The features of a claim laid over its sources, in the order of `FEATURES`, all finite. */
export const featuresOf = (view: View): Float64Array => Float64Array.from(FEATURES, ({ of }) => of(view));
