import { type Bins, MOST_BINS } from "./bins.ts";

/** What the samples of a node add up to: of the loss's first and second derivatives, of their weights, and their number. */
export interface Total {
  readonly gradient: number;
  readonly hessian: number;
  readonly weight: number;
  readonly rows: number;
}

/** Between what the leaves under a node must stay, so that no split above it is turned round. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface SplitOptions {
  readonly lambda: number;
  readonly leastRows: number;
  readonly leastWeight: number;
}

/** A question: samples whose value is at least `from`, those with codes from `code` on, go to the right. */
export interface Split {
  readonly feature: number;
  readonly code: number;
  readonly from: number;
  readonly gain: number;
  readonly left: Total & Bounds;
  readonly right: Total & Bounds;
}

/** The value of a leaf: where the second-order loss of its samples is least within the bounds. */
export function leafValue({ gradient, hessian, low, high }: Total & Bounds, lambda: number): number {
  return Math.min(high, Math.max(low, -gradient / (hessian + lambda)));
}

/** By how much a leaf with the best value lowers the loss, twice over. */
function lowered(node: Total & Bounds, lambda: number): number {
  const value = leafValue(node, lambda);
  return -(2 * node.gradient * value + (node.hessian + lambda) * value * value);
}

const LEAST_GAIN = 1e-9; // below it, a gain is a rounding error
export const FIELDS = 4; // in a histogram, each bin's gradient, hessian, weight and rows stand side by side

/** The question that lowers the loss most; of equals the first feature, then the lowest value. `undefined` if none may be asked. */
export function bestSplit(
  node: Total & Bounds,
  histogram: Float64Array,
  bins: Bins,
  signs: readonly (1 | -1 | 0)[],
  drawn: readonly number[],
  options: SplitOptions,
): Split | undefined {
  const { low, high } = node;
  const before = lowered(node, options.lambda);
  let best: Split | undefined;
  for (const feature of drawn) {
    const cuts = bins.cuts[feature] ?? [];
    let [gradient, hessian, weight, rows] = [0, 0, 0, 0];
    for (let code = 1; code <= cuts.length; code += 1) {
      const at = FIELDS * (feature * MOST_BINS + code - 1);
      gradient += histogram[at] ?? 0;
      hessian += histogram[at + 1] ?? 0;
      weight += histogram[at + 2] ?? 0;
      rows += histogram[at + 3] ?? 0;
      if (rows < options.leastRows || weight < options.leastWeight) continue;
      if (node.rows - rows < options.leastRows || node.weight - weight < options.leastWeight) break;
      const left = { gradient, hessian, weight, rows, low, high };
      const right = {
        gradient: node.gradient - gradient,
        hessian: node.hessian - hessian,
        weight: node.weight - weight,
        rows: node.rows - rows,
        low,
        high,
      };
      const rise = (leafValue(right, options.lambda) - leafValue(left, options.lambda)) * (signs[feature] ?? 0);
      if (rise < 0) continue;
      const gain = lowered(left, options.lambda) + lowered(right, options.lambda) - before;
      if (gain > (best?.gain ?? 0) + LEAST_GAIN)
        best = {
          feature,
          code,
          from: cuts[code - 1] ?? 0,
          gain,
          ...bounded(left, right, signs[feature] ?? 0, options),
        };
    }
  }
  return best;
}

/** Both sides of a question, kept apart by the value halfway between them where its feature has a sign. */
function bounded(left: Total & Bounds, right: Total & Bounds, sign: 1 | -1 | 0, { lambda }: SplitOptions) {
  if (sign === 0) return { left, right };
  const middle = (leafValue(left, lambda) + leafValue(right, lambda)) / 2;
  return sign === 1
    ? { left: { ...left, high: middle }, right: { ...right, low: middle } }
    : { left: { ...left, low: middle }, right: { ...right, high: middle } };
}
