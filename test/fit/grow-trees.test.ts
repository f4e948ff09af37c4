import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logitOf, parseTrees } from "../../src/score/model/trees.ts";
import { auroc, randomFrom } from "../bench/metrics.ts";
import { binsOf, MOST_BINS } from "./bins.ts";
import { type GrowOptions, growTrees, type Sample } from "./grow-trees.ts";

const OPTIONS: GrowOptions = {
  trees: 20,
  depth: 3,
  rate: 0.2,
  lambda: 1,
  leastRows: 3,
  leastWeight: 2,
  columns: 1,
  seed: 1,
};
const FEATURES = [
  { name: "up", sign: 1 },
  { name: "down", sign: -1 },
  { name: "free", sign: 0 },
  { name: "noise", sign: 1 },
] as const;
const NAMES = FEATURES.map(({ name }) => name);

/** Labels that follow the first three features, the third of them up and down again, and not always. */
function samplesOf(count: number, seed: number, steps = 1_000): readonly Sample[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const features = Float64Array.from(FEATURES, () => Math.floor(random() * steps) / steps);
    const [up = 0, down = 0, free = 0] = features;
    const isSupported = up - down - 2 * Math.abs(free - 0.5) + random() > 0;
    return { features, label: isSupported ? 1 : 0, weight: 0.5 + random() };
  });
}

const scorerOf = (samples: readonly Sample[], options = OPTIONS) => {
  const trees = parseTrees(JSON.parse(JSON.stringify(growTrees(samples, FEATURES, options))), NAMES);
  return (features: Float64Array): number => logitOf(trees, features);
};

test("trees rank rows that they have not seen", () => {
  const score = scorerOf(samplesOf(2_000, 1));
  expect(auroc(samplesOf(2_000, 2).map(({ features, label }) => ({ label, score: score(features) })))).toBeGreaterThan(
    0.8,
  );
});

test("the same samples give the same bytes, another seed others where columns are drawn", () => {
  const bytes = (options: GrowOptions) => JSON.stringify(growTrees(samplesOf(500, 3), FEATURES, options));
  expect(bytes({ ...OPTIONS, columns: 0.5 })).toBe(bytes({ ...OPTIONS, columns: 0.5 }));
  expect(bytes({ ...OPTIONS, columns: 0.5 })).not.toBe(bytes({ ...OPTIONS, columns: 0.5, seed: 2 }));
  expect(bytes(OPTIONS)).toBe(bytes({ ...OPTIONS, seed: 2 }));
});

test("raising one feature never moves the score against its sign, whatever was learned", () => {
  const value = fc.double({ min: -0.5, max: 1.5, noNaN: true });
  const against = [0, 1, 3] as const; // `free` may move either way
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), fc.integer({ min: 2, max: 100 }), (seed, isReversed, steps) => {
      // Labels turned round ask for the opposite of every sign.
      const samples = samplesOf(200, seed, steps).map(
        (sample): Sample => (isReversed ? { ...sample, label: sample.label === 1 ? 0 : 1 } : sample),
      );
      const score = scorerOf(samples);
      fc.assert(
        fc.property(
          fc.array(value, { minLength: 4, maxLength: 4 }),
          fc.constantFrom(...against),
          value,
          (row, at, to) => {
            const [low, high] = [Math.min(row[at] ?? 0, to), Math.max(row[at] ?? 0, to)];
            const rise = score(Float64Array.from(row.with(at, high))) - score(Float64Array.from(row.with(at, low)));
            expect(rise * FEATURES[at].sign).toBeGreaterThanOrEqual(-1e-12);
          },
        ),
      );
    }),
    { numRuns: 30 },
  );
});

test("a feature without a sign is followed up and down", () => {
  const score = scorerOf(samplesOf(2_000, 4));
  const [low = 0, middle = 0, high = 0] = [0.02, 0.5, 0.98].map((free) => score(Float64Array.of(0.5, 0.5, free, 0.5)));
  expect(middle).toBeGreaterThan(low);
  expect(middle).toBeGreaterThan(high);
});

