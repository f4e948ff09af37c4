import { percent, table } from "../markdown.ts";
import { drawOf, drawOfWholeSources } from "./draws.ts";
import { byCoverage, byTrees, type LeftOutSet, leftOutSets } from "./left-out.ts";
import { mean } from "./resampled.ts";
import type { Part } from "./stage.ts";
import { balancedAccuracy, shrunkThreshold } from "./thresholds.ts";

const LABELS = 100;
export const DRAWS = 20;

/** Each set left out, with a threshold that 100 of its own labels move. */
export const labels: Part = ({ rows, withoutGroups }) => {
  const trees = leftOutSets(rows(), byTrees(withoutGroups()));
  const words = leftOutSets(rows(), byCoverage);
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
      `Means of ${DRAWS} draws. Labels are random rows of a half of the sources, or of as many sources as labels if that is less; scored are all rows of the other sources.`,
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
      own: balancedAccuracy(rest, shrunkThreshold(labelled, threshold)),
      global: balancedAccuracy(rest, threshold),
    };
  }).filter(({ global }) => isNumber(global));
  return { own: mean(scored.map(({ own }) => own)), global: mean(scored.map(({ global }) => global)) };
}

const isNumber = (value: number): boolean => !Number.isNaN(value);
