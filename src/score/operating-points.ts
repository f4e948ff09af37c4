/**
 * Scores from which a claim stands where no judge is configured. `balanced` is the median of five folds' thresholds that catch 62 % of
 * RAGTruth's bad answers to questions and summaries, `strict` of those that catch 80 %, `permissive` 50 %; both errors of each are printed by
 * `npm run bench:support -- --data DIR --part escalations`.
 */
export const OPERATING_POINTS = { strict: 0.4, balanced: 0.25, permissive: 0.15 } as const;
export type OperatingPoint = keyof typeof OPERATING_POINTS;
