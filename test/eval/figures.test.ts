import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EvalCase, evaluate, FIGURES, measuresOf, operatingCurveOf, riskCoverageOf } from "vouchsafe/eval";
import { binsOf, calibrationErrorOf } from "../../src/eval/calibration-error.ts";
import { measure, sortedCases } from "../../src/eval/measure.ts";
import { aurcOf } from "../../src/eval/ranking.ts";
import { tiesOf, weighed } from "../../src/eval/ties.ts";

const anyCase: fc.Arbitrary<EvalCase> = fc.record(
  {
    id: fc.string({ maxLength: 3 }),
    supported: fc.boolean(),
    score: fc.oneof(
      fc.integer({ min: 0, max: 4 }).map((at) => at / 4),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    probability: fc.integer({ min: 0, max: 5 }).map((at) => at / 5),
    flagged: fc.boolean(),
    cluster: fc.constantFrom("a", "b", "c"),
    group: fc.constantFrom("x", "y", "__proto__"),
  },
  { requiredKeys: ["id", "supported", "score", "flagged"] },
);
const anyCases = fc.array(anyCase, { maxLength: 40 });
const once = (cases: readonly unknown[]) => new Uint8Array(cases.length).fill(1);

const row = (score: number, supported: boolean): EvalCase => ({ id: "", score, supported, flagged: score < 0.5 });

describe("against naive twins", () => {
  test("the area under the risk-coverage curve is the mean risk over all orders of ties", () => {
    // Each tie in every rotation is as good as every order: each row stands in each place of the tie equally often.
    const naive = (cases: readonly EvalCase[]): number => {
      const sorted = cases.toSorted((a, b) => b.score - a.score);
      let sum = 0;
      for (let released = 1; released <= sorted.length; released += 1) {
        const last = sorted[released - 1]?.score ?? 0;
        const above = sorted.filter(({ score }) => score > last);
        const tied = sorted.filter(({ score }) => score === last);
        const wrongTied = tied.filter(({ supported }) => !supported).length;
        const wrong = above.filter(({ supported }) => !supported).length;
        sum += (wrong + (wrongTied * (released - above.length)) / tied.length) / released;
      }
      return sum / sorted.length;
    };
    fc.assert(
      fc.property(anyCases, (cases) => {
        const { byScore, labels } = sortedCases(cases);
        const found = aurcOf(weighed(byScore, labels, once(cases)));
        if (cases.length === 0) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(naive(cases), 10);
      }),
    );
  });

  test("the calibration error is that of fifteenths of rows, dealt out to bins of equal size", () => {
    const naive = (cases: readonly EvalCase[]): number => {
      const all = Math.min(15, cases.length);
      const parts = cases
        .map((one) => {
          const tied = cases.filter(({ score }) => score === one.score);
          return { said: one.score, found: tied.filter(({ supported }) => supported).length / tied.length };
        })
        .sort((a, b) => a.said - b.said)
        .flatMap((part) => Array.from({ length: all }, () => part));
      let error = 0;
      for (let bin = 0; bin < all; bin += 1) {
        const own = parts.slice(bin * cases.length, (bin + 1) * cases.length);
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        error += Math.abs(mean(own.map(({ said }) => said)) - mean(own.map(({ found }) => found))) / all;
      }
      return error;
    };
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 60 }), (cases) => {
        const { byScore, labels } = sortedCases(cases);
        const ties = weighed(byScore, labels, once(cases));
        expect(calibrationErrorOf(ties)).toBeCloseTo(naive(cases), 8);
        expect(binsOf(ties)).toHaveLength(Math.min(15, cases.length));
        expect(binsOf(ties).reduce((sum, { rows }) => sum + rows, 0)).toBeCloseTo(cases.length, 6);
      }),
    );
  });

  test("a case that weighs three stands for three", () => {
    const weights = fc.array(fc.nat({ max: 3 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(anyCases, weights, (cases, counts) => {
        const repeated = cases.flatMap((one, at) => Array.from({ length: counts[at] ?? 0 }, () => one));
        // Where none has a probability left, the score stands in for it in both.
        const plain = (list: readonly EvalCase[]) => list.map(({ probability: _, ...rest }) => rest);
        const found = measure(sortedCases(plain(cases)), counts);
        const expected = measure(sortedCases(plain(repeated)), once(repeated));
        for (const name of FIGURES) {
          if (Number.isNaN(expected[name])) expect(found[name]).toBeNaN();
          else expect(found[name]).toBeCloseTo(expected[name], 8);
        }
      }),
    );
  });

  test("precision, recall, F1 and balanced accuracy are those of the four counts", () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const { counts, figures } = measuresOf(cases, { resamples: 0 });
        const share = (part: readonly EvalCase[], whole: readonly EvalCase[]) => part.length / whole.length;
        const flagged = cases.filter((one) => one.flagged);
        const unsupported = cases.filter(({ supported }) => !supported);
        const supported = cases.filter((one) => one.supported);
        const caught = flagged.filter((one) => !one.supported);
        const precision = share(caught, flagged);
        const recall = share(caught, unsupported);
        const kept = share(
          supported.filter((one) => !one.flagged),
          supported,
        );
        expect(counts.caught + counts.missed + counts.alarms + counts.quiet).toBe(cases.length);
        for (const [name, value] of [
          ["precision", precision],
          ["recall", recall],
          ["balancedAccuracy", (recall + kept) / 2],
        ] as const) {
          const found = figures[name];
          if (Number.isNaN(value)) expect(found).toHaveProperty("missing");
          else expect(found).toEqual({ value: expect.closeTo(value, 12) });
        }
        if (caught.length > 0)
          expect(figures.f1).toEqual({ value: expect.closeTo((2 * precision * recall) / (precision + recall), 12) });
      }),
    );
  });
});

