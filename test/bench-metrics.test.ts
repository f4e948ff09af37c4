import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { milliseconds, percent, share, table } from "./bench/markdown.ts";
import {
  auroc,
  intervalOf,
  largestThreshold,
  median,
  quantile,
  randomFrom,
  ratesOf,
  unitsOutside,
} from "./bench/metrics.ts";

const scored = (...pairs: readonly (readonly [label: 0 | 1, score: number])[]) =>
  pairs.map(([label, score]) => ({ label, score }));

describe("auroc", () => {
  test.each([
    ["perfect order", scored([0, 0.1], [0, 0.2], [1, 0.3]), 1],
    ["reversed order", scored([1, 0.1], [0, 0.2], [0, 0.3]), 0],
    ["nothing but ties", scored([1, 0.5], [0, 0.5], [0, 0.5], [1, 0.5]), 0.5],
    // Pairs: (.4,.1) 1, (.4,.4) a half, (.8,.1) 1, (.8,.4) 1: 3.5 of 4.
    ["one tie across the labels", scored([0, 0.1], [1, 0.4], [0, 0.4], [1, 0.8]), 0.875],
    // Pairs: (.2,.3) 0, (.2,.1) 1, (.9,.3) 1, (.9,.1) 1: 3 of 4.
    ["one pair out of order", scored([1, 0.2], [0, 0.3], [1, 0.9], [0, 0.1]), 0.75],
  ])("is right for %s", (_, rows, expected) => {
    expect(auroc(rows)).toBeCloseTo(expected, 12);
  });

  test("is not a number where one label is absent", () => {
    expect(auroc(scored([1, 0.2], [1, 0.3]))).toBeNaN();
    expect(auroc([])).toBeNaN();
  });

  test("is the share of pairs in order, ties counting half", () => {
    const row = fc.record({ label: fc.constantFrom(0 as const, 1 as const), score: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const pairs = rows
          .filter(({ label }) => label === 1)
          .flatMap((a) =>
            rows.filter(({ label }) => label === 0).map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
          );
        const expected = pairs.reduce<number>((a, b) => a + b, 0) / pairs.length;
        if (pairs.length === 0) expect(auroc(rows)).toBeNaN();
        else expect(auroc(rows)).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe("ratesOf", () => {
  const decisions = (caught: number, missed: number, alarms: number, quiet: number) => [
    ...Array.from({ length: caught }, () => ({ bad: true, flagged: true })),
    ...Array.from({ length: missed }, () => ({ bad: true, flagged: false })),
    ...Array.from({ length: alarms }, () => ({ bad: false, flagged: true })),
    ...Array.from({ length: quiet }, () => ({ bad: false, flagged: false })),
  ];

  test("agrees with a table worked out by hand", () => {
    // Six bad answers of which four are caught, ten clean ones of which two are flagged.
    expect(ratesOf(decisions(4, 2, 2, 8))).toEqual({
      clean: 10,
      bad: 6,
      cleanFlagged: 2,
      badFlagged: 4,
      passed: 10,
      badPassed: 2,
      precision: 4 / 6,
      recall: 4 / 6,
      f1: 4 / 6,
      balancedAccuracy: (4 / 6 + 8 / 10) / 2,
    });
  });

  test("precision, recall and F1 differ where misses and false alarms do", () => {
    // Precision 3/4, recall 3/6, F1 = 2 · 0.375 / 1.25 = 0.6.
    const { precision, recall, f1 } = ratesOf(decisions(3, 3, 1, 9));
    expect([precision, recall, f1]).toEqual([0.75, 0.5, 0.6]);
  });

  test("flagging everything has the F1 of the base rate and balanced accuracy of a coin", () => {
    const { f1, balancedAccuracy } = ratesOf(decisions(528, 0, 709, 0));
    expect(100 * f1).toBeCloseTo(59.8, 1);
    expect(balancedAccuracy).toBe(0.5);
  });

  test("what cannot be divided is not a number, and no error", () => {
    expect(ratesOf([]).f1).toBeNaN();
    expect(ratesOf(decisions(0, 0, 0, 3)).recall).toBeNaN();
  });
});

describe("quantile", () => {
  test.each([
    [[5, 1, 3], 0.5, 3],
    [[4, 1, 3, 2], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.99, 10],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.1, 1],
    [[7], 0, 7],
  ])("of %j at %d is %d", (values, at, expected) => {
    expect(quantile(values, at)).toBe(expected);
  });

  test("leaves its values as they were, and has none of nothing", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
    expect(median([])).toBeNaN();
  });
});

describe("intervalOf", () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ source: `s${at % 20}`, hit: at % 7 < 2 }));

  test("is the same for the same seed, and another for another", () => {
    expect(intervalOf(rows)).toEqual(intervalOf(rows));
    expect(intervalOf(rows, { seed: 2 })).not.toEqual(intervalOf(rows, { seed: 1 }));
  });

  test("holds the share itself, near what the normal curve says", () => {
    // 200 independent rows, share 0.3: 0.3 ± 1.96 · √(0.21 / 200) = 0.236 to 0.364.
    const [low, high] = intervalOf(Array.from({ length: 200 }, (_, at) => ({ source: `${at}`, hit: at % 10 < 3 })));
    expect(low).toBeCloseTo(0.236, 1);
    expect(high).toBeCloseTo(0.364, 1);
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
  });

  test("is wider where the rows of a source stand or fall together", () => {
    const width = ([low, high]: readonly [number, number]): number => high - low;
    const alone = Array.from({ length: 120 }, (_, at) => ({ source: `${at}`, hit: at % 2 === 0 }));
    const together = Array.from({ length: 120 }, (_, at) => ({ source: `${at % 12}`, hit: at % 2 === 0 }));
    expect(width(intervalOf(together))).toBeGreaterThan(2 * width(intervalOf(alone)));
  });

  test("of one source is a point, and of none not a number", () => {
    expect(
      intervalOf([
        { source: "a", hit: true },
        { source: "a", hit: false },
      ]),
    ).toEqual([0.5, 0.5]);
    expect(intervalOf([])).toEqual([Number.NaN, Number.NaN]);
  });
});

