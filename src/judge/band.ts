/**
 * Scores of `supported` between which a judge is worth asking, both included: where the score is wrong more often than a judge that is
 * right eight times in ten. Scores are chances where half of all claims are supported, so no label set this; the seven
 * sets it was measured on (`npm run bench:cascade -- --data DIR`) had no part in the trees that scored them. For a judge that
 * is wrong in a share `e` of the claims it is `[e, 1 - e]`.
 */
export const BAND: readonly [from: number, to: number] = [0.2, 0.8];
