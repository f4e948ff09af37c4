import { randomFrom } from "../metrics.ts";

/** A chance, 0..1, that a row is supported, and whether it is. */
export interface Forecast {
  readonly chance: number;
  readonly label: 0 | 1;
}

/** By how much chances miss how often it is so, mean over the rows: in bins of equally many (or one more) rows in the order of their chances. */
export function calibrationError(forecasts: readonly Forecast[], bins = 15): number {
  const sorted = forecasts.toSorted((a, b) => a.chance - b.chance);
  let missed = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.floor((bin * sorted.length) / bins);
    const to = Math.floor(((bin + 1) * sorted.length) / bins);
    // Mean difference times its rows is the difference of the sums.
    missed += Math.abs(sorted.slice(from, to).reduce((sum, { chance, label }) => sum + chance - label, 0));
  }
  return missed / sorted.length;
}

/** The error that chances would show that are exactly right: so few rows a bin scatter. Labels are drawn by the chances themselves. */
export function errorOfPerfection(forecasts: readonly Forecast[], bins = 15, draws = 20): number {
  const random = randomFrom(1);
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const redrawn = forecasts.map(({ chance }): Forecast => ({ chance, label: random() < chance ? 1 : 0 }));
    sum += calibrationError(redrawn, bins);
  }
  return sum / draws;
}
