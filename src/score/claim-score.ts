import type { Source } from "../types.ts";
import { coverage } from "./coverage.ts";
import { figuresMissing } from "./figures.ts";

/** One number for a claim, 0..1: its coverage by the sources asked, and 0 if it has a figure that no source has. */
export function claimScore(claim: string, sources: readonly Source[], asked: readonly number[]): number {
  if (figuresMissing(claim, sources, asked).length > 0) return 0;
  return coverage(claim, sources, asked)?.score ?? 0;
}
