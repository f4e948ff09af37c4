import { type TreesFile, VERSION } from "../../src/score/model/trees.ts";
import { randomFrom } from "../bench/metrics.ts";
import { type Bins, binsOf } from "./bins.ts";
import { DERIVED, type Derivatives, histogramOf, histogramWithout } from "./histogram.ts";
import { type Bounds, bestSplit, leafValue, type Split, type SplitOptions, type Total } from "./split.ts";

/** One labelled claim to learn from. */
export interface Sample {
  readonly features: Float64Array;
  readonly label: 0 | 1;
  /** Above 0; `leastWeight` counts in the same unit. */
  readonly weight: number;
}

export interface GrowOptions extends SplitOptions {
  readonly trees: number;
  readonly depth: number;
  /** The share of a leaf's best value that is taken. */
  readonly rate: number;
  /** The share of the features that a tree may ask about, drawn anew for each. */
  readonly columns: number;
  readonly seed: number;
}

interface Data {
  readonly samples: readonly Sample[];
  readonly bins: Bins;
  readonly signs: readonly (1 | -1 | 0)[];
}

const LEAF_DIGITS = 4; // after the point: 150 roundings move a logit by 0.0075 at most
const FURTHEST = 5; // logits: a base beyond it says that one label is all but absent

/**
 * Gradient-boosted trees of the logistic loss, second order, by histograms. A larger value of a feature with sign 1 never
 * lowers the logit, one with sign -1 never raises it; 0 is free. The same samples in the same order give the same bytes.
 * Numbers are rounded before the next tree is grown, so that what is written is what was trained.
 */
export function growTrees(
  samples: readonly Sample[],
  features: readonly { readonly name: string; readonly sign: 1 | -1 | 0 }[],
  options: GrowOptions,
): TreesFile {
  for (const { weight, features: row } of samples) {
    if (!(weight > 0 && Number.isFinite(weight))) throw new TypeError(`Expected a weight above 0, got ${weight}.`);
    if (row.length !== features.length || !row.every((value) => Number.isFinite(value)))
      throw new TypeError(`Expected ${features.length} finite features, got ${row.join(" ")}.`);
  }
  const data: Data = {
    samples,
    bins: binsOf(
      samples.map((sample) => sample.features),
      features.length,
    ),
    signs: features.map(({ sign }) => sign),
  };
  const base = rounded(priorOf(samples));
  const logits = new Float64Array(samples.length).fill(base);
  const random = randomFrom(options.seed);
  const trees = Array.from({ length: options.trees }, () =>
    growTree(data, drawnFrom(features.length, options.columns, random), logits, options),
  );
  return { version: VERSION, features: features.map(({ name }) => name), base, depth: options.depth, trees };
}

/** A node that may be split again; or, without a histogram, one that is settled, whose value is within equal bounds. */
interface Node extends Total, Bounds {
  readonly rows: number;
  readonly members: Int32Array;
  readonly histogram?: Float64Array;
}

/** One tree, flat as in the file. The logits of the samples move by what it says of them. */
function growTree(data: Data, drawn: readonly number[], logits: Float64Array, options: GrowOptions): readonly number[] {
  const derivatives = derivativesOf(data.samples, logits);
  const histogram = (members: Int32Array): Float64Array => histogramOf(data.bins, drawn, members, derivatives);
  const members = Int32Array.from(data.samples.keys());
  const total = totalOf(derivatives, data.samples.length);
  const root: Node = { ...total, low: -Infinity, high: Infinity, members, histogram: histogram(members) };
  const questions: number[] = [];
  let level: readonly Node[] = [root];
  for (let depth = 1; depth <= options.depth; depth += 1) {
    level = level.flatMap((node): readonly Node[] => {
      const sums = node.histogram;
      const split = sums && bestSplit(node, sums, data.bins, data.signs, drawn, options);
      questions.push(split?.feature ?? 0, split?.from ?? 0);
      if (sums === undefined || split === undefined) return settled(node, options);
      const [left, right] = parted(data.bins, split, node.members);
      if (depth === options.depth)
        return [
          { ...split.left, members: left },
          { ...split.right, members: right },
        ];
      // The smaller half is counted; the larger has the rest.
      const isLeft = left.length <= right.length;
      const small = histogram(isLeft ? left : right);
      const large = histogramWithout(sums, small);
      return [
        { ...split.left, members: left, histogram: isLeft ? small : large },
        { ...split.right, members: right, histogram: isLeft ? large : small },
      ];
    });
  }
  const leaves = level.map((node) => rounded(leafValue(node, options.lambda) * options.rate));
  for (const [at, node] of level.entries())
    for (const row of node.members) logits[row] = (logits[row] ?? 0) + (leaves[at] ?? 0);
  return [...questions, ...leaves];
}

/** Both sides of a question that need not be asked: the same value. */
function settled(node: Node, { lambda }: GrowOptions): readonly Node[] {
  const value = leafValue(node, lambda);
  const { histogram: _, ...rest } = node;
  const left: Node = { ...rest, low: value, high: value };
  return [left, { ...left, members: new Int32Array() }];
}

function parted(bins: Bins, split: Split, members: Int32Array): readonly [Int32Array, Int32Array] {
  const left = new Int32Array(split.left.rows);
  const right = new Int32Array(split.right.rows);
  let [toLeft, toRight] = [0, 0];
  for (const row of members) {
    if ((bins.codes[row * bins.features + split.feature] ?? 0) >= split.code) right[toRight++] = row;
    else left[toLeft++] = row;
  }
  return [left, right];
}

function derivativesOf(samples: readonly Sample[], logits: Float64Array): Derivatives {
  const derivatives = new Float64Array(samples.length * DERIVED);
  for (const [row, { label, weight }] of samples.entries()) {
    const chance = 1 / (1 + Math.exp(-(logits[row] ?? 0)));
    derivatives[DERIVED * row] = weight * (chance - label);
    derivatives[DERIVED * row + 1] = weight * chance * (1 - chance);
    derivatives[DERIVED * row + 2] = weight;
  }
  return derivatives;
}

function totalOf(derivatives: Derivatives, rows: number): Total {
  let [gradient, hessian, weight] = [0, 0, 0];
  for (let at = 0; at < derivatives.length; at += DERIVED) {
    gradient += derivatives[at] ?? 0;
    hessian += derivatives[at + 1] ?? 0;
    weight += derivatives[at + 2] ?? 0;
  }
  return { gradient, hessian, weight, rows };
}

function priorOf(samples: readonly Sample[]): number {
  const weightOf = (wanted: 0 | 1): number =>
    samples.reduce((sum, { label, weight }) => (label === wanted ? sum + weight : sum), 0);
  const logit = Math.log(weightOf(1) / weightOf(0));
  return Number.isNaN(logit) ? 0 : Math.max(-FURTHEST, Math.min(FURTHEST, logit));
}

function drawnFrom(count: number, share: number, random: () => number): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  const kept = share >= 1 ? all : all.filter(() => random() < share);
  return kept.length > 0 ? kept : all;
}

/** -0 is written as 0, so it is 0 before too. */
const rounded = (value: number): number => Number(value.toFixed(LEAF_DIGITS)) + 0;
