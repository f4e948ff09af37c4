import { table } from "../markdown.ts";
import { calibrationError, errorOfPerfection, type Forecast } from "./calibration-error.ts";
import { chanceMapOf, chanceOf } from "./chance-map.ts";
import { drawOf } from "./draws.ts";
import { DRAWS } from "./labels.ts";
import { byTrees, leftOutSets, type ScoredRow } from "./left-out.ts";
import { mean } from "./resampled.ts";
import type { Part } from "./stage.ts";

const LABELS = 300;
const FEWEST = 600;

/** Each large set left out: how far chances are off after 300 of its labels. */
export const calibration: Part = ({ rows, withoutGroups }) => {
  const large = leftOutSets(rows(), byTrees(withoutGroups()))
    .map(({ set, rows: own }) => ({ set, rows: own.filter(({ score }) => Number.isFinite(score)) }))
    .filter(({ rows: own }) => own.length >= FEWEST);
  const results = large.map(({ set, rows: own }) => ({ set, ...errorsOf(own) }));
  const over = (key: "error" | "perfect" | "pooled" | "before"): number => mean(results.map((result) => result[key]));
  const cells = (of: (key: "error" | "perfect" | "pooled" | "before") => number): readonly string[] =>
    (["error", "perfect", "pooled", "before"] as const).map((key) => shown(of(key)));
  const figure = over("error");
  return {
    lines: [
      table(
        [
          "left out",
          "labels, of them not supported",
          "claims scored",
          `error after ${LABELS} labels`,
          "that of perfect chances",
          "all draws in one",
          "without labels",
        ],
        [
          ...results.map((result) => [
            result.set,
            `${LABELS}, ${result.not.toFixed(0)}`,
            result.scored.toFixed(0),
            ...cells((key) => result[key]),
          ]),
          ["**mean**", "", "", ...cells(over)],
        ],
      ),
      "",
      `Expected calibration error in 15 bins of equal mass, means of ${DRAWS} draws by source, over sets with at least ${FEWEST} claims. Sentences that claim nothing have no chance and are left out.`,
      "Perfect chances show an error too, since few rows a bin scatter; with all draws in one they show next to none.",
    ],
    bars:
      results.length === 0
        ? []
        : [
            {
              name: `expected calibration error after ${LABELS} labels`,
              figure,
              limit: 0.05,
              aim: 0.03,
              most: true,
              shown,
            },
          ],
  };
};

function errorsOf(rows: readonly ScoredRow[]) {
  const draws = Array.from({ length: DRAWS }, (_, at) => {
    const { labelled, rest } = drawOf(rows, LABELS, at + 1);
    const forecasts = (map: ReturnType<typeof chanceMapOf>): readonly Forecast[] =>
      rest.map(({ score, label }) => ({ chance: chanceOf(map, score), label }));
    return { labelled, after: forecasts(chanceMapOf(labelled)), before: forecasts(chanceMapOf([])) };
  });
  return {
    not: mean(draws.map(({ labelled }) => labelled.filter(({ label }) => label === 0).length)),
    scored: mean(draws.map(({ after }) => after.length)),
    error: mean(draws.map(({ after }) => calibrationError(after))),
    perfect: mean(draws.map(({ after }) => errorOfPerfection(after))),
    pooled: calibrationError(draws.flatMap(({ after }) => after)),
    before: mean(draws.map(({ before }) => calibrationError(before))),
  };
}

const shown = (error: number): string => (Number.isFinite(error) ? error.toFixed(3) : "–");
