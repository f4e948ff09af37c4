import type { Tied } from "./ties.ts";

const BINS = 15;

/** The rows between two shares of all, by probability. */
export interface Bin {
  readonly rows: number;
  /** The mean probability, 0..1. */
  readonly said: number;
  /** The share that is supported, 0..1. */
  readonly found: number;
}

/**
 * Up to fifteen bins of equal size, the lowest probability first. Rows of one probability may fall into two bins, each
 * with its share of the supported ones: their order says nothing. Ties come with the highest first.
 */
export function binsOf(ties: readonly Tied[]): readonly Bin[] {
  const all = ties.reduce((sum, { supported, unsupported }) => sum + supported + unsupported, 0);
  const size = all / Math.min(BINS, all);
  const bins: Bin[] = [];
  let rows = 0;
  let said = 0;
  let found = 0;
  for (const { value, supported, unsupported } of ties.toReversed()) {
    const rate = supported / (supported + unsupported);
    let left = supported + unsupported;
    while (left > 0) {
      const taken = Math.min(left, size - rows);
      rows += taken;
      said += taken * value;
      found += taken * rate;
      left -= taken;
      // Rounding must leave no bin of nearly nothing.
      if (rows < size - ROUNDING) continue;
      bins.push({ rows, said: said / rows, found: found / rows });
      rows = 0;
      said = 0;
      found = 0;
      if (left < ROUNDING) break;
    }
  }
  if (rows > ROUNDING) bins.push({ rows, said: said / rows, found: found / rows });
  return bins;
}

const ROUNDING = 1e-6;

/** The expected calibration error, 0..1: how far each bin is from what its probabilities say, weighed by its rows. */
export function calibrationErrorOf(ties: readonly Tied[]): number {
  const bins = binsOf(ties);
  const all = bins.reduce((sum, { rows }) => sum + rows, 0);
  return bins.reduce((sum, { rows, said, found }) => sum + rows * Math.abs(said - found), 0) / all;
}
