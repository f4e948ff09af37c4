import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CalibrationCase, calibrate, describeCalibration, isReleased } from "vouchsafe/score";
import { randomFrom } from "../../bench/metrics.ts";

const risk = (share: number) => ({ aim: { risk: share } }) as const;
const rows = (count: number, supported: boolean, score: number): CalibrationCase[] =>
  Array.from({ length: count }, () => ({ score, supported }));

describe("what labels prove", () => {
  test("59 right ones prove 5 %, and 58 do not", () => {
    expect(calibrate(rows(59, true, 0.7), risk(0.05))).toMatchObject({
      threshold: 0.7,
      guarantee: { status: "holds", answers: 59, wrong: 0, risk: 0.05, confidence: 0.95 },
    });
    const short = calibrate(rows(58, true, 0.7), risk(0.05));
    expect(short).not.toHaveProperty("threshold");
    expect(short.guarantee).toEqual({ status: "none", risk: 0.05, confidence: 0.95, lacking: 1 });
    expect(isReleased(short, 1)).toBe(false);
  });

  test("the threshold falls until the next score would break the bound", () => {
    const cases = [...rows(93, true, 0.9), ...rows(1, false, 0.8), ...rows(1, false, 0.7), ...rows(60, true, 0.6)];
    // 94 with one wrong are proven, 95 with two are not; that 155 with two are again is not looked at.
    expect(calibrate(cases, risk(0.05))).toMatchObject({ threshold: 0.8, guarantee: { answers: 94, wrong: 1 } });
  });

  test("fifty claims of one answer count once", () => {
    const one = rows(500, true, 0.9).map((row, at) => ({ ...row, group: `answer-${at % 10}` }));
    expect(calibrate(one, risk(0.05)).guarantee).toEqual({
      status: "none",
      risk: 0.05,
      confidence: 0.95,
      lacking: 49,
    });
    expect(calibrate(one, risk(0.3)).guarantee).toMatchObject({ status: "holds", answers: 10, wrong: 0 });
  });

  test("where the best answers are wrong too often, no number of labels is named", () => {
    const cases = [...rows(50, true, 0.9), ...rows(50, false, 0.9)];
    const made = calibrate(cases, risk(0.05));
    expect(made.guarantee).toEqual({ status: "none", risk: 0.05, confidence: 0.95 });
    expect(describeCalibration(made)).toContain("more labels would not change that");
  });

  test("as many more as are said to be lacking are enough, if no more of them are wrong", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 4 }), (right, wrong) => {
        const cases = [...rows(right, true, 0.9), ...rows(wrong, false, 0.9)];
        const { guarantee } = calibrate(cases, risk(0.05));
        if (guarantee?.status !== "none" || guarantee.lacking === undefined) return;
        // The same share goes wrong: no error is added that the forecast did not have.
        const total = right + wrong + guarantee.lacking;
        const errors = Math.floor((wrong / (right + wrong)) * total);
        const more = [...rows(total - errors, true, 0.9), ...rows(errors, false, 0.9)];
        expect(calibrate(more, risk(0.05)).guarantee?.status).toBe("holds");
      }),
    );
  });

  test("the order of the cases changes nothing", () => {
    const one = fc.record({
      score: fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
      supported: fc.boolean(),
      group: fc.constantFrom("a", "b", "c", "d"),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (cases) => {
        for (const options of [risk(0.5), {}])
          expect(calibrate([...cases].reverse(), options)).toEqual(calibrate(cases, options));
      }),
    );
  });
});

/**
 * Answers of one to twelve claims that share a luck: where it is bad, nine in ten are wrong. It is bad in one of two
 * hundred with the best score of all and in `worst` with the least.
 */
function answers(count: number, worst: number, random: () => number): CalibrationCase[] {
  return Array.from({ length: count }, (_, at) => {
    const level = random();
    const isBad = random() < worst + (0.005 - worst) * level;
    return Array.from({ length: 1 + Math.floor(random() * 12) }, () => ({
      score: Math.min(1, Math.max(0, level + (random() - 0.5) * 0.2)),
      supported: random() > (isBad ? 0.9 : 0.01),
      group: `${at}`,
    }));
  }).flat();
}

/** How often a random released claim of a random answer with one is wrong, from a threshold on. */
function truthOf(population: readonly CalibrationCase[], threshold: number): number {
  const released = population.filter(({ score }) => score >= threshold);
  const shares = [...Map.groupBy(released, ({ group }) => group).values()].map(
    (claims) => claims.filter(({ supported }) => !supported).length / claims.length,
  );
  return shares.reduce((a, b) => a + b, 0) / shares.length;
}

describe("with claims of one answer that go wrong together", () => {
  const draws = 400;
  // 20 draws are 5 %, and two standard deviations of chance are 9 more.
  const most = 29;
  const count = 150;

  /** Of draws of labelled answers, how many prove a threshold, and how many one that lies below `least`. */
  function proofs(worst: number, least: number): { readonly proven: number; readonly wrongly: number } {
    const proven = Array.from({ length: draws }, (_, draw) =>
      calibrate(answers(2 * count, worst, randomFrom((draw + 1) * 7_919)), risk(0.1)),
    ).flatMap(({ threshold }) => threshold ?? []);
    return { proven: proven.length, wrongly: proven.filter((threshold) => threshold < least).length };
  }

  test("a proof of a score that ranks is wrong in 5 of a hundred draws at most", () => {
    const population = answers(20_000, 0.25, randomFrom(7));
    const thresholds = Array.from({ length: 100 }, (_, at) => at / 100);
    const least = thresholds.find((threshold) => truthOf(population, threshold) <= 0.1) ?? 1;
    expect(least).toBeGreaterThan(0.2);
    const found = proofs(0.25, least);
    expect(found.proven).toBeGreaterThan(100);
    expect(found.wrongly).toBeLessThanOrEqual(most);
  }, 60_000);

  test("and of a score that says nothing, at a rate just above the risk", () => {
    // 0.108 of claims are wrong whatever their score: 0.9 of 0.11 and 0.01 of the others.
    let wrongly = 0;
    let byRow = 0;
    for (let draw = 1; draw <= draws; draw += 1) {
      const random = randomFrom(draw * 104_729);
      const drawn = Array.from({ length: count }, (_, at) => {
        const isBad = random() < 0.11;
        return Array.from({ length: 1 + Math.floor(random() * 30) }, () => ({
          score: 0.5,
          supported: random() > (isBad ? 0.9 : 0.01),
          group: `${at}`,
        }));
      }).flat();
      if (calibrate(drawn, risk(0.1)).threshold !== undefined) wrongly += 1;
      if (
        calibrate(
          drawn.map(({ score, supported }) => ({ score, supported })),
          risk(0.1),
        ).threshold !== undefined
      )
        byRow += 1;
    }
    expect(wrongly).toBeLessThanOrEqual(most);
    // Each claim counted by itself, the proof would be worth nothing.
    expect(byRow).toBeGreaterThan(2 * most);
  }, 60_000);
});
