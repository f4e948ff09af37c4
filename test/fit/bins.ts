import { lowerBound } from "../../src/text/lower-bound.ts";

/** Values of features as small whole numbers: `codes[row * features + feature]` cuts of a feature lie at or below the row's value. */
export interface Bins {
  readonly features: number;
  readonly codes: Uint8Array;
  /** Of each feature, ascending, at most `MOST_BINS - 1`. */
  readonly cuts: readonly Float64Array[];
}

export const MOST_BINS = 64;
const DIGITS = 4; // of a cut, so that the file is small; values are sorted into bins by the rounded cuts

/** Bins of about equally many rows, fewer where values repeat; a cut lies halfway between two values that occur. */
export function binsOf(rows: readonly Float64Array[], features: number): Bins {
  const codes = new Uint8Array(rows.length * features);
  const cuts = Array.from({ length: features }, (_, feature) => {
    const values = Float64Array.from(rows, (row) => row[feature] ?? 0);
    const own = cutsOf(values.toSorted());
    for (const [row, value] of values.entries()) {
      let code = 0;
      while (code < own.length && value >= (own[code] ?? 0)) code += 1;
      codes[row * features + feature] = code;
    }
    return own;
  });
  return { features, codes, cuts };
}

function cutsOf(sorted: Float64Array): Float64Array {
  const cuts = new Set<number>();
  const cutBefore = (at: number): void => {
    const [below = 0, above = 0] = sorted.subarray(at - 1, at + 1);
    cuts.add(Number((below / 2 + above / 2).toPrecision(DIGITS)));
  };
  // Where each value begins; a bin that would begin within a value begins with it.
  const begins = Int32Array.from(sorted.keys()).filter((at) => at > 0 && sorted[at] !== sorted[at - 1]);
  if (begins.length < MOST_BINS) for (const at of begins) cutBefore(at);
  else {
    for (let bin = 1; bin < MOST_BINS; bin += 1) {
      const wanted = Math.floor((bin * sorted.length) / MOST_BINS);
      const at = begins[lowerBound(begins.length, (index) => (begins[index] ?? 0) <= wanted) - 1];
      if (at !== undefined) cutBefore(at);
    }
  }
  return new Float64Array(cuts).toSorted();
}
