/**
 * The regularised incomplete beta function I_x(a, b), 0..1: by its continued fraction, evaluated from the front (Lentz).
 * For x in 0..1 and positive a and b, to about twelve digits.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean only; above it the other tail is taken.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return Math.min(1, (Math.exp(front) * fraction(x, a, b)) / a);
}

const MOST_STEPS = 10_000; // about the square root of a or b is enough: this serves a hundred million cases
const PRECISION = 1e-15;
const TINY = 1e-300; // in place of a zero that would be divided by

function fraction(x: number, a: number, b: number): number {
  const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let numerator = 1;
  let denominator = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    let change = 1;
    for (const coefficient of [even, odd]) {
      denominator = 1 / nonZero(1 + coefficient * denominator);
      numerator = nonZero(1 + coefficient / numerator);
      change = denominator * numerator;
      value *= change;
    }
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return value;
}

const STIRLING = 20; // from here four terms of Stirling's series give fourteen digits

/** The logarithm of the gamma function, for positive numbers. */
export function logGamma(value: number): number {
  let shift = 0;
  let at = value;
  for (; at < STIRLING; at += 1) shift -= Math.log(at);
  const square = at * at;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / at;
  return shift + (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series;
}
