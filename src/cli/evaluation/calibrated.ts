import type { EvalCase } from "vouchsafe/eval";
import { type Calibration, calibrate } from "vouchsafe/score";

/** The calibration that labelled cases make. Those of one cluster are one answer to it. */
export function calibrated(cases: readonly EvalCase[], risk: number | undefined): Calibration {
  const labelled = cases.map(({ score, supported, cluster }) => ({
    score,
    supported,
    ...(cluster === undefined ? {} : { group: cluster }),
  }));
  return calibrate(labelled, risk === undefined ? {} : { aim: { risk } });
}
