import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chanceOfAtMost, trialsNeeded, upperBound } from "../../../src/score/calibrate/binomial.ts";
import { incompleteBeta, logGamma } from "../../../src/score/calibrate/incomplete-beta.ts";

describe("claims needed for 5 % at 95 % confidence, as published", () => {
  test.each([
    [0, 59],
    [1, 93],
    [2, 124],
    [3, 153],
    [5, 208],
    [10, 336],
  ])("%i wrong need %i", (errors, needed) => {
    expect(trialsNeeded(errors, 0.05, 0.95)).toBe(needed);
    expect(upperBound(errors, needed, 0.95)).toBeLessThanOrEqual(0.05);
    expect(upperBound(errors, needed - 1, 0.95)).toBeGreaterThan(0.05);
  });
});

test("the logarithm of the gamma function is that of factorials and of a half", () => {
  let factorial = 1;
  for (let at = 1; at <= 20; at += 1) {
    expect(logGamma(at)).toBeCloseTo(Math.log(factorial), 11);
    factorial *= at;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
});

/** Term by term, each from the one before. */
function summed(errors: number, trials: number, rate: number): number {
  let term = (1 - rate) ** trials;
  let sum = term;
  for (let at = 1; at <= errors; at += 1) {
    term *= ((trials - at + 1) / at) * (rate / (1 - rate));
    sum += term;
  }
  return sum;
}

test("the chance of at most so many errors is the sum of the chances of each number", () => {
  const trial = fc.record({
    trials: fc.integer({ min: 1, max: 200 }),
    errors: fc.nat({ max: 200 }),
    rate: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
  });
  fc.assert(
    fc.property(trial, ({ trials, errors, rate }) => {
      const expected = errors >= trials ? 1 : summed(errors, trials, rate);
      expect(chanceOfAtMost(errors, trials, rate)).toBeCloseTo(expected, 9);
    }),
  );
});

test("the bound is where that chance is the doubt that is left", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), fc.constantFrom(0.8, 0.95, 0.99), (trials, any, sure) => {
      const errors = any % (trials + 1);
      const bound = upperBound(errors, trials, sure);
      expect(bound).toBeGreaterThan(errors / trials - 1e-12);
      expect(bound).toBeLessThanOrEqual(1);
      if (errors < trials) expect(chanceOfAtMost(errors, trials, bound)).toBeCloseTo(1 - sure, 8);
      else expect(bound).toBe(1);
    }),
  );
});

test.each([
  [0, 0, 1],
  [3, 3, 1],
  [0, 1, 0.95],
  // The rule of three, and numbers so large that a sum would take for ever.
  [0, 1_000_000, 0.000_003],
  [50_000, 1_000_000, 0.050_36],
])("%i wrong of %i are at most %f", (errors, trials, bound) => {
  expect(upperBound(errors, trials, 0.95)).toBeCloseTo(bound, 6);
});

test("outside 0..1 the beta function is at its ends", () => {
  expect([incompleteBeta(-1, 2, 3), incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), incompleteBeta(2, 2, 3)]).toEqual(
    [0, 0, 1, 1],
  );
});