describe("worked by hand", () => {
  const cases = [row(0.9, true), row(0.8, true), row(0.7, false), row(0.2, false)];

  test("four cases", () => {
    const { counts, figures } = measuresOf(cases, { resamples: 0 });
    expect(counts).toEqual({ caught: 1, missed: 1, alarms: 0, quiet: 2 });
    expect(figures).toEqual({
      precision: { value: 1 },
      recall: { value: 0.5 },
      f1: { value: expect.closeTo(2 / 3, 12) },
      balancedAccuracy: { value: 0.75 },
      auroc: { value: 1 },
      // Risks of the best one to four: 0, 0, a third, a half.
      aurc: { value: expect.closeTo((1 / 3 + 1 / 2) / 4, 12) },
      // Four bins of one: 0.1, 0.2, 0.7 and 0.2 off.
      expectedCalibrationError: { value: expect.closeTo(0.3, 12) },
    });
  });

  test("the curves", () => {
    expect(riskCoverageOf(cases)).toEqual([
      { threshold: 0.9, coverage: 0.25, risk: 0 },
      { threshold: 0.8, coverage: 0.5, risk: 0 },
      { threshold: 0.7, coverage: 0.75, risk: expect.closeTo(1 / 3, 12) },
      { threshold: 0.2, coverage: 1, risk: 0.5 },
    ]);
    expect(operatingCurveOf(cases)).toEqual([
      { threshold: 0.2, falseAlarms: 0, recall: 0 },
      { threshold: 0.7, falseAlarms: 0, recall: 0.5 },
      { threshold: 0.8, falseAlarms: 0, recall: 1 },
      { threshold: 0.9, falseAlarms: 0.5, recall: 1 },
      { threshold: 1, falseAlarms: 1, recall: 1 },
    ]);
  });

  test("a curve of very many scores keeps its ends", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => row(at / 5_000, at % 3 === 0));
    const curve = riskCoverageOf(many);
    expect(curve).toHaveLength(200);
    expect([curve[0]?.threshold, curve.at(-1)?.coverage]).toEqual([4_999 / 5_000, 1]);
  });

  test.each([
    ["no case", [], "precision", "there are no cases"],
    ["no case", [], "aurc", "there are no cases"],
    ["nothing unsupported", [row(0.9, true)], "recall", "no case is labelled unsupported"],
    ["nothing unsupported", [row(0.9, true)], "auroc", "no case is labelled unsupported"],
    ["nothing supported", [row(0.1, false)], "balancedAccuracy", "no case is labelled supported"],
    ["nothing flagged", [row(0.9, false), row(0.8, true)], "precision", "nothing is flagged"],
  ] as const)("of %s, %j: %s says why it cannot be computed", (_, given, name, missing) => {
    expect(measuresOf(given).figures[name]).toEqual({ missing });
  });

  test("ties are found whatever the order", () => {
    expect(tiesOf([0.5, 1, 0.5, 0])).toEqual([
      { value: 1, rows: [1] },
      { value: 0.5, rows: [0, 2] },
      { value: 0, rows: [3] },
    ]);
  });
});

describe("evaluate", () => {
  test("survives JSON, whatever the cases, without a number that is none", () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const found = evaluate(cases, { resamples: 20 });
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
    );
  });

  test("the groups are measured by themselves, the largest first", () => {
    const cases = [row(0.9, true), row(0.1, false), row(0.2, true)].map((one, at) => ({
      ...one,
      ...(at === 2 ? { group: "small" } : { group: "__proto__" }),
    }));
    const { groups, overall } = evaluate([...cases, row(0.3, false)]);
    expect(groups.map(({ group, cases: count }) => [group, count])).toEqual([
      ["__proto__", 2],
      ["small", 1],
    ]);
    expect(overall.cases).toBe(4);
    expect(groups[0]?.figures.recall).toMatchObject({ value: 1 });
  });

  test.each([
    ["no list", "cases", "`cases` to be an array"],
    ["a case that is none", [null], "`cases[0].id` to be a string"],
    ["a label in words", [{ ...row(1, true), supported: "yes" }], "`cases[0].supported` to be true or false"],
    ["NaN", [{ ...row(1, true), score: Number.NaN }], "`cases[0].score` to be a number from 0 to 1"],
    ["a probability of 2", [row(1, true), { ...row(1, true), probability: 2 }], "`cases[1].probability`"],
  ])("refuses %s", (_, cases, message) => {
    expect(() => evaluate(cases as readonly EvalCase[])).toThrow(TypeError);
    expect(() => evaluate(cases as readonly EvalCase[])).toThrow(message);
  });
});
