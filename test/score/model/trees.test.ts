import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logitOf, parseTrees, type TreesFile } from "../../../src/score/model/trees.ts";

const NAMES = ["coverage", "figures-missing"];
/** Is coverage at least 0.5? If not, is it at least 0.2; if so, is a figure missing? */
const FILE: TreesFile = {
  version: 1,
  features: NAMES,
  base: 0.25,
  depth: 2,
  trees: [[0, 0.5, 0, 0.2, 1, 1, -2, -1, 3, 0.5]],
};
const logit = (...features: readonly number[]): number => logitOf(parseTrees(FILE, NAMES), Float64Array.from(features));

describe("a tree is asked level by level, and what all say is added to the base", () => {
  test.each([
    ["left of both", [0.1, 0], -2],
    ["a value at the boundary is to the right", [0.2, 0], -1],
    ["right, then left", [0.5, 0], 3],
    ["right of both", [0.9, 2], 0.5],
    ["no number counts as 0", [Number.NaN, 0], -2],
    ["infinity counts as 0", [Number.POSITIVE_INFINITY, 0], -2],
    ["what is absent counts as 0", [], -2],
  ])("%s", (_, features, leaf) => {
    expect(logit(...features)).toBe(0.25 + leaf);
  });

  const whole = fc.double({ noNaN: true, min: -5, max: 5 });
  const files = fc
    .record({ depth: fc.integer({ min: 1, max: 4 }), features: fc.integer({ min: 1, max: 6 }) })
    .chain(({ depth, features }) => {
      const questions = 2 ** depth - 1;
      const question = fc.tuple(fc.integer({ min: 0, max: features - 1 }), whole);
      const tree = fc
        .tuple(
          fc.array(question, { minLength: questions, maxLength: questions }),
          fc.array(whole, { minLength: questions + 1, maxLength: questions + 1 }),
        )
        .map(([asked, leaves]) => [...asked.flat(), ...leaves]);
      return fc.record({
        version: fc.constant(1 as const),
        features: fc.constant(Array.from({ length: features }, (_, at) => `f${at}`)),
        base: whole,
        depth: fc.constant(depth),
        trees: fc.array(tree, { maxLength: 5 }),
      });
    });

  /** The leaf of one tree, found by walking down from the top. */
  function walked(tree: readonly number[], depth: number, features: readonly number[], at = 0): number {
    const questions = 2 ** depth - 1;
    if (at >= questions) return tree[2 * questions + (at - questions)] ?? Number.NaN;
    const isRight = (features[tree[2 * at] ?? -1] ?? 0) >= (tree[2 * at + 1] ?? 0);
    return walked(tree, depth, features, isRight ? 2 * at + 2 : 2 * at + 1);
  }

  test("the sum is that of walks from the top of each tree", () => {
    fc.assert(
      fc.property(files, fc.array(whole, { minLength: 6, maxLength: 6 }), (file, features) => {
        const expected = file.trees.reduce((sum, tree) => sum + walked(tree, file.depth, features), file.base);
        expect(logitOf(parseTrees(file, file.features), Float64Array.from(features))).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("whatever the features, the logit is a finite number", () => {
    fc.assert(
      fc.property(files, fc.float64Array(), (file, features) => {
        expect(Number.isFinite(logitOf(parseTrees(file, file.features), features))).toBe(true);
      }),
    );
  });
});

describe("weights that are not these are refused, and it is said why", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "of version 1, got undefined"],
    ["another version", { ...FILE, version: 2 }, "of version 1, got 2"],
    [
      "a feature renamed",
      { ...FILE, features: ["coverage", "dates"] },
      "at position 1 the feature figures-missing, got dates",
    ],
    ["features in another order", { ...FILE, features: NAMES.toReversed() }, "at position 0 the feature coverage"],
    ["a feature less", { ...FILE, features: ["coverage"] }, "at position 1 the feature figures-missing, got undefined"],
    ["a feature more", { ...FILE, features: [...NAMES, "more"] }, "as many features as 2, got 3"],
    ["no list of features", { ...FILE, features: "coverage" }, "at position 0"],
    ["a base that is no number", { ...FILE, base: Number.NaN }, "`base` a logit up to 1000, got NaN"],
    ["a base beyond all measure", { ...FILE, base: 1e300 }, "`base` a logit up to 1000, got 1e+300"],
    ["no depth", { ...FILE, depth: 0 }, "`depth` a whole number from 1 to 8, got 0"],
    ["half a depth", { ...FILE, depth: 1.5 }, "got 1.5"],
    ["too deep", { ...FILE, depth: 9 }, "got 9"],
    ["no trees", { ...FILE, trees: {} }, "`trees` a list, got an object"],
    ["a tree that is none", { ...FILE, trees: [null] }, "in tree 0 as many numbers as 10, got null"],
    ["a tree cut short", { ...FILE, trees: [[0, 0.5]] }, "in tree 0 as many numbers as 10, got 2"],
    ["a hole", { ...FILE, trees: [[0, 0.5, 0, 0.2, 1, 1, null, -1, 3, 0.5]] }, "in tree 0 finite numbers alone"],
    ["a leaf beyond all measure", { ...FILE, trees: [[0, 0.5, 0, 0.2, 1, 1, 1e9, -1, 3, 0.5]] }, "leaves up to 1000"],
    [
      "a feature there is not",
      { ...FILE, trees: [[0, 0.5, 2, 0.2, 1, 1, -2, -1, 3, 0.5]] },
      "of features below 2, got 2",
    ],
    ["a feature below 0", { ...FILE, trees: [[-1, 0.5, 0, 0.2, 1, 1, -2, -1, 3, 0.5]] }, "got -1"],
    ["half a feature", { ...FILE, trees: [[0.5, 0.5, 0, 0.2, 1, 1, -2, -1, 3, 0.5]] }, "got 0.5"],
  ])("%s", (_, json, message) => {
    expect(() => parseTrees(json, NAMES)).toThrow(TypeError);
    expect(() => parseTrees(json, NAMES)).toThrow(message);
  });
});
