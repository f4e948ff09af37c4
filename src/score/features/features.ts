import type { Source } from "../../types.ts";
import { calendarMissing } from "../calendar.ts";
import { coverage } from "../coverage.ts";
import { figuresMissing } from "../figures.ts";

/** What is measured of a claim. `sign` is what a larger value says of its support: 1 more, -1 less; trees keep to it. */
export interface Feature {
  readonly name: string;
  readonly sign: 1 | -1;
}

export const FEATURES: readonly Feature[] = [
  { name: "coverage", sign: 1 },
  { name: "figures-missing", sign: -1 },
  { name: "calendar-missing", sign: -1 },
];

/** The features of a claim in the order of `FEATURES`, all finite; `undefined` if it has no word to look for. */
export function featuresOf(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
  _question?: string,
): Float64Array | undefined {
  const covered = coverage(claim, sources, asked);
  if (covered === undefined) return undefined;
  return Float64Array.of(
    covered.score,
    figuresMissing(claim, sources, asked).length,
    calendarMissing(claim, sources, asked).length,
  );
}
