import { type Bin, binsOf } from "./calibration-error.ts";
import type { EvalCase } from "./case.ts";
import { sortedCases } from "./measure.ts";
import { type Tied, weighed } from "./ties.ts";

/** What is released from a threshold on, of the cases. */
export interface Point {
  readonly threshold: number;
  /** The share of all cases that is released, 0..1. */
  readonly coverage: number;
  /** The share of the released ones that is not supported, 0..1. */
  readonly risk: number;
}
/** What a threshold catches, and what it costs. */
export interface Operating {
  readonly threshold: number;
  /** The share of supported cases below the threshold, 0..1. */
  readonly falseAlarms: number;
  /** The share of unsupported cases below it, 0..1. */
  readonly recall: number;
}

const MOST_POINTS = 200; // of a curve: more than can be told apart when it is drawn

/** The risk-coverage curve, from the highest threshold to the lowest; at most two hundred points. */
export function riskCoverageOf(cases: readonly EvalCase[]): readonly Point[] {
  const points: Point[] = [];
  let released = 0;
  let wrong = 0;
  for (const { value, supported, unsupported } of scoresOf(cases)) {
    released += supported + unsupported;
    wrong += unsupported;
    points.push({ threshold: value, coverage: released / cases.length, risk: wrong / released });
  }
  return thinned(points);
}

/** The curve of AUROC, from the threshold that catches nothing to the one that catches all. Empty with one kind of label. */
export function operatingCurveOf(cases: readonly EvalCase[]): readonly Operating[] {
  const all = cases.filter(({ supported }) => supported).length;
  const others = cases.length - all;
  if (all === 0 || others === 0) return [];
  let below = 0;
  let caught = 0;
  const points: Operating[] = [];
  for (const { value, supported, unsupported } of scoresOf(cases).toReversed()) {
    points.push({ threshold: value, falseAlarms: below / all, recall: caught / others });
    below += supported;
    caught += unsupported;
  }
  return thinned([...points, { threshold: 1, falseAlarms: 1, recall: 1 }]);
}

/** The bins of the expected calibration error. */
export function reliabilityOf(cases: readonly EvalCase[]): readonly Bin[] {
  const sorted = sortedCases(cases);
  return binsOf(weighed(sorted.byProbability, sorted.labels, new Uint8Array(cases.length).fill(1)));
}

function scoresOf(cases: readonly EvalCase[]): readonly Tied[] {
  const { byScore, labels } = sortedCases(cases);
  return weighed(byScore, labels, new Uint8Array(cases.length).fill(1));
}

/** The first, the last, and so many between at equal steps. */
function thinned<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= MOST_POINTS) return items;
  const step = (items.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, at) => items[Math.round(at * step)]).filter(
    (item) => item !== undefined,
  );
}
