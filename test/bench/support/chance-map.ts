import type { Scored } from "../metrics.ts";

/** From a logit to a chance: a line within the logistic function. */
export interface ChanceMap {
  readonly slope: number;
  readonly offset: number;
}

export const chanceOf = ({ slope, offset }: ChanceMap, logit: number): number =>
  1 / (1 + Math.exp(-(slope * logit + offset)));

/** Scores of the trees as they are: they were trained with both labels weighing the same. */
const AS_TRAINED: ChanceMap = { slope: 1, offset: 0 };
/** How sure it is beforehand, as inverse variances: slopes of sets differ by a half, base rates by a factor of ten. */
const SURE: ChanceMap = { slope: 4, offset: 0.2 };
const STEPS = 50; // of Newton's; five are enough for most

/** The line most likely after labels, as those know it who have seen none: Newton's method on two numbers. */
export function chanceMapOf(labelled: readonly Scored[], before: ChanceMap = AS_TRAINED): ChanceMap {
  const rows = labelled.filter(({ score }) => Number.isFinite(score));
  let { slope, offset } = before;
  for (let step = 0; step < STEPS; step += 1) {
    let g1 = SURE.slope * (slope - before.slope);
    let g0 = SURE.offset * (offset - before.offset);
    let [h11, h10, h00] = [SURE.slope, 0, SURE.offset];
    for (const { score, label } of rows) {
      const chance = chanceOf({ slope, offset }, score);
      const spread = chance * (1 - chance);
      g1 += (chance - label) * score;
      g0 += chance - label;
      h11 += spread * score * score;
      h10 += spread * score;
      h00 += spread;
    }
    const determinant = h11 * h00 - h10 * h10;
    const [bySlope, byOffset] = [(g1 * h00 - g0 * h10) / determinant, (g0 * h11 - g1 * h10) / determinant];
    // Full steps can overshoot where all chances are near 0 or 1.
    slope -= Math.max(-1, Math.min(1, bySlope));
    offset -= Math.max(-1, Math.min(1, byOffset));
    if (Math.abs(bySlope) + Math.abs(byOffset) < 1e-10) break;
  }
  return { slope, offset };
}
