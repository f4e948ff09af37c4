import { logitOf, parseTrees } from "../../../src/score/model/trees.ts";
import { type GrowOptions, growTrees } from "../../fit/grow-trees.ts";
import type { ScoredAnswer } from "./folds.ts";

/** What is told of an answer by the logits of its claims; nothing of its task. */
const FEATURES = [
  { name: "lowest", sign: 1 },
  { name: "second lowest", sign: 1 },
  { name: "mean", sign: 1 },
  { name: "claims below even", sign: -1 },
  { name: "claims well below even", sign: -1 },
  { name: "fails whatever the threshold", sign: -1 },
] as const;
const NAMES = FEATURES.map(({ name }) => name);
const GROWN: GrowOptions = {
  trees: 80,
  depth: 2,
  rate: 0.1,
  lambda: 5,
  leastRows: 20,
  leastWeight: 20,
  columns: 1,
  seed: 1,
};
const CERTAIN = 8; // logits: what claims nothing is that certainly supported

function featuresOf({ scored, isFlagged }: ScoredAnswer): Float64Array {
  const logits = scored.map(({ logit }) => Math.max(-CERTAIN, Math.min(CERTAIN, logit))).sort((a, b) => a - b);
  const [lowest = CERTAIN, second = CERTAIN] = logits;
  return Float64Array.of(
    lowest,
    second,
    logits.length === 0 ? CERTAIN : logits.reduce((sum, logit) => sum + logit, 0) / logits.length,
    logits.filter((logit) => logit < 0).length,
    logits.filter((logit) => logit < -1).length,
    isFlagged ? 1 : 0,
  );
}

/** A score of answers, higher for clean ones, learned from answers. */
export function answerScore(answers: readonly ScoredAnswer[]): (answer: ScoredAnswer) => number {
  const samples = answers.map((answer) => ({
    features: featuresOf(answer),
    label: answer.bad ? (0 as const) : (1 as const),
    weight: 1,
  }));
  const trees = parseTrees(growTrees(samples, FEATURES, GROWN), NAMES);
  return (answer) => logitOf(trees, featuresOf(answer));
}

/** The lowest logit of an answer's claims; infinity if it makes none. */
export const lowestLogit = ({ scored }: ScoredAnswer): number => Math.min(...scored.map(({ logit }) => logit));

/** The lowest coverage of an answer's claims; infinity if it makes none. */
export const lowestCoverage = ({ scored }: ScoredAnswer): number => Math.min(...scored.map(({ coverage }) => coverage));
