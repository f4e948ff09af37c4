import { type Bins, MOST_BINS } from "./bins.ts";
import { FIELDS } from "./split.ts";

/** Of each sample, in turn: gradient, hessian, weight. */
export type Derivatives = Float64Array;
export const DERIVED = 3;

/** What each bin of the features drawn adds up to over some rows, laid out as `bestSplit` reads it. */
export function histogramOf(
  { codes, features, cuts }: Bins,
  drawn: readonly number[],
  members: Int32Array,
  derivatives: Derivatives,
): Float64Array {
  const sums = new Float64Array(cuts.length * MOST_BINS * FIELDS);
  // The innermost loop of training: plain indices, no iterators. Row by row, since features do not share bins, and an
  // addition to a bin waits for the one before.
  for (let member = 0; member < members.length; member += 1) {
    const row = members[member] ?? 0;
    const gradient = derivatives[DERIVED * row] ?? 0;
    const hessian = derivatives[DERIVED * row + 1] ?? 0;
    const weight = derivatives[DERIVED * row + 2] ?? 0;
    for (let at = 0; at < drawn.length; at += 1) {
      const feature = drawn[at] ?? 0;
      const to = FIELDS * (feature * MOST_BINS + (codes[row * features + feature] ?? 0));
      sums[to] = (sums[to] ?? 0) + gradient;
      sums[to + 1] = (sums[to + 1] ?? 0) + hessian;
      sums[to + 2] = (sums[to + 2] ?? 0) + weight;
      sums[to + 3] = (sums[to + 3] ?? 0) + 1;
    }
  }
  return sums;
}

/** What is left of a node's histogram without one of its halves. */
export function histogramWithout(whole: Float64Array, half: Float64Array): Float64Array {
  const rest = new Float64Array(whole.length);
  for (let at = 0; at < whole.length; at += 1) rest[at] = (whole[at] ?? 0) - (half[at] ?? 0);
  return rest;
}
