import type { FigureName } from "../measure.ts";

/** What each figure is called, and what it says. */
export const FIGURE_WORDS: readonly (readonly [figure: FigureName, name: string, meaning: string])[] = [
  ["precision", "Precision", "Of the flagged, this share is unsupported."],
  ["recall", "Recall", "Of the unsupported, this share is flagged."],
  ["f1", "F1", "The harmonic mean of precision and recall."],
  ["balancedAccuracy", "Balanced accuracy", "The mean of the shares of both kinds that are decided rightly."],
  ["auroc", "AUROC", "The chance that a supported case scores above an unsupported one."],
  ["aurc", "AURC", "The mean risk over all coverages. Less is better."],
  ["expectedCalibrationError", "Calibration error", "How far probabilities are from what happens. Less is better."],
];
