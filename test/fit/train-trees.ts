import { FEATURES } from "../../src/score/features/features.ts";
import { claimLogit } from "../../src/score/measure.ts";
import { parseTrees, type Trees, type TreesFile } from "../../src/score/model/trees.ts";
import { type GrowOptions, growTrees, type Sample } from "./grow-trees.ts";
import { type ClaimFeatures, type LabelledRow, weightOfSet } from "./rows.ts";

/** As a prototype had them: fewer or more trees, and shallower ones, made no difference that could be told from noise. */
export const GROWN: GrowOptions = {
  trees: 150,
  depth: 3,
  rate: 0.1,
  lambda: 20,
  leastRows: 30,
  leastWeight: 60,
  columns: 0.5,
  seed: 1,
};

/** The weights fitted to rows. What claims nothing teaches nothing; of several claims a row teaches by the least covered. */
export function trainedFile(rows: readonly LabelledRow[], options: GrowOptions = GROWN): TreesFile {
  return growTrees(samplesOf(rows), FEATURES, options);
}

/** The same, ready to score. */
export function trainedOn(rows: readonly LabelledRow[], options: GrowOptions = GROWN): Trees {
  const names = FEATURES.map(({ name }) => name);
  return parseTrees(trainedFile(rows, options), names);
}

/** The least logit of a row's claims; infinity if it claims nothing. */
export function rowLogit(trees: Trees, { claims }: LabelledRow): number {
  return Math.min(...claims.map((claim) => claimLogit(trees, claim)));
}

/**
 * In a set both labels weigh the same, and a set weighs as the square root of its rows: a large one says more, but not as
 * often as it has rows. Samples weigh 1 on average.
 */
export function samplesOf(rows: readonly LabelledRow[]): readonly Sample[] {
  const taught = rows.filter(({ claims }) => claims.length > 0);
  const kind = ({ set, label }: LabelledRow): string => `${set} ${label}`;
  const ofSet = Map.groupBy(taught, ({ set }) => set);
  const ofKind = Map.groupBy(taught, kind);
  const weights = taught.map((row) => {
    const count = ofSet.get(row.set)?.length ?? 0;
    return (weightOfSet(row.set) * Math.sqrt(count)) / (ofKind.get(kind(row))?.length ?? 1);
  });
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return taught.map(({ label, claims }, at) => ({
    features: leastCovered(claims),
    label,
    weight: (weights[at] ?? 0) / mean,
  }));
}

function leastCovered(claims: readonly ClaimFeatures[]): Float64Array {
  const [first, ...others] = claims;
  const least = others.reduce((least, other) => (least && other.coverage < least.coverage ? other : least), first);
  return least?.features ?? new Float64Array(FEATURES.length);
}
