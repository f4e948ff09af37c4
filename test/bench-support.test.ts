import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES } from "../src/score/features/features.ts";
import { logitOf } from "../src/score/model/trees.ts";
import { auroc, randomFrom, ratesOf, type Scored } from "./bench/metrics.ts";
import { answerScore, lowestLogit } from "./bench/support/answer-score.ts";
import { f1At, judgedIn } from "./bench/support/answers.ts";
import { calibrationError, errorOfPerfection, type Forecast } from "./bench/support/calibration-error.ts";
import { characterRates, characters } from "./bench/support/character-f1.ts";
import { drawOf, drawOfWholeSources } from "./bench/support/draws.ts";
import { foldsOf, type ScoredAnswer } from "./bench/support/folds.ts";
import { byTrees, leftOutSets, trainedWithout } from "./bench/support/left-out.ts";
import { catching, leastScored } from "./bench/support/operating.ts";
import { countedMeasures, middle, resampled } from "./bench/support/resampled.ts";
import { balancedAccuracy, balancedThreshold, cutBetween, flaggingThreshold } from "./bench/support/thresholds.ts";
import { GROUPS, type LabelledRow, REPORTED, weightOfSet } from "./fit/rows.ts";
import { GROWN, samplesOf } from "./fit/train-trees.ts";

const label = fc.constantFrom(0 as const, 1 as const);
const row = fc.record({
  label,
  score: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(Number.POSITIVE_INFINITY)),
});
/** Rows of which each label has one. */
const mixed = fc
  .tuple(fc.array(row, { maxLength: 12 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .map(([rows, a, b]): readonly Scored[] => [...rows, { label: 0, score: a }, { label: 1, score: b }]);
/** Below and above everything, at each score and between any two. */
const candidates = (rows: readonly Scored[]): readonly number[] =>
  rows.flatMap(({ score }) => (Number.isFinite(score) ? [score - 0.5, score, score + 0.5] : []));

describe("balancedThreshold", () => {
  test("no other threshold has a better mean of the sets' balanced accuracies", () => {
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 1, maxLength: 4 }), (sets) => {
        const at = (threshold: number): number =>
          sets.reduce((sum, rows) => sum + balancedAccuracy(rows, threshold), 0) / sets.length;
        const best = Math.max(...sets.flatMap(candidates).map(at));
        expect(Number.isFinite(balancedThreshold(sets))).toBe(true);
        expect(at(balancedThreshold(sets))).toBeCloseTo(best, 10);
      }),
    );
  });

  test("lies halfway between two scores, and a large set counts as much as a small one", () => {
    const rows = (count: number, zero: number, one: number): readonly Scored[] =>
      Array.from({ length: count }, () => [
        { label: 0 as const, score: zero },
        { label: 1 as const, score: one },
      ]).flat();
    expect(balancedThreshold([rows(1, 0, 1)])).toBe(0.5);
    // The large set is indifferent beyond 1; each of the small ones asks for more than 2.
    expect(balancedThreshold([rows(99, 3, 0), rows(1, 2, 4), rows(1, 2, 4)])).toBe(3.5);
  });

  test.each([
    [Number.NEGATIVE_INFINITY, 3, 2],
    [3, Number.POSITIVE_INFINITY, 4],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
    [1, 2, 1.5],
  ])("between %d and %d lies %d", (below, above, cut) => {
    expect(cutBetween(below, above)).toBe(cut);
  });
});

test("flaggingThreshold has the best F1 of all", () => {
  fc.assert(
    fc.property(mixed, (rows) => {
      const at = (threshold: number): number =>
        ratesOf(rows.map(({ label, score }) => ({ bad: label === 0, flagged: score < threshold }))).f1;
      expect(at(flaggingThreshold(rows))).toBeCloseTo(Math.max(...candidates(rows).map(at)), 10);
    }),
  );
});

