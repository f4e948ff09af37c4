import { mistake } from "../../text/mistake.ts";
import { OPERATING_POINTS } from "../operating-points.ts";
import { balancedThreshold } from "./balanced.ts";
import type { Calibration } from "./calibration.ts";
import { assertCases, type CalibrationCase, isShare } from "./case.ts";
import { releasedFrom } from "./drawn.ts";
import { guaranteedThreshold, type RiskAim } from "./guarantee.ts";
import { fitMap } from "./probability-map.ts";

export interface CalibrateOptions {
  /**
   * What the threshold is for. `"balanced"`, the default: the best mean of the shares of supported claims released and
   * of unsupported ones withheld, without a guarantee. `{ risk: 0.05 }`: released claims are wrong at most 5 % of the time, with 95 % confidence, or
   * the calibration says that the labels do not prove it, and releases nothing.
   */
  readonly aim?: "balanced" | { readonly risk: number; readonly confidence?: number };
  /** Threshold, 0..1, that `"balanced"` starts from and few labels keep near to. Default: that of `supported`. */
  readonly threshold?: number;
}

const CONFIDENCE = 0.95; // the usual one

/**
 * A threshold and a probability map from labelled claims, of which 50 to 300 are worth their while: with fewer the
 * threshold stays near the shipped one, and a risk of 5 % takes 59 answers without an error, 93 with one, 124 with two.
 * The same cases in any order give the same calibration. With labels of one kind only the map is level and
 * `"balanced"` keeps its threshold. Throws `TypeError` for no cases and for malformed ones.
 */
export function calibrate(cases: readonly CalibrationCase[], options: CalibrateOptions = {}): Calibration {
  assertCases(cases);
  const { aim = "balanced", threshold = OPERATING_POINTS.balanced } = options;
  if (!isShare(threshold)) throw mistake("threshold", "be a number from 0 to 1", threshold);
  const risk = riskOf(aim);
  const supported = cases.filter((one) => one.supported).length;
  const released = releasedFrom(cases);
  return {
    version: 1,
    ...(risk === undefined ? { threshold: balancedThreshold(cases, threshold) } : guaranteedThreshold(released, risk)),
    map: fitMap(cases),
    labels: { supported, unsupported: cases.length - supported, answers: released.at(-1)?.groups ?? 0 },
  };
}

function riskOf(aim: CalibrateOptions["aim"]): RiskAim | undefined {
  if (aim === "balanced") return undefined;
  if (typeof aim !== "object" || aim === null) throw mistake("aim", 'be "balanced" or { risk: 0.05 }', aim);
  const { risk, confidence = CONFIDENCE } = aim;
  for (const [name, share] of Object.entries({ risk, confidence }))
    if (!isShare(share) || share < LEAST || share > 1 - LEAST)
      throw mistake(`aim.${name}`, `be a number from ${LEAST} to ${1 - LEAST}`, share);
  return { risk, confidence };
}

const LEAST = 0.0001; // below it, no number of labels that anybody makes proves anything
