import { incompleteBeta } from "./incomplete-beta.ts";

/** The chance of at most so many errors in so many independent trials, each wrong with the chance `rate`. */
export function chanceOfAtMost(errors: number, trials: number, rate: number): number {
  return errors >= trials ? 1 : incompleteBeta(1 - rate, trials - errors, errors + 1);
}

/**
 * The one-sided bound of Clopper and Pearson: the rate that the true one does not exceed, with this confidence. Exact:
 * it holds for every true rate and every number of trials. 1 without trials.
 */
export function upperBound(errors: number, trials: number, confidence: number): number {
  if (errors >= trials) return 1;
  let low = errors / trials;
  let high = 1;
  // Halving until no number lies between.
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (chanceOfAtMost(errors, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** The fewest trials of which so many may be wrong, and the rate is still at most `risk` with this confidence. */
export function trialsNeeded(errors: number, risk: number, confidence: number): number {
  const isEnough = (trials: number): boolean => chanceOfAtMost(errors, trials, risk) <= 1 - confidence;
  let enough = errors + 1;
  while (!isEnough(enough)) enough *= 2;
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