describe("against a tree grown without histograms, by trying every question on every row", () => {
  interface Leaf {
    readonly rows: readonly number[];
    readonly low: number;
    readonly high: number;
  }

  /** The flat tree, its values at the samples; a question is tried at each cut, its gain counted from the rows. */
  function naive(samples: readonly Sample[], options: GrowOptions): readonly number[] {
    const { cuts } = binsOf(
      samples.map(({ features }) => features),
      FEATURES.length,
    );
    const base = Math.log(sum(samples, 1) / sum(samples, 0));
    const chance = 1 / (1 + Math.exp(-Number(base.toFixed(4))));
    const statistics = (rows: readonly number[]) => {
      const own = rows.flatMap((row) => samples[row] ?? []);
      return {
        gradient: own.reduce((total, { label, weight }) => total + weight * (chance - label), 0),
        hessian: own.reduce((total, { weight }) => total + weight * chance * (1 - chance), options.lambda),
        weight: own.reduce((total, { weight }) => total + weight, 0),
      };
    };
    const value = ({ rows, low, high }: Leaf): number => {
      const { gradient, hessian } = statistics(rows);
      return Math.min(high, Math.max(low, -gradient / hessian));
    };
    const loss = (leaf: Leaf): number => {
      const { gradient, hessian } = statistics(leaf.rows);
      return gradient * value(leaf) + (hessian * value(leaf) ** 2) / 2;
    };
    const isBig = ({ rows }: Leaf): boolean =>
      rows.length >= options.leastRows && statistics(rows).weight >= options.leastWeight;
    const split = (leaf: Leaf, depth: number): readonly (readonly [row: number, value: number])[] => {
      let best: { readonly gain: number; readonly halves: readonly Leaf[] } = { gain: 1e-8, halves: [] };
      for (const [at, { sign }] of FEATURES.entries()) {
        for (const cut of cuts[at] ?? []) {
          const isRight = (row: number) => (samples[row]?.features[at] ?? 0) >= cut;
          const left = { ...leaf, rows: leaf.rows.filter((row) => !isRight(row)) };
          const right = { ...leaf, rows: leaf.rows.filter(isRight) };
          if (!isBig(left) || !isBig(right) || (value(right) - value(left)) * sign < 0) continue;
          const gain = loss(leaf) - loss(left) - loss(right);
          if (gain <= best.gain + 1e-9) continue;
          const middle = (value(left) + value(right)) / 2;
          const [lower, upper] = [{ high: middle }, { low: middle }];
          const halves =
            sign === 0
              ? [left, right]
              : sign === 1
                ? [
                    { ...left, ...lower },
                    { ...right, ...upper },
                  ]
                : [
                    { ...left, ...upper },
                    { ...right, ...lower },
                  ];
          best = { gain, halves };
        }
      }
      if (depth === options.depth || best.halves.length === 0)
        return leaf.rows.map((row) => [row, value(leaf)] as const);
      return best.halves.flatMap((half) => split(half, depth + 1));
    };
    const rows = [...samples.keys()];
    return split({ rows, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, 0)
      .toSorted(([a], [b]) => a - b)
      .map(([, leaf]) => Number(base.toFixed(4)) + options.rate * leaf);
  }

  const sum = (samples: readonly Sample[], wanted: 0 | 1): number =>
    samples.reduce((total, { label, weight }) => total + (label === wanted ? weight : 0), 0);

  test.each([1, 2, 3])("depth %d", (depth) => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.integer({ min: 30, max: 70 }), (seed, count) => {
        const samples = samplesOf(count, seed);
        fc.pre(sum(samples, 0) > 0 && sum(samples, 1) > 0);
        const options = { ...OPTIONS, depth, trees: 1 };
        const score = scorerOf(samples, options);
        const expected = naive(samples, options);
        for (const [row, { features }] of samples.entries()) expect(score(features)).toBeCloseTo(expected[row] ?? 0, 3);
      }),
      { numRuns: 25 },
    );
  });
});

describe("leaves", () => {
  test("have at least the rows and the weight asked for", () => {
    const samples = samplesOf(400, 5);
    for (const [least, options] of [
      ["rows", { ...OPTIONS, trees: 1, leastRows: 60, leastWeight: 0 }],
      ["weight", { ...OPTIONS, trees: 1, leastRows: 1, leastWeight: 60 }],
    ] as const) {
      const score = scorerOf(samples, options);
      const leaves = [...Map.groupBy(samples, ({ features }) => score(features)).values()];
      expect(leaves.length).toBeGreaterThan(2);
      for (const leaf of leaves) {
        const held = least === "rows" ? leaf.length : leaf.reduce((total, { weight }) => total + weight, 0);
        expect(held).toBeGreaterThanOrEqual(60);
      }
    }
  });

  test("are all the same where one label is all there is, and nothing is not a number", () => {
    const samples = samplesOf(50, 6).map((sample): Sample => ({ ...sample, label: 1 }));
    const score = scorerOf(samples);
    for (const { features } of samples) expect(score(features)).toBeGreaterThan(4.9);
    expect(scorerOf([])(Float64Array.of(0, 0, 0, 0))).toBe(0);
  });
});

describe("bins", () => {
  test("a code is the number of cuts at or below the value, and there are no more than fit", () => {
    const values = fc.array(
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 9 })),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(values, (column) => {
        const { codes, cuts } = binsOf(
          column.map((value) => Float64Array.of(0, value)),
          2,
        );
        const [none = [], own = new Float64Array()] = cuts;
        expect(none).toHaveLength(0);
        expect(own.length).toBeLessThan(MOST_BINS);
        expect([...own]).toEqual([...new Set(own)].sort((a, b) => a - b));
        for (const [row, value] of column.entries())
          expect(codes[2 * row + 1]).toBe([...own].filter((cut) => cut <= value).length);
      }),
    );
  });

  test("few values have a bin each, many have bins of about as many rows", () => {
    const column = (values: readonly number[]) =>
      binsOf(
        values.map((value) => Float64Array.of(value)),
        1,
      );
    expect([...(column([3, 1, 1, 2, 3]).cuts[0] ?? [])]).toEqual([1.5, 2.5]);
    const { codes } = column(Array.from({ length: 6_400 }, (_, at) => (at * 7_919) % 6_400));
    const counts = [...Map.groupBy(codes, (code) => code).values()].map(({ length }) => length);
    expect(counts).toHaveLength(MOST_BINS);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(12);
  });
});

test.each([
  ["no number among the features", { features: Float64Array.of(0, Number.NaN, 0, 0), label: 1, weight: 1 }],
  ["infinity", { features: Float64Array.of(0, Number.POSITIVE_INFINITY, 0, 0), label: 1, weight: 1 }],
  ["a feature less", { features: Float64Array.of(0, 0, 0), label: 1, weight: 1 }],
  ["no weight", { features: Float64Array.of(0, 0, 0, 0), label: 1, weight: 0 }],
] as const)("training refuses %s", (_, sample) => {
  expect(() => growTrees([sample], FEATURES, OPTIONS)).toThrow(TypeError);
});

test("150 trees of depth 3 take less than 60 kB", () => {
  const options = { ...OPTIONS, trees: 150 };
  expect(JSON.stringify(growTrees(samplesOf(1_000, 7), FEATURES, options)).length).toBeLessThan(60_000);
});
