import { cutBetween } from "../support/thresholds.ts";
import type { Band } from "./cascade.ts";
import type { Claim } from "./sets.ts";

/** A set whose labels may be used, with the verdicts of a judge, once for each seed. */
export interface Judged {
  readonly claims: readonly Claim[];
  readonly verdicts: readonly Uint8Array[];
}
/** What a band comes to on such sets. */
interface Fitted {
  /** Mean share never sent. */
  readonly free: number;
  /** Balanced accuracy lost against judging all, each set by itself; below 0 it is gained. */
  readonly losses: readonly number[];
}
/** What a band is worth; minus infinity if it is out of the question. */
export type Worth = (fitted: Fitted) => number;

const STEPS = 120; // cuts tried, at as many quantiles of the scores of all sets

/** The band that is worth most on these sets. */
export function fittedBand(sets: readonly Judged[], worth: Worth): Band {
  const cuts = cutsOf(sets.flatMap(({ claims }) => claims.map(({ score }) => score)));
  const gained = sets.map((set) => gainsOf(set, cuts));
  let best: { readonly band: Band; readonly value: number } = { band: [0, 1], value: Number.NEGATIVE_INFINITY };
  for (const [low, from] of cuts.entries()) {
    for (const [high, to] of cuts.entries()) {
      if (high < low) continue;
      const figures = gained.map(({ below, above, sent, whatever }) => ({
        free: 1 - ((sent[high] ?? 0) - (sent[low] ?? 0)),
        loss: -((below[low] ?? 0) + (above[high] ?? 0) + whatever),
      }));
      const free = figures.reduce((sum, one) => sum + one.free, 0) / figures.length;
      const value = worth({ free, losses: figures.map(({ loss }) => loss) });
      if (value > best.value) best = { band: [from, to], value };
    }
  }
  return best.band;
}

/** Halfway between scores, so that no score lies on a cut. */
function cutsOf(scores: readonly number[]): readonly number[] {
  const sorted = [...new Set(scores.filter(Number.isFinite))].sort((a, b) => a - b);
  const at = (step: number): number => Math.floor((step * sorted.length) / STEPS);
  const places = [...new Set(Array.from({ length: STEPS + 1 }, (_, step) => at(step)))];
  return places.map((place) =>
    cutBetween(sorted[place - 1] ?? Number.NEGATIVE_INFINITY, sorted[place] ?? Number.POSITIVE_INFINITY),
  );
}

/** What is gained over judging all, in balanced accuracy, by deciding for free all that a cut leaves on one side. */
function gainsOf({ claims, verdicts }: Judged, cuts: readonly number[]) {
  const of = [0, 1].map((label) => claims.filter((claim) => claim.label === label).length);
  const gains = claims.map(({ label, score, free }, at) => {
    const judged = verdicts.reduce((sum, one) => sum + (one[at] ?? 0), 0) / verdicts.length;
    const gain = (passes: boolean): number => ((passes === (label === 1) ? 1 : 0) - judged) / (2 * (of[label] ?? 1));
    return { score, free, failed: gain(false), passed: gain(true) };
  });
  const scored = gains.filter(({ free }) => free === undefined).sort((a, b) => a.score - b.score);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const placed = cuts.map((cut) => scored.filter(({ score }) => score < cut).length);
  return {
    below: placed.map((place) => sum(scored.slice(0, place).map(({ failed }) => failed))),
    above: placed.map((place) => sum(scored.slice(place).map(({ passed }) => passed))),
    sent: placed.map((place) => place / claims.length),
    whatever: sum(
      gains.map(({ free, failed, passed }) => (free === undefined ? 0 : free === "fails" ? failed : passed)),
    ),
  };
}
