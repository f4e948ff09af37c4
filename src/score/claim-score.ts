import type { Source } from "../types.ts";
import { coverage } from "./coverage.ts";
import { figuresMissing } from "./figures.ts";
import { asText } from "./record/as-text.ts";
import { checkRecords } from "./record/check.ts";

/**
 * One number for a claim, 0..1: its coverage by the sources asked, and 0 if it has a figure that no source has, or if a
 * record says otherwise or leaves open what it says.
 */
export function claimScore(claim: string, sources: readonly Source[], asked: readonly number[]): number {
  const texts = sources.map(asText);
  const checked = checkRecords(claim, sources, asked);
  const isWrong =
    checked === undefined ? figuresMissing(claim, texts, asked).length > 0 : checked.status !== "measured";
  return isWrong ? 0 : Math.max(coverage(claim, texts, asked)?.score ?? 0, checked?.score ?? 0);
}
