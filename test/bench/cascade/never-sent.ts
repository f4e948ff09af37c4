import { BAND } from "../../../src/judge/band.ts";
import type { LabelledRow } from "../../fit/rows.ts";
import type { Bar } from "../locate/bars.ts";
import { percent, table } from "../markdown.ts";
import { byCoverage, byTrees, shareOf, type TrainedWithout } from "../support/left-out.ts";
import { middle } from "../support/resampled.ts";
import type { Guarded } from "./guarded.ts";
import { type Interval, type Measured, measured, summed } from "./measured.ts";
import {
  always,
  atRandom,
  bandFor,
  ERROR,
  everyoneJudged,
  fittedTo,
  type Method,
  nobodyJudged,
  PRICED,
  SEEDS,
  WIDEST,
  WIDEST_EVEN,
} from "./methods.ts";
import { type CascadeSet, cascadeSets, scoresAlone } from "./sets.ts";

export interface NeverSentInput {
  readonly rows: readonly LabelledRow[];
  readonly guarded: ReadonlyMap<string, readonly Guarded[]>;
  readonly without: TrainedWithout;
}

/** Claims that a judge never sees, and what that costs in balanced accuracy. */
export function neverSent({ rows, guarded, without }: NeverSentInput): {
  readonly lines: readonly string[];
  readonly bars: readonly Bar[];
} {
  const logits = byTrees(without);
  const sets = cascadeSets(rows, guarded, (row, groups) => shareOf(logits(row, groups)));
  const words = cascadeSets(rows, guarded, (row, groups) => Math.min(1, byCoverage(row, groups)));
  const shipped = always(BAND);
  const named = `${BAND[0]} to ${BAND[1]}`;
  const methods: readonly (readonly [name: string, sets: readonly CascadeSet[], method: Method])[] = [
    ["all judged", sets, everyoneJudged],
    [`**band ${named}, the shipped one: no label set it**`, sets, shipped],
    ["the same, without what checks decide", scoresAlone(sets), shipped],
    ["band fitted on the other sets: a point is worth 60 calls in 100", sets, fittedTo(PRICED)],
    ["band fitted: the widest that loses 1 point on them, and 3 on none", sets, fittedTo(WIDEST_EVEN)],
    ["band fitted: the widest that loses 1 point on them", sets, fittedTo(WIDEST)],
    ["band of coverage, fitted: a point is worth 60 calls in 100", scoresAlone(words), fittedTo(PRICED)],
    [`as many as ${named} sends, drawn at random`, sets, atRandom(shipped)],
    ["nobody judged", sets, nobodyJudged],
  ];
  const results = methods.map(([name, own, method]) => ({ name, sets: measured(own, method) }));
  const [, main, , fitted] = results;
  const figures = summed(main?.sets ?? []);
  const ofFitted = summed(fitted?.sets ?? []);
  const judges = [0.3, 0.25, 0.2, 0.15, 0.1].flatMap((error) => [
    judgeRow(sets, error, [error, 1 - error]),
    ...(error === ERROR ? [judgeRow(sets, error, [error, 1 - error], 0.12)] : [judgeRow(sets, error, BAND)]),
  ]);
  return {
    lines: [
      table(
        [
          "what is sent",
          "never sent",
          "in the worst set",
          "balanced accuracy",
          "all judged",
          "points lost",
          "95 % interval",
          "most in one set",
        ],
        results.map(({ name, sets: own }) => methodRow(name, own)),
      ),
      "",
      `Means of the seven sets, each left out whole with its group: its claims are scored by trees that saw none of it, and a fitted band is fitted on the other sets, scored by trees that saw neither. The judge is right about ${percent(1 - ERROR)} of both labels, ${SEEDS} seeds; below 0 points are gained. Intervals: 1,000 resamples of whole sources, a seed each.`,
      `Fitted on all seven sets a point for 60 calls makes a band from ${bandFor(
        sets.map(({ claims }) => claims),
        PRICED,
      )
        .map((cut) => cut.toFixed(2))
        .join(" to ")}.`,
      "",
      table(
        [
          "left out",
          "claims",
          "never sent",
          "95 % interval",
          "checks fail",
          "checks pass",
          "below",
          "above",
          "balanced accuracy",
          "all judged",
          "points lost",
          "95 % interval",
        ],
        (main?.sets ?? []).map((one, at) => setRow(one, sets[at])),
      ),
      "",
      table(
        ["judge", "band", "never sent", "balanced accuracy", "all judged", "points lost", "most in one set"],
        judges,
      ),
    ],
    bars: [...barsOf(`band ${named}`, figures), ...barsOf("band fitted on the other sets", ofFitted)].filter(
      ({ figure }) => !Number.isNaN(figure),
    ),
  };
}

const barsOf = (name: string, { free, loss }: { readonly free: number; readonly loss: number }): readonly Bar[] => [
  { name: `claims never sent, ${name}`, figure: free, limit: 0.4, aim: 0.6, shown: percent },
  { name: `points lost in the mean, ${name}`, figure: loss, limit: 0.01, aim: 0, most: true, shown: points },
];

function methodRow(name: string, sets: readonly Measured[]): readonly string[] {
  const { free, least, balanced, all, loss, worst, lossInterval } = summed(sets);
  const most = worst === undefined ? "–" : `${points(worst.loss)} (${worst.set})`;
  return [
    name,
    percent(free),
    percent(least),
    percent(balanced),
    percent(all),
    points(loss),
    range(lossInterval),
    most,
  ];
}

function judgeRow(
  sets: readonly CascadeSet[],
  error: number,
  band: readonly [number, number],
  shared = 0,
): readonly string[] {
  const { free, balanced, all, loss, worst } = summed(measured(sets, always(band), { error, shared }));
  const kind = shared === 0 ? "" : `, ${100 * shared} points less where the score is wrong`;
  return [
    `${percent(1 - error)}${kind}`,
    band.map((cut) => cut.toFixed(2)).join(" to "),
    percent(free),
    percent(balanced),
    percent(all),
    points(loss),
    `${points(worst?.loss ?? Number.NaN)} (${worst?.set ?? ""})`,
  ];
}

function setRow(
  { set, rows, routes, free, balanced, all, loss, drawn }: Measured,
  own?: CascadeSet,
): readonly string[] {
  const claims = own?.claims ?? [];
  const share = (route: string, isChecked: boolean): string =>
    percent(routes.filter((one, at) => one === route && (claims[at]?.free !== undefined) === isChecked).length / rows);
  return [
    set,
    String(rows),
    percent(free),
    middle(drawn.map((one) => one.free))
      .map(percent)
      .join(" to "),
    share("fails", true),
    share("passes", true),
    share("fails", false),
    share("passes", false),
    percent(balanced),
    percent(all),
    points(loss),
    range(middle(drawn.map((one) => one.loss))),
  ];
}

const points = (share: number): string => (Number.isFinite(share) ? (100 * share).toFixed(1) : "–");
const range = (interval: Interval): string => interval.map(points).join(" to ");