describe("resamples of whole sources", () => {
  const sourced = fc.array(
    fc.record({ label, score: fc.integer({ min: 0, max: 5 }), source: fc.constantFrom(..."abcde") }),
    {
      minLength: 1,
      maxLength: 25,
    },
  );

  test("rows of a source count the same, and as many sources are drawn as there are", () => {
    fc.assert(
      fc.property(sourced, fc.integer(), (rows, seed) => {
        for (const counts of resampled(rows, { resamples: 5, seed })) {
          const perSource = new Map(rows.map(({ source }, at) => [source, counts[at] ?? 0]));
          expect([...counts]).toEqual(rows.map(({ source }) => perSource.get(source)));
          expect([...perSource.values()].reduce((a, b) => a + b, 0)).toBe(perSource.size);
        }
      }),
    );
  });

  test("measures of rows counted are those of rows repeated", () => {
    fc.assert(
      fc.property(
        sourced,
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        fc.integer({ min: 0, max: 6 }),
        (rows, stream, threshold) => {
          const counts = rows.map(() => stream.next().value ?? 0);
          const repeated = rows.flatMap((one, at) => Array<Scored>(counts[at] ?? 0).fill(one));
          const found = countedMeasures(rows, threshold)(counts);
          if (new Set(repeated.map((one) => one.label)).size < 2) {
            expect([found.auroc, found.balancedAccuracy]).toEqual([Number.NaN, Number.NaN]);
          } else {
            expect(found.auroc).toBeCloseTo(auroc(repeated), 10);
            expect(found.balancedAccuracy).toBeCloseTo(balancedAccuracy(repeated, threshold), 10);
          }
        },
      ),
    );
  });

  test("the middle leaves out what is no number", () => {
    expect(middle([...Array.from({ length: 1_000 }, (_, at) => at), Number.NaN])).toEqual([24, 974]);
  });
});

describe("calibrationError", () => {
  test("is the mean over fifteen bins, each weighed by its rows, of how far its mean chance is off", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(label),
        (chances, labels) => {
          // So many rows that each bin has as many, no two of one chance.
          const rows = Array.from(
            { length: 15 * chances.length },
            (_, at): Forecast => ({
              chance: ((chances[at % chances.length] ?? 0) + Math.floor(at / chances.length)) / 16,
              label: labels.next().value ?? 0,
            }),
          );
          fc.pre(new Set(rows.map(({ chance }) => chance)).size === rows.length);
          const sorted = [...rows].sort((a, b) => a.chance - b.chance);
          const errors = [...Map.groupBy(sorted, (_, at) => Math.floor(at / chances.length)).values()].map((bin) => {
            const of = (key: keyof Forecast): number => bin.reduce((sum, one) => sum + one[key], 0) / bin.length;
            return Math.abs(of("chance") - of("label")) / 15;
          });
          expect(calibrationError(rows)).toBeCloseTo(
            errors.reduce((a, b) => a + b, 0),
            9,
          );
        },
      ),
    );
  });

  test("is 0 for chances that come true bin by bin, 1 for certainties that never do", () => {
    const half = Array.from({ length: 30 }, (_, at): Forecast => ({ chance: 0.5, label: at % 2 === 0 ? 1 : 0 }));
    expect(calibrationError(half)).toBe(0);
    expect(calibrationError(half.map(() => ({ chance: 1, label: 0 })))).toBe(1);
  });

  test("that of perfection falls as rows grow in number", () => {
    const chances = (count: number) =>
      Array.from({ length: count }, (_, at): Forecast => ({ chance: at / count, label: 0 }));
    expect(errorOfPerfection(chances(300))).toBeGreaterThan(2 * errorOfPerfection(chances(6_000)));
    expect(errorOfPerfection(chances(300))).toBeLessThan(0.1);
  });
});

test("characters are counted one by one", () => {
  const span = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  const spans = fc.array(span, { maxLength: 5 });
  fc.assert(
    fc.property(spans, spans, (highlighted, marked) => {
      const has = (places: typeof marked, at: number): boolean =>
        places.some(({ start, end }) => start <= at && at < end);
      const all = Array.from({ length: 31 }, (_, at) => at);
      expect(characters(highlighted, marked)).toEqual({
        highlighted: all.filter((at) => has(highlighted, at)).length,
        marked: all.filter((at) => has(marked, at)).length,
        caught: all.filter((at) => has(highlighted, at) && has(marked, at)).length,
      });
    }),
  );
});

