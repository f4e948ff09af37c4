import { calibrate } from "vouchsafe/score";
import { percent, table } from "../markdown.ts";
import { drawOf, drawOfWholeSources } from "./draws.ts";
import { byCoverage, byTrees, type LeftOutSet, leftOutSets, shareOf } from "./left-out.ts";
import { mean } from "./resampled.ts";
import type { Part } from "./stage.ts";
import { balancedAccuracy } from "./thresholds.ts";

const LABELS = 100;
export const DRAWS = 20;

/** Each set left out, with a threshold that 100 of its own labels move. */
export const labels: Part = ({ rows, withoutGroups }) => {
  const trees = leftOutSets(rows(), byTrees(withoutGroups())).map(asShares);
  const words = leftOutSets(rows(), byCoverage).map(({ rows: own, ...rest }) => ({
    ...rest,
    threshold: Math.max(0, Math.min(1, rest.threshold)),
    rows: own.map((row) => ({ ...row, score: Math.min(1, row.score) })),
  }));
  const drawn = trees.map((set) => afterLabels(set, drawOf));
  const ofWords = words.map((set) => afterLabels(set, drawOf));
  const ofFew = trees.map((set) => afterLabels(set, drawOfWholeSources));
  const cells = (at: number): readonly string[] =>
    [drawn[at]?.own, drawn[at]?.global, ofWords[at]?.own, ofFew[at]?.own].map((value) => percent(value ?? NaN));
  const over = (all: readonly After[], key: keyof After): number => mean(all.map((one) => one[key]).filter(isNumber));
  const figure = over(drawn, "own");
  return {
    lines: [
      table(
        [
          "left out",
          `balanced accuracy after ${LABELS} labels`,
          "without them, same rows",
          "coverage alone",
          "labels of few whole sources",
        ],
        [
          ...trees.map(({ set }, at) => [set, ...cells(at)]),
          [
            "**mean**",
            percent(figure),
            percent(over(drawn, "global")),
            percent(over(ofWords, "own")),
            percent(over(ofFew, "own")),
          ],
        ],
      ),
      "",
      `Means of ${DRAWS} draws; the threshold is that of \`calibrate\`. Labels are random rows of a half of the sources, or of as many sources as labels if that is less; scored are all rows of the other sources.`,
      `In the last column they are all rows of the first sources drawn: two or three of RAGTruth's.`,
    ],
    bars: [{ name: `mean balanced accuracy after ${LABELS} labels`, figure, limit: 0.735, aim: 0.76, shown: percent }],
  };
};

interface After {
  /** At the threshold that the labels move. */
  readonly own: number;
  /** At the one of the other sets, on the same rows. */
  readonly global: number;
}

function afterLabels({ rows, threshold }: LeftOutSet, draw: typeof drawOf): After {
  const scored = Array.from({ length: DRAWS }, (_, at) => {
    const { labelled, rest } = draw(rows, LABELS, at + 1);
    return {
      own: balancedAccuracy(rest, movedThreshold(labelled, threshold)),
      global: balancedAccuracy(rest, threshold),
    };
  }).filter(({ global }) => isNumber(global));
  return { own: mean(scored.map(({ own }) => own)), global: mean(scored.map(({ global }) => global)) };
}

/** The threshold that `calibrate` makes of labels, starting from the one of the other sets. */
function movedThreshold(labelled: LeftOutSet["rows"], threshold: number): number {
  const cases = labelled.map(({ label, score, source }) => ({ score, supported: label === 1, group: source }));
  return calibrate(cases, { threshold }).threshold ?? threshold;
}

/** Scores and threshold 0..1, as `calibrate` takes them. */
const asShares = ({ rows, threshold, ...rest }: LeftOutSet): LeftOutSet => ({
  ...rest,
  rows: rows.map((row) => ({ ...row, score: shareOf(row.score) })),
  threshold: shareOf(threshold),
});

const isNumber = (value: number): boolean => !Number.isNaN(value);
