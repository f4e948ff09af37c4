/** `vouchsafe/score`: how much of a claim its sources cover. */
export { type Coverage, coverage } from "./coverage.ts";
export { figuresMissing } from "./figures.ts";
