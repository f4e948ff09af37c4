import { type Bins, MOST_BINS } from "./bins.ts";
import { FIELDS } from "./split.ts";

/** Of each sample, in turn: gradient, hessian, weight. */
export type Derivatives = Float64Array;
export const DERIVED = 3;

/** What each bin of the features drawn adds up to over some rows, laid out as `bestSplit` reads it. */
export function histogramOf(
  bins: Bins,
  drawn: readonly number[],
  rows: Int32Array,
  derivatives: Derivatives,
): Float64Array {
  const sums = new Float64Array(bins.cuts.length * MOST_BINS * FIELDS);
  for (const feature of drawn) {
    const codes = bins.codes.subarray(feature * bins.rows, (feature + 1) * bins.rows);
    const first = feature * MOST_BINS;
    // The innermost loop of training: plain indices, no iterators.
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const to = FIELDS * (first + (codes[row] ?? 0));
      sums[to] = (sums[to] ?? 0) + (derivatives[DERIVED * row] ?? 0);
      sums[to + 1] = (sums[to + 1] ?? 0) + (derivatives[DERIVED * row + 1] ?? 0);
      sums[to + 2] = (sums[to + 2] ?? 0) + (derivatives[DERIVED * row + 2] ?? 0);
      sums[to + 3] = (sums[to + 3] ?? 0) + 1;
    }
  }
  return sums;
}

/** What is left of a node's histogram without one of its halves. */
export const histogramWithout = (whole: Float64Array, half: Float64Array): Float64Array =>
  whole.map((sum, at) => sum - (half[at] ?? 0));
