import type { Source } from "../../types.ts";
import type { Alignment } from "../align/alignment.ts";

/** What the features of a claim are read from. */
export interface View extends Alignment {
  /** The sources as they are read. */
  readonly texts: readonly Source[];
  /** Keys of the question, none if there was none. */
  readonly questionKeys: ReadonlySet<string>;
}

/** One measure of a claim over its sources, finite, without the length of either in it: length tells data sets apart, not claims. */
export interface Feature {
  readonly name: string;
  /** What a larger value says of the support: 1 more, -1 less. The trees keep to it (monotone constraint). */
  readonly sign: 1 | -1;
  readonly of: (view: View) => number;
}

/** A share 0..1, 0 of nothing. */
export const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0);