test("randomFrom stays in 0..1, spreads evenly, and a zero seed does not stand still", () => {
  for (const seed of [0, 1, 42]) {
    const random = randomFrom(seed);
    const drawn = Array.from({ length: 20_000 }, random);
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  }
});

test.each([
  ["a span inside a claim", [[2, 5]], [[0, 9]], 3, 0],
  ["a span that leaves its claim", [[2, 8]], [[0, 5]], 6, 3],
  [
    "a span over a gap",
    [[0, 10]],
    [
      [0, 4],
      [6, 10],
    ],
    10,
    2,
  ],
  [
    "a span marked twice",
    [
      [2, 5],
      [2, 5],
    ],
    [],
    3,
    3,
  ],
  [
    "spans that overlap",
    [
      [0, 4],
      [2, 6],
    ],
    [[0, 3]],
    6,
    3,
  ],
  ["no span", [], [[0, 3]], 0, 0],
] as const)("unitsOutside counts %s", (_, spans, ranges, marked, outside) => {
  const asRanges = (pairs: readonly (readonly [number, number])[]) => pairs.map(([start, end]) => ({ start, end }));
  expect(unitsOutside(asRanges(spans), asRanges(ranges))).toEqual({ marked, outside });
});

describe("largestThreshold", () => {
  test("stops before more than the allowed share of supported rows falls below it", () => {
    // One supported row of four at 0.3: a quarter is lost above 0.3, none up to it.
    const rows = scored([1, 0.3], [1, 0.6], [1, 0.7], [1, 0.8], [0, 0.1]);
    expect(largestThreshold([rows], 0)).toBe(0.3);
    expect(largestThreshold([rows], 0.25)).toBe(0.6);
    expect(largestThreshold([rows], 1)).toBe(1);
  });

  test("takes the mean of the sets, so that a large one does not outvote a small one", () => {
    const small = scored([1, 0.2], [1, 0.9]);
    const large = Array.from({ length: 100 }, () => ({ label: 1 as const, score: 0.9 }));
    // Above 0.2, half of the small set and none of the large one is lost: a quarter.
    expect(largestThreshold([small, large], 0.2)).toBe(0.2);
    expect(largestThreshold([small, large], 0.25)).toBe(0.9);
  });
});

test("figures are written as a table", () => {
  expect(
    table(
      ["task", "share"],
      [
        ["qa", percent(0.1234)],
        ["none", percent(Number.NaN)],
      ],
    ),
  ).toBe("| task | share |\n|---|--:|\n| qa | 12.3 % |\n| none | – |");
  expect(share(1, 8)).toBe("12.5 % (1 of 8)");
  expect(share(0, 0)).toBe("–");
  expect([0.1234, 12.34, 1234.5, Number.NaN].map(milliseconds)).toEqual(["0.12", "12.3", "1235", "–"]);
});