test("character F1 is of all answers together", () => {
  const answers = [
    { highlighted: 10, marked: 0, caught: 0 },
    { highlighted: 0, marked: 10, caught: 0 },
    { highlighted: 30, marked: 20, caught: 15 },
  ];
  const { precision, recall, f1 } = characterRates(answers);
  expect([precision, recall]).toEqual([15 / 40, 15 / 30]);
  expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
});

test("F1 at another base rate has the same recall and false alarms", () => {
  const decisions = (bad: number, clean: number) => [
    ...Array.from({ length: bad }, (_, at) => ({ bad: true, flagged: at % 4 !== 0 })),
    ...Array.from({ length: clean }, (_, at) => ({ bad: false, flagged: at % 5 === 0 })),
  ];
  expect(f1At(0.25, 0.75, 0.2)).toBeCloseTo(ratesOf(decisions(100, 300)).f1, 12);
});

describe("own labels of a set", () => {
  const sourced = fc.array(fc.record({ source: fc.integer({ min: 0, max: 12 }).map(String), id: fc.nat() }), {
    maxLength: 80,
  });

  test.each([
    ["random rows", drawOf],
    ["whole sources", drawOfWholeSources],
  ] as const)("%s: no source is both labelled and scored", (_, draw) => {
    fc.assert(
      fc.property(sourced, fc.integer({ min: 1, max: 40 }), fc.integer(), (rows, labels, seed) => {
        const { labelled, rest } = draw(rows, labels, seed);
        const seen = new Set(labelled.map(({ source }) => source));
        expect(rest.some(({ source }) => seen.has(source))).toBe(false);
        expect(labelled).toHaveLength(Math.min(labels, rows.length));
        for (const [source, own] of Map.groupBy(rest, (one) => one.source))
          expect(own).toHaveLength(rows.filter((one) => one.source === source).length);
        expect(draw(rows, labels, seed)).toEqual({ labelled, rest });
      }),
    );
  });

  test("random rows are of a half of the sources though fewer would do", () => {
    const rows = Array.from({ length: 400 }, (_, at) => ({ source: String(at % 20) }));
    const { labelled, rest } = drawOf(rows, 100, 1);
    expect(new Set(labelled.map(({ source }) => source)).size).toBe(10);
    expect(rest).toHaveLength(200);
    expect(new Set(drawOfWholeSources(rows, 100, 1).labelled.map(({ source }) => source)).size).toBe(5);
  });
});

