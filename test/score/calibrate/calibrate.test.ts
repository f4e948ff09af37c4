import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CalibrationCase,
  calibrate,
  describeCalibration,
  isReleased,
  parseCalibration,
  probabilityOf,
} from "vouchsafe/score";
import { balancedThreshold } from "../../../src/score/calibrate/balanced.ts";
import { OPERATING_POINTS } from "../../../src/score/operating-points.ts";

const SHIPPED_THRESHOLD = OPERATING_POINTS.balanced;

const anyCase = fc.record(
  {
    score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1)),
    supported: fc.boolean(),
    group: fc.string({ maxLength: 2 }),
  },
  { requiredKeys: ["score", "supported"] },
);
const anyCases = fc.array(anyCase, { minLength: 1, maxLength: 120, size: "max" });
const rows = (count: number, supported: boolean, score: number): CalibrationCase[] =>
  Array.from({ length: count }, () => ({ score, supported }));

test("few labels are drawn towards the threshold that `supported` ships", () => {});

describe("the balanced threshold", () => {
  test("is where labels part, drawn half way to the shipped one by eight of the smaller class", () => {
    const parted = (count: number) => [...rows(count, false, 0.6), ...rows(count, true, 0.8)];
    // The thresholds above 0.6 up to 0.8 are all best: their mean is 0.7025.
    expect(balancedThreshold(parted(8), 0.3)).toBeCloseTo(0.3 + 0.4025 / 2, 10);
    expect(balancedThreshold(parted(10_000), 0.3)).toBeCloseTo(0.7025, 3);
  });

  test("with labels of one kind is the one it began with, and says so", () => {
    for (const supported of [true, false]) {
      const made = calibrate(rows(80, supported, 0.9));
      expect(made).toMatchObject({ threshold: SHIPPED_THRESHOLD, labels: { answers: 80 } });
      expect(describeCalibration(made)).toContain("all of one kind");
    }
    expect(calibrate(rows(9, true, 0.9), { threshold: 0.7 }).threshold).toBe(0.7);
  });
});

describe("the probability map", () => {
  test("rises with the score, stays within 0 and 1, and is finite, whatever the cases", () => {
    fc.assert(
      fc.property(anyCases, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }), (cases, scores) => {
        const made = calibrate(cases);
        const found = [...scores].sort((a, b) => a - b).map((score) => probabilityOf(made, score));
        for (const [at, probability] of found.entries()) {
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
          expect(probability).toBeGreaterThanOrEqual(found[at - 1] ?? 0);
        }
      }),
    );
  });

  test("gives the share of each step, and a straight line between", () => {
    const step = (score: number, right: number, wrong: number) => [
      ...rows(right, true, score),
      ...rows(wrong, false, score),
    ];
    const made = calibrate([...step(0.2, 100, 900), ...step(0.6, 900, 100)]);
    expect(probabilityOf(made, 0)).toBeCloseTo(0.1, 2);
    expect(probabilityOf(made, 0.2)).toBeCloseTo(0.1, 2);
    expect(probabilityOf(made, 0.4)).toBeCloseTo(0.5, 2);
    expect(probabilityOf(made, 1)).toBeCloseTo(0.9, 2);
  });

  test("of labels of one kind is level, and short of certain", () => {
    const made = calibrate(rows(98, true, 0.3));
    expect([0, 0.3, 1].map((score) => probabilityOf(made, score))).toEqual([0.9998, 0.9998, 0.9998]);
  });
});

test("a calibration survives JSON and is read back as it was", () => {
  const aim = fc.constantFrom("balanced" as const, { risk: 0.05 }, { risk: 0.5, confidence: 0.8 });
  fc.assert(
    fc.property(anyCases, aim, (cases, given) => {
      const made = calibrate(cases, { aim: given });
      expect(parseCalibration(JSON.parse(JSON.stringify(made)))).toEqual(made);
      expect(describeCalibration(made)).not.toMatch(/NaN|undefined|Infinity/);
    }),
  );
});

