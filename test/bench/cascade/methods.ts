import { randomFrom } from "../metrics.ts";
import { type Band, byBand, judgingAll, type Router } from "./cascade.ts";
import { fittedBand, type Worth } from "./fit.ts";
import type { Decided } from "./guarded.ts";
import { verdictsOf } from "./judge.ts";
import type { CascadeSet, Claim } from "./sets.ts";

export const SEEDS = 20;
export const ERROR = 0.2; // of a judge at 80 % balanced accuracy
const LOST = 0.01; // what the bar allows in the mean
const OF_ONE = 0.03; // what no set that is fitted on may lose
const AIM = 0.6;

/** A point of accuracy is worth as many calls as the bar and its aim say: one for sixty in a hundred. */
export const PRICED: Worth = ({ free, losses }) => (LOST / AIM) * free - mean(losses);
/** The widest band that loses no more than the bar allows, nor much on any set. */
export const WIDEST_EVEN: Worth = ({ free, losses }) =>
  mean(losses) <= LOST && Math.max(...losses) <= OF_ONE ? free : Number.NEGATIVE_INFINITY;
export const WIDEST: Worth = ({ free, losses }) => (mean(losses) <= LOST ? free : Number.NEGATIVE_INFINITY);

/** Who is sent, of one set left out. Nothing but `others` is looked at for its labels. */
export type Method = (set: CascadeSet) => Router;

export const always =
  (band: Band): Method =>
  () =>
    byBand(band);

export const fittedTo =
  (worth: Worth): Method =>
  ({ others }) =>
    byBand(bandFor(others, worth));

/** Fitted with verdicts of a judge of its own, simulated on the sets it is fitted on. */
export function bandFor(sets: readonly (readonly Claim[])[], worth: Worth): Band {
  const judged = sets.map((claims, at) => ({
    claims,
    verdicts: seeds().map((seed) => verdictsOf(claims, { error: ERROR, seed: 1_000 * (at + 1) + seed })),
  }));
  return fittedBand(judged, worth);
}

/** As many as `like` sends of the set, drawn at random; the others are decided as if nobody judged. */
export const atRandom =
  (like: Method): Method =>
  (set) =>
  (claims) => {
    const share = like(set)(claims).filter((route) => route === "sent").length / claims.length;
    const random = randomFrom(7);
    return claims.map((claim) => (random() < share ? "sent" : unjudged(claim)));
  };

export const nobodyJudged: Method = () => (claims) => claims.map(unjudged);
const unjudged = ({ free, score }: Claim): Decided => free ?? (score >= 0.5 ? "passes" : "fails");
export const everyoneJudged: Method = () => judgingAll;

export const seeds = (): readonly number[] => Array.from({ length: SEEDS }, (_, at) => at + 1);
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