describe("what is left out", () => {
  const random = randomFrom(9);
  const rows: readonly LabelledRow[] = [...REPORTED, "fm2"].flatMap((set) =>
    Array.from({ length: 60 }, (_, at): LabelledRow => {
      const label = random() < 0.5 ? 0 : 1;
      const claim = () => ({
        features: Float64Array.from(FEATURES, () => random() + label / 4),
        given: random() - 0.5,
        coverage: random(),
      });
      const group = set.startsWith("ragtruth") ? "ragtruth" : set;
      return { set, group, source: `${set}/${at % 20}`, label, claims: at % 10 === 0 ? [] : [claim(), claim()] };
    }),
  );
  const scored = (all: readonly LabelledRow[]) =>
    leftOutSets(all, byTrees(trainedWithout(all, ({ group }) => group, { ...GROWN, trees: 8 })));
  const before = scored(rows);

  test.each(GROUPS)("%s has no say in its scores and threshold", { timeout: 60_000 }, (group) => {
    const turned = rows.map(
      (one): LabelledRow => (one.group === group ? { ...one, label: one.label === 1 ? 0 : 1 } : one),
    );
    const after = scored(turned);
    expect(before.map(({ set }) => set)).toEqual(REPORTED);
    const isOwn = (set: string): boolean => rows.some((one) => one.set === set && one.group === group);
    for (const [at, { set, rows: own, threshold }] of before.entries()) {
      const other = after[at];
      const same = other?.rows.every(({ score }, row) => score === own[row]?.score);
      expect([set, same && other?.threshold === threshold]).toEqual([set, isOwn(set)]);
    }
  });

  test("of several claims a row has the least, and what claims nothing is above all", () => {
    const [first] = before;
    const own = rows.filter(({ set }) => set === first?.set);
    const without = trainedWithout(rows, ({ group }) => group, { ...GROWN, trees: 8 })("ragtruth");
    for (const [at, { claims }] of own.entries()) {
      const logits = claims.map((claim) => logitOf(without, claim.features) + claim.given);
      const least = [...logits].sort((a, b) => a - b)[0] ?? Number.POSITIVE_INFINITY;
      expect(first?.rows[at]?.score).toBe(least);
    }
  });

  test("both labels of a set weigh the same, a set as the square root of its rows, a sample 1 on average", () => {
    const samples = samplesOf(rows);
    const taught = rows.filter(({ claims }) => claims.length > 0);
    const sums = new Map<string, number>();
    for (const [at, { set, label }] of taught.entries())
      sums.set(`${set} ${label}`, (sums.get(`${set} ${label}`) ?? 0) + (samples[at]?.weight ?? 0));
    const unit = (sums.get("gensearch 1") ?? 0) / Math.sqrt(54);
    for (const set of [...REPORTED, "fm2"])
      for (const label of [0, 1])
        expect(sums.get(`${set} ${label}`)).toBeCloseTo(unit * Math.sqrt(54) * weightOfSet(set), 9);
    expect(samples.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(samples.length, 6);
    const [least] = [...(taught[0]?.claims ?? [])].sort((a, b) => a.coverage - b.coverage);
    expect(samples[0]?.features).toBe(least?.features);
  });
});

describe("answers", () => {
  const random = randomFrom(4);
  const answer = (source: number): ScoredAnswer => {
    const bad = random() < 0.4;
    const scored = Array.from({ length: Math.floor(random() * 6) }, () => ({
      features: new Float64Array(),
      given: 0,
      coverage: random(),
      at: { start: 0, end: 1 },
      isScored: random() < 0.8,
      highlights: [],
      logit: 4 * random() - (bad ? 2.5 : 1.5),
    }));
    return {
      task: "qa",
      source: String(source),
      length: 1,
      bad,
      isFlagged: random() < (bad ? 0.3 : 0.1),
      highlights: [],
      claims: scored,
      marked: [],
      scored,
    };
  };
  const folds = Array.from({ length: 5 }, (_, fold) => Array.from({ length: 60 }, () => answer(fold)));
  const [own = [], ...others] = folds;

  test.each([
    ["what is learned", answerScore],
    ["the lowest", () => lowestLogit],
  ] as const)("labels of a fold have no say in how its answers are judged: %s", (_, learn) => {
    const judged = judgedIn({ own, others }, learn);
    const turned = judgedIn({ own: own.map((one) => ({ ...one, bad: !one.bad })), others }, learn);
    expect(turned.map(({ flagged, score }) => ({ flagged, score }))).toEqual(
      judged.map(({ flagged, score }) => ({ flagged, score })),
    );
    expect(auroc(judged)).toBeGreaterThan(0.6);
  });

  test("a threshold that catches a share is the lowest that does", () => {
    const answers = folds.flat();
    const caught = (threshold: number): number =>
      ratesOf(answers.map((one) => ({ bad: one.bad, flagged: one.isFlagged || leastScored(one) < threshold }))).recall;
    for (const wanted of [0.2, 0.5, 0.6, 0.75, 0.9]) {
      const threshold = catching(answers, wanted);
      // Bad answers whose claims all pass at any threshold are caught by none.
      expect(caught(threshold)).toBeGreaterThanOrEqual(Math.min(wanted, caught(1_000)));
      const below = answers
        .filter((one) => one.bad && !one.isFlagged)
        .map(leastScored)
        .filter((score) => score < threshold);
      if (below.length > 0) expect(caught(Math.max(...below))).toBeLessThan(wanted);
    }
    expect(catching(answers, 0)).toBe(Number.NEGATIVE_INFINITY);
  });

  test("a source is in one fold, and folds have as many of each task", () => {
    const answers = ["qa", "summary"].flatMap((task) =>
      Array.from({ length: 42 }, (_, at) => ({ task, source: `${task} ${at % 21}` })),
    );
    const found = foldsOf(answers);
    expect(found.size).toBe(42);
    for (const task of ["qa", "summary"]) {
      const sizes = [
        ...Map.groupBy(
          [...found].filter(([source]) => source.startsWith(task)),
          ([, fold]) => fold,
        ).values(),
      ];
      expect(sizes.map(({ length }) => length)).toEqual([5, 4, 4, 4, 4]);
    }
  });
});
