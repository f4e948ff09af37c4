import { type Calibration, isReleased, parseCalibration, probabilityOf } from "./calibrate/calibration.ts";
import { OPERATING_POINTS, type OperatingPoint } from "./operating-points.ts";

export interface StandingOptions {
  /** Where claims stand if nobody else decides; both errors of each stand in the README. Default: `"balanced"`. */
  readonly operatingPoint?: OperatingPoint;
  /** The score itself, above 0 and up to 1, from which a claim stands, in place of an operating point. */
  readonly threshold?: number;
  /** What `calibrate` made of this deployment's own labels; overrides both. Where it proves no threshold, no score carries a claim. */
  readonly calibration?: Calibration;
}

/** What scores mean: from which a claim stands, and as what they are told. */
export interface Standing {
  readonly stands: (score: number) => boolean;
  /** The score, or the probability that labels have made of it. */
  readonly told: (score: number) => number;
}

/** Throws `TypeError` for options that are none. */
export function standingOf({ operatingPoint = "balanced", threshold, calibration }: StandingOptions): Standing {
  if (!Object.hasOwn(OPERATING_POINTS, operatingPoint)) {
    const known = Object.keys(OPERATING_POINTS).join(", ");
    throw new TypeError(`Expected \`operatingPoint\` to be one of ${known}, got ${String(operatingPoint)}.`);
  }
  if (threshold !== undefined && !(typeof threshold === "number" && threshold > 0 && threshold <= 1))
    throw new TypeError(`Expected \`threshold\` to be a number above 0 and up to 1, got ${String(threshold)}.`);
  if (calibration !== undefined) {
    const own = parseCalibration(calibration);
    return { stands: (score) => isReleased(own, score), told: (score) => probabilityOf(own, score) };
  }
  const least = threshold ?? OPERATING_POINTS[operatingPoint];
  return { stands: (score) => score >= least, told: (score) => score };
}
