import { describe, expect, test } from "vitest";
import type { EvalCase } from "vouchsafe/eval";
import { clustersOf, intervalsOf } from "../../src/eval/bootstrap.ts";
import { sortedCases } from "../../src/eval/measure.ts";
import { randomFrom } from "../../src/eval/random.ts";

/** Unsupported cases, half of them caught: `size` of each cluster share their fate. */
function cases(clusters: number, size: number, random: () => number): readonly EvalCase[] {
  return Array.from({ length: clusters }, (_, at) => {
    const flagged = random() < 0.5;
    return Array.from({ length: size }, () => ({ id: "", supported: false, score: 0, flagged, cluster: `${at}` }));
  }).flat();
}
const recallOf = (given: readonly EvalCase[]) => intervalsOf(sortedCases(given)).recall ?? [Number.NaN, Number.NaN];

describe("intervals", () => {
  test("are the same for the same seed, and others for another", () => {
    const given = sortedCases(cases(30, 2, randomFrom(3)));
    expect(intervalsOf(given)).toEqual(intervalsOf(given, { seed: 1 }));
    expect(intervalsOf(given, { seed: 2, resamples: 50 })).not.toEqual(intervalsOf(given, { resamples: 50 }));
  });

  test("hold the truth in about 95 of a hundred draws, though cases of a cluster share their fate", () => {
    let held = 0;
    for (let draw = 1; draw <= 100; draw += 1) {
      const [low, high] = recallOf(cases(60, 5, randomFrom(draw * 31)));
      if (low <= 0.5 && 0.5 <= high) held += 1;
    }
    // Three standard deviations of chance below 95; drawn case by case it would be some 62.
    expect(held).toBeGreaterThanOrEqual(88);
  }, 60_000);

  test("are wider than if each case were drawn by itself", () => {
    const given = cases(60, 5, randomFrom(5));
    const [low, high] = recallOf(given);
    const [narrowLow, narrowHigh] = recallOf(given.map(({ cluster: _, ...rest }) => rest));
    expect(high - low).toBeGreaterThan(1.7 * (narrowHigh - narrowLow));
  });

  test("of a single cluster there is none, nor of a figure that cannot be computed", () => {
    expect(intervalsOf(sortedCases(cases(1, 50, randomFrom(1))))).toEqual({});
    expect(intervalsOf(sortedCases(cases(20, 1, randomFrom(1))))).not.toHaveProperty("auroc");
  });

  test("a case without a cluster is one by itself", () => {
    const list = [{ cluster: "a" }, {}, { cluster: "a" }, {}].map((one) => ({
      ...one,
      id: "",
      supported: true,
      score: 1,
      flagged: false,
    }));
    expect(clustersOf({ cases: list })).toEqual([[0, 2], [1], [3]]);
  });
});
