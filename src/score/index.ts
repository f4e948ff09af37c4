/** `vouchsafe/score`: how much of a claim its sources cover. */
export { coverageOfMissing } from "./absence.ts";
export { addressesMissing } from "./addresses.ts";
export type { AlignedSpan } from "./align/aligned-spans.ts";
export { calendarMissing } from "./calendar.ts";
export { type CalibrateOptions, calibrate } from "./calibrate/calibrate.ts";
export { type Calibration, isReleased, parseCalibration, probabilityOf } from "./calibrate/calibration.ts";
export type { CalibrationCase } from "./calibrate/case.ts";
export { describeCalibration } from "./calibrate/describe.ts";
export type { Guarantee } from "./calibrate/guarantee.ts";
export type { ProbabilityMap } from "./calibrate/probability-map.ts";
export { claimScore } from "./claim-score.ts";
export { type Coverage, coverage } from "./coverage.ts";
export type { ClaimPair, Entailer, Entailment, UnsupportedSpan } from "./entailer.ts";
export { checkFigures, type FigureCheck } from "./figures/check.ts";
export { type NamePlace, namesIn } from "./figures/name-places.ts";
export { namesMissing } from "./figures/names.ts";
export { negationOf } from "./figures/negation.ts";
export { type WrongFigures, wrongFigures } from "./figures/wrong-figures.ts";
export { figuresMissing } from "./figures.ts";
export { isForeign } from "./foreign.ts";
export { OPERATING_POINTS, type OperatingPoint } from "./operating-points.ts";
export { asText, inOwnText } from "./record/as-text.ts";
export { checkRecords, type RecordCheck } from "./record/check.ts";
export {
  assertEntailmentThresholds,
  type EntailmentThresholds,
  type OpenClaim,
  type SettleOptions,
  settleByEntailer,
} from "./settle-by-entailer.ts";
export { type Standing, type StandingOptions, standingOf } from "./standing.ts";
export { type Support, type SupportOptions, support } from "./support.ts";
export { alignedEvidence, isTurned, readEvidence } from "./support-evidence.ts";
export { verbatimIn } from "./verbatim.ts";
