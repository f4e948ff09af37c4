import { ratesOf, type Scored } from "../metrics.ts";

/** Rows of at least the threshold count as supported. `NaN` unless both labels occur. */
export function balancedAccuracy(rows: readonly Scored[], threshold: number): number {
  return ratesOf(rows.map(({ label, score }) => ({ bad: label === 0, flagged: score < threshold }))).balancedAccuracy;
}

/** The threshold with the best balanced accuracy, mean of the sets, each of which counts the same: halfway between two scores. */
export function balancedThreshold(sets: readonly (readonly Scored[])[]): number {
  const weighed = sets.flatMap((rows) => {
    const supported = rows.filter(({ label }) => label === 1).length;
    return rows.map(({ label, score }) => ({
      score,
      // What raising the threshold over this row gains: a row that is not supported, or one that is and is lost.
      gain: label === 0 ? 1 / (rows.length - supported) : -1 / supported,
    }));
  });
  return bestCut(weighed);
}

/** Where the threshold lies so that the gains of all rows below it are largest; of equals the lowest. */
export function bestCut(rows: readonly { readonly score: number; readonly gain: number }[]): number {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  let best = { gain: 0, cut: cutBetween(Number.NEGATIVE_INFINITY, sorted[0]?.score ?? 0) };
  let gain = 0;
  for (const [at, row] of sorted.entries()) {
    gain += row.gain;
    const next = sorted[at + 1]?.score ?? Number.POSITIVE_INFINITY;
    if (next > row.score && gain > best.gain + 1e-12) best = { gain, cut: cutBetween(row.score, next) };
  }
  return best.cut;
}

/** Halfway; a finite number though one of both be infinite. */
export function cutBetween(below: number, above: number): number {
  if (!Number.isFinite(below)) return Number.isFinite(above) ? above - 1 : 0;
  return Number.isFinite(above) ? (below + above) / 2 : below + 1;
}

/**
 * Where few labelled rows put the threshold: each row counts as right by a smooth step, half the scores' standard deviation
 * wide, so that one row more does not move the optimum far.
 */
export function smoothedThreshold(rows: readonly Scored[]): number {
  const finite = rows.filter(({ score }) => Number.isFinite(score)).map(({ score }) => score);
  const mean = finite.reduce((sum, score) => sum + score, 0) / finite.length;
  const width = Math.sqrt(finite.reduce((sum, score) => sum + (score - mean) ** 2, 0) / finite.length) / 2 || 1;
  const supported = rows.filter(({ label }) => label === 1).length;
  const rightAt = (threshold: number): number =>
    rows.reduce((sum, { label, score }) => {
      const above = 1 / (1 + Math.exp((threshold - score) / width));
      return sum + (label === 1 ? above / supported : (1 - above) / (rows.length - supported));
    }, 0);
  let best = { right: Number.NEGATIVE_INFINITY, threshold: mean };
  for (const threshold of finite.toSorted((a, b) => a - b)) {
    const right = rightAt(threshold);
    if (right > best.right) best = { right, threshold };
  }
  return best.threshold;
}

const WORTH = 8; // rows of the rarer label by which own labels count as much as all other sets

/** The threshold that some labels of a set give, drawn to that of the other sets the more, the fewer there are of the rarer label. */
export function shrunkThreshold(labelled: readonly Scored[], global: number): number {
  const supported = labelled.filter(({ label }) => label === 1).length;
  const rarer = Math.min(supported, labelled.length - supported);
  if (rarer === 0) return global;
  return (rarer * smoothedThreshold(labelled) + WORTH * global) / (rarer + WORTH);
}

/** The threshold below which flagging gives the best F1, rows labelled 0 being what is to be flagged: halfway between two scores. */
export function flaggingThreshold(rows: readonly Scored[]): number {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  const bad = rows.filter(({ label }) => label === 0).length;
  let best = { f1: 0, cut: cutBetween(Number.NEGATIVE_INFINITY, sorted[0]?.score ?? 0) };
  let caught = 0;
  for (const [at, { label, score }] of sorted.entries()) {
    if (label === 0) caught += 1;
    const next = sorted[at + 1]?.score ?? Number.POSITIVE_INFINITY;
    const f1 = (2 * caught) / (at + 1 + bad);
    if (next > score && f1 > best.f1) best = { f1, cut: cutBetween(score, next) };
  }
  return best.cut;
}
