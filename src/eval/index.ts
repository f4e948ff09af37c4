/** `vouchsafe/eval`: labelled cases as numbers, two runs beside each other, and a page with the curves. */
export { type Bound, type Checked, checkBounds, parseBound } from "./bounds.ts";
export type { EvalCase } from "./case.ts";
export { type Change, type Comparison, compare } from "./compare.ts";
export { type Operating, operatingCurveOf, type Point, reliabilityOf, riskCoverageOf } from "./curves.ts";
export { type EvaluateOptions, type Evaluation, evaluate, type Figure, type Measures } from "./evaluate.ts";
export { type HtmlOptions, renderHtml } from "./html/render-html.ts";
export { FIGURES, type FigureName } from "./measure.ts";
export { parseRun } from "./run.ts";
