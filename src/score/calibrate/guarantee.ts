import { trialsNeeded, upperBound } from "./binomial.ts";
import type { Released } from "./drawn.ts";

/** How often released claims may be wrong. */
export interface RiskAim {
  /** The most, above 0 and below 1: 0.05 is one claim in twenty. */
  readonly risk: number;
  /** How sure the labels must make it, above 0 and below 1. Default: 0.95. */
  readonly confidence: number;
}

/** What the labels prove: or that they prove nothing, and how many answers more of the same kind it would take. */
export type Guarantee = RiskAim &
  (
    | {
        readonly status: "holds";
        /** Labelled answers with a released claim, each counted once by one claim drawn. */
        readonly answers: number;
        /** Of how many of them the claim drawn is wrong. */
        readonly wrong: number;
        /** The rate that is not exceeded, with the confidence. */
        readonly atMost: number;
      }
    | {
        readonly status: "none";
        /** Labelled answers that are lacking, if as many of them go wrong as now; absent where no number would do. */
        readonly lacking?: number;
      }
  );

/**
 * The share of the labelled answers, those of the highest scores, with which the search begins. A smaller one fails for
 * the first error, a larger one where only the best scores are good enough.
 */
const FIRST_SHARE = 1 / 3;

/**
 * The lowest threshold that the labels prove, by fixed-sequence testing ("learn then test"): from the best third of the
 * answers on, or from the fewest that could prove anything if a third is fewer, the threshold falls score by score as
 * long as the exact bound is within the risk, and stops at the first that is not. Each answer counts once, by one claim
 * drawn. Since no later test is made after a failure, the confidence is for the whole search, not for one threshold.
 *
 * It holds for answers drawn as the labelled ones were, and for a score that ranks: one whose released claims do not get
 * better as the threshold falls. Of an answer with released claims, a random one is wrong at most so often.
 */
export function guaranteedThreshold(
  released: readonly Released[],
  aim: RiskAim,
): { readonly threshold?: number; readonly guarantee: Guarantee } {
  const { risk, confidence } = aim;
  const answers = released.at(-1)?.groups ?? 0;
  const first = Math.max(trialsNeeded(0, risk, confidence), Math.ceil(answers * FIRST_SHARE));
  let proven: Released | undefined;
  for (const tried of released) {
    if (tried.groups < first) continue;
    if (upperBound(tried.wrong, tried.groups, confidence) > risk) break;
    proven = tried;
  }
  if (proven === undefined) return { guarantee: { ...aim, status: "none", ...lackingOf(released, first, aim) } };
  const { score, groups, wrong } = proven;
  const atMost = upperBound(wrong, groups, confidence);
  return { threshold: score, guarantee: { ...aim, status: "holds", answers: groups, wrong, atMost } };
}

const MOST_NEEDED = 1_000_000; // answers that nobody labels: no number would do

/** How many labelled answers it takes, if of those where the search begins as many are wrong as of these. */
function lackingOf(
  released: readonly Released[],
  first: number,
  { risk, confidence }: RiskAim,
): { readonly lacking?: number } {
  const last = released.at(-1);
  const beginning = released.find(({ groups }) => groups >= first) ?? last;
  if (beginning === undefined || last === undefined) return {};
  const rate = beginning.wrong / beginning.groups;
  let errors = 0;
  let needed = trialsNeeded(errors, risk, confidence);
  // As many errors as the rate makes of so many, until so many are enough for them.
  while (rate < risk && needed < MOST_NEEDED && Math.ceil(rate * needed) > errors) {
    errors = Math.ceil(rate * needed);
    needed = trialsNeeded(errors, risk, confidence);
  }
  if (rate >= risk || needed >= MOST_NEEDED) return {};
  const share = beginning.groups / last.groups;
  return { lacking: Math.max(1, Math.ceil(needed / share) - last.groups) };
}
