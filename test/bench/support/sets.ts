import { percent, table } from "../markdown.ts";
import { auroc } from "../metrics.ts";
import { byCoverage, byTrees, type LeftOutSet, leftOutSets } from "./left-out.ts";
import { countedMeasures, mean, middle, resampled } from "./resampled.ts";
import type { Part } from "./stage.ts";
import { balancedAccuracy, balancedThreshold } from "./thresholds.ts";

interface Measured {
  readonly balanced: number;
  readonly auroc: number;
  /** Balanced accuracy at the threshold that is best for the set itself: what no threshold fitted elsewhere exceeds. */
  readonly best: number;
}

function measured({ rows, threshold }: LeftOutSet): Measured {
  return {
    balanced: balancedAccuracy(rows, threshold),
    auroc: auroc(rows),
    best: balancedAccuracy(rows, balancedThreshold([rows])),
  };
}

/** Each set left out whole: balanced accuracy at the threshold of the others, and order. */
export const sets: Part = ({ rows, withoutGroups }) => {
  const trees = leftOutSets(rows(), byTrees(withoutGroups()));
  const words = leftOutSets(rows(), byCoverage);
  const ofTrees = trees.map(measured);
  const ofWords = words.map(measured);
  const cells = (own: Measured | undefined, words: Measured | undefined): readonly string[] =>
    (["balanced", "auroc", "best"] as const).flatMap((key) => [
      percent(own?.[key] ?? NaN),
      percent(words?.[key] ?? NaN),
    ]);
  const over = (all: readonly Measured[]): Measured => ({
    balanced: mean(all.map(({ balanced }) => balanced)),
    auroc: mean(all.map((one) => one.auroc)),
    best: mean(all.map(({ best }) => best)),
  });
  const [meanOfTrees, meanOfWords] = [over(ofTrees), over(ofWords)];
  const intervals = intervalsOf(trees, words);
  const lines = [
    table(
      [
        "left out",
        "rows",
        "not supported",
        ...["balanced accuracy", "AUROC", "at the set's own best threshold"].flatMap((name) => [
          name,
          "coverage alone",
        ]),
      ],
      [
        ...trees.map(({ set, rows: own }, at) => [
          set,
          String(own.length),
          String(own.filter(({ label }) => label === 0).length),
          ...cells(ofTrees[at], ofWords[at]),
        ]),
        ["**mean**", "", "", ...cells(meanOfTrees, meanOfWords)],
      ],
    ),
    "",
    `95 % intervals of the means, 1,000 resamples of whole sources, models and thresholds held fixed: balanced accuracy ${range(intervals.balanced)}, AUROC ${range(intervals.auroc)};`,
    `above coverage alone by ${range(intervals.gained, "points")} in balanced accuracy and ${range(intervals.ordered, "points")} in AUROC.`,
    `Thresholds: ${trees.map(({ set, threshold }) => `${set} ${threshold.toFixed(2)}`).join(", ")} (logits).`,
  ];
  return {
    lines,
    bars: [
      {
        name: "mean balanced accuracy, each set left out",
        figure: meanOfTrees.balanced,
        limit: 0.72,
        aim: 0.75,
        shown: percent,
      },
      {
        name: "the same, above coverage alone",
        figure: meanOfTrees.balanced - meanOfWords.balanced,
        limit: 0.015,
        aim: 0.045,
        shown: percent,
      },
      { name: "mean AUROC, each set left out", figure: meanOfTrees.auroc, limit: 0.81, aim: 0.84, shown: percent },
    ],
  };
};

type Interval = readonly [low: number, high: number];

/** Both methods are measured on the same resamples, so that what they differ by is that of the methods. */
function intervalsOf(trees: readonly LeftOutSet[], words: readonly LeftOutSet[]) {
  const perSet = trees.map((own, at) => {
    const ofTrees = countedMeasures(own.rows, own.threshold);
    const ofWords = countedMeasures(words[at]?.rows ?? [], words[at]?.threshold ?? 0);
    return [...resampled(own.rows, { seed: at + 1 })].map((counts) => ({
      trees: ofTrees(counts),
      words: ofWords(counts),
    }));
  });
  const draws = (perSet[0] ?? []).map((_, draw) => perSet.flatMap((set) => set[draw] ?? []));
  const over = (of: (one: (typeof draws)[number][number]) => number): Interval =>
    middle(draws.map((sets) => mean(sets.map(of).filter((value) => !Number.isNaN(value)))));
  return {
    balanced: over((one) => one.trees.balancedAccuracy),
    auroc: over((one) => one.trees.auroc),
    gained: over((one) => one.trees.balancedAccuracy - one.words.balancedAccuracy),
    ordered: over((one) => one.trees.auroc - one.words.auroc),
  };
}

const range = ([low, high]: Interval, unit = "%"): string =>
  Number.isFinite(low + high) ? `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} ${unit}` : "–";