describe("malformed labels are refused by place", () => {
  test.each([
    ["no cases", [], "Expected `cases` to be an array of at least one labelled case, got []."],
    ["no array", "cases", 'Expected `cases` to be an array of at least one labelled case, got "cases".'],
    ["a case that is none", [null], "Expected `cases[0]` to be an object with score and supported, got null."],
    [
      "NaN",
      [{ score: Number.NaN, supported: true }],
      "Expected `cases[0].score` to be a number from 0 to 1, as `support` gives, got NaN.",
    ],
    [
      "a logit",
      [{ score: 2.3, supported: true }],
      "Expected `cases[0].score` to be a number from 0 to 1, as `support` gives, got 2.3.",
    ],
    [
      "a label in words",
      [{ score: 1, supported: "yes" }],
      'Expected `cases[0].supported` to be true if the sources carry the claim, else false, got "yes".',
    ],
    [
      "a number as label",
      [{ score: 1, supported: 1 }],
      "Expected `cases[0].supported` to be true if the sources carry the claim, else false, got 1.",
    ],
    [
      "a group that is no name",
      [{ score: 1, supported: true, group: 7 }],
      "Expected `cases[0].group` to be the id of an answer or document, got 7.",
    ],
  ])("%s", (_, cases, message) => {
    expect(() => calibrate(cases as readonly CalibrationCase[])).toThrow(new TypeError(message));
  });

  test.each([
    [{ aim: "best" }, "aim"],
    [{ aim: null }, "aim"],
    [{ aim: { risk: 0 } }, "aim.risk"],
    [{ aim: { risk: 5 } }, "aim.risk"],
    [{ aim: {} }, "aim.risk"],
    [{ aim: { risk: 0.1, confidence: 1 } }, "aim.confidence"],
    [{ threshold: Number.NaN }, "threshold"],
  ])("options %j", (options, field) => {
    const call = () => calibrate(rows(3, true, 1), options as Parameters<typeof calibrate>[1]);
    expect(call).toThrow(TypeError);
    expect(call).toThrow(`\`${field}\``);
  });
});

describe("parseCalibration", () => {
  const made = calibrate([...rows(100, true, 0.9), ...rows(30, false, 0.1)], { aim: { risk: 0.1 } });
  const unproven = calibrate(rows(3, true, 0.9), { aim: { risk: 0.1 } });

  test.each([
    ["nothing", undefined, "calibration"],
    ["a list", [made], "calibration"],
    ["another version", { ...made, version: 2 }, "calibration.version"],
    ["an unknown key", { ...made, weights: [] }, "calibration"],
    ["no map", { ...made, map: undefined }, "calibration.map"],
    ["an empty map", { ...made, map: [] }, "calibration.map"],
    ["a score out of range", { ...made, map: [[1.5, 0.5]] }, "calibration.map[0][0]"],
    ["a probability that is no number", { ...made, map: [[0.5, null]] }, "calibration.map[0][1]"],
    [
      "scores that do not rise",
      {
        ...made,
        map: [
          [0.5, 0.5],
          [0.5, 0.6],
        ],
      },
      "calibration.map[1][0]",
    ],
    [
      "probabilities that fall",
      {
        ...made,
        map: [
          [0.5, 0.5],
          [0.6, 0.4],
        ],
      },
      "calibration.map[1][1]",
    ],
    ["a threshold out of range", { ...made, threshold: -1 }, "calibration.threshold"],
    ["a threshold that is no number", { ...made, threshold: "0.5" }, "calibration.threshold"],
    ["no threshold though one is proven", { ...made, threshold: undefined }, "calibration.threshold"],
    ["a threshold that nothing proves", { ...unproven, threshold: 0.5 }, "calibration.threshold"],
    ["no labels", { ...made, labels: 7 }, "calibration.labels"],
    ["half a label", { ...made, labels: { ...made.labels, supported: 0.5 } }, "calibration.labels.supported"],
    [
      "another guarantee",
      { ...made, guarantee: { ...made.guarantee, status: "perhaps" } },
      "calibration.guarantee.status",
    ],
    ["a guarantee of nothing", { ...made, guarantee: null }, "calibration.guarantee.status"],
    [
      "a bound above the risk",
      { ...made, guarantee: { ...made.guarantee, atMost: 0.2 } },
      "calibration.guarantee.atMost",
    ],
    ["an unknown promise", { ...made, guarantee: { ...made.guarantee, for: "ever" } }, "calibration.guarantee"],
  ])("refuses %s", (_, value, field) => {
    expect(() => parseCalibration(value)).toThrow(TypeError);
    expect(() => parseCalibration(value)).toThrow(`Expected \`${field}\` to `);
  });

  test("what is not proven releases nothing", () => {
    expect([0, 0.9, 1].map((score) => isReleased(parseCalibration(unproven), score))).toEqual([false, false, false]);
    expect(isReleased(made, 0.9)).toBe(true);
  });

  test("a score that is none has no probability", () => {
    expect(() => probabilityOf(made, Number.NaN)).toThrow(TypeError);
  });
});
