import { clustersOf, type Interval, intervalsOf } from "./bootstrap.ts";
import { assertEvalCases, type EvalCase } from "./case.ts";
import { type Point, riskCoverageOf } from "./curves.ts";
import { countsOf, FIGURES, type FigureName, measure, sortedCases } from "./measure.ts";
import type { Counts } from "./rates.ts";

/** A figure with its 95 % interval, where there is one; or why it cannot be computed. */
export type Figure =
  | { readonly value: number; readonly low?: number; readonly high?: number }
  | { readonly missing: string };

/** What is measured of some cases. Positive is an unsupported case; a flagged one was taken for positive. */
export interface Measures {
  readonly cases: number;
  readonly supported: number;
  readonly unsupported: number;
  readonly flagged: number;
  /** How many clusters the intervals are drawn from. */
  readonly clusters: number;
  readonly counts: Counts;
  readonly figures: { readonly [Name in FigureName]: Figure };
}

/** Labelled cases as numbers: plain data that survives JSON. */
export interface Evaluation {
  readonly version: 1;
  readonly positive: "unsupported";
  /** Of what the calibration error is: of calibrated probabilities, or of raw support, which is none. */
  readonly probabilities: "calibrated" | "raw";
  readonly overall: Measures;
  readonly groups: readonly (Measures & { readonly group: string })[];
  readonly riskCoverage: readonly Point[];
  readonly cases: readonly EvalCase[];
}

export interface EvaluateOptions {
  /** How often clusters are drawn for the intervals: 0 for none. Default: 1,000, fewer for over 20,000 cases. */
  readonly resamples?: number;
  /** Default: 1. */
  readonly seed?: number;
}

/**
 * Precision, recall, F1, balanced accuracy, AUROC, the area under the risk-coverage curve and the expected calibration
 * error, of all cases and of each group, with intervals clustered by source. Throws `TypeError` for malformed cases.
 */
export function evaluate(cases: readonly EvalCase[], options: EvaluateOptions = {}): Evaluation {
  assertEvalCases(cases);
  const groups = [...Map.groupBy(cases, ({ group }) => group)].flatMap(([group, members]) =>
    group === undefined ? [] : [{ group, ...measuresOf(members, options) }],
  );
  return {
    version: 1,
    positive: "unsupported",
    probabilities: cases.some(({ probability }) => probability !== undefined) ? "calibrated" : "raw",
    overall: measuresOf(cases, options),
    groups: groups.sort((a, b) => b.cases - a.cases || (a.group < b.group ? -1 : 1)),
    riskCoverage: riskCoverageOf(cases),
    cases,
  };
}

export function measuresOf(cases: readonly EvalCase[], { resamples, seed }: EvaluateOptions = {}): Measures {
  const sorted = sortedCases(cases);
  const once = new Uint8Array(cases.length).fill(1);
  const values = measure(sorted, once);
  const counts = countsOf(cases, once);
  const intervals =
    resamples === 0
      ? {}
      : intervalsOf(sorted, {
          ...(resamples === undefined ? {} : { resamples }),
          ...(seed === undefined ? {} : { seed }),
        });
  const { caught, missed, alarms, quiet } = counts;
  return {
    cases: cases.length,
    supported: alarms + quiet,
    unsupported: caught + missed,
    flagged: caught + alarms,
    clusters: clustersOf(sorted).length,
    counts,
    figures: Object.fromEntries(
      FIGURES.map((name) => [name, figureOf(values[name], intervals[name], reasonOf(counts))]),
    ) as Measures["figures"],
  };
}

function figureOf(value: number, interval: Interval | undefined, missing: string): Figure {
  if (!Number.isFinite(value)) return { missing };
  return { value, ...(interval === undefined ? {} : { low: interval[0], high: interval[1] }) };
}

/** Why a figure of such counts cannot be computed. */
function reasonOf({ caught, missed, alarms, quiet }: Counts): string {
  if (caught + missed + alarms + quiet === 0) return "there are no cases";
  if (caught + missed === 0) return "no case is labelled unsupported";
  if (alarms + quiet === 0) return "no case is labelled supported";
  return "nothing is flagged";
}
