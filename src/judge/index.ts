/** `vouchsafe/judge`: a cheap model that settles what the free guards left open. */
export type { Judge, Ruling } from "../types.ts";
export { type CalibrateJudgeOptions, calibrateJudge, type LabelledClaim } from "./calibrate-judge.ts";
export { type JudgeCalibration, parseJudgeCalibration } from "./calibration.ts";
export { judge } from "./judge.ts";
export type { JudgeOptions } from "./options.ts";
export { panel } from "./panel.ts";
export { type Rate, type RaterOptions, type Rating, rater } from "./rater.ts";
export { type PromptItem, readPrompt } from "./read-prompt.ts";
export { type Rubric, type RubricLabel, SUPPORT_RUBRIC } from "./rubric.ts";
