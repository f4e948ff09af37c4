/** Version of the file's shape: raised when a reader of the old shape would read the new one wrongly. */
export const VERSION = 1;

/** Regression trees whose values add up to a logit, as they lie in a file. */
export interface TreesFile {
  readonly version: typeof VERSION;
  /** Names of the features that the trees were trained on, in the order of the vector. */
  readonly features: readonly string[];
  /** The logit before any tree has spoken. */
  readonly base: number;
  /** Questions that each tree asks of a claim, 1..8; all its trees are complete. */
  readonly depth: number;
  /**
   * Each tree, flat: `2 ** depth - 1` questions, level by level, each as the position of a feature and the value from
   * which on the claim goes to the right; then `2 ** depth` leaves, from the left. A tree with less to ask says the same
   * on both sides of a question.
   */
  readonly trees: readonly (readonly number[])[];
}

/** The same, laid out for evaluation. */
export interface Trees {
  readonly base: number;
  readonly depth: number;
  readonly count: number;
  /** The feature each question is about, those of all trees one after the other. */
  readonly asked: Uint8Array;
  /** The value from which on a question leads to the right. */
  readonly from: Float64Array;
  readonly leaves: Float64Array;
}

const DEEPEST = 8;
const MOST_FEATURES = 256; // their positions are kept in a byte
const LARGEST = 1_000; // a logit beyond it is broken: sums of larger ones could overflow

/** Trees read from JSON. TypeError if the weights are of another version, of other features, or broken. */
export function parseTrees(json: unknown, features: readonly string[]): Trees {
  const { version, features: named, base, depth, trees } = isRecord(json) ? json : {};
  if (version !== VERSION) throw wrong("be of version", VERSION, version);
  expectFeatures(isList(named) ? named : [], features);
  if (!isLogit(base)) throw wrong("have as `base` a logit up to", LARGEST, base);
  if (!isWhole(depth, 1, DEEPEST)) throw wrong("have as `depth` a whole number from 1 to", DEEPEST, depth);
  if (!isList(trees)) throw wrong("have as `trees`", "a list", trees);
  const questions = 2 ** depth - 1;
  const asked = new Uint8Array(trees.length * questions);
  const from = new Float64Array(trees.length * questions);
  const leaves = new Float64Array(trees.length * (questions + 1));
  for (const [at, tree] of trees.entries()) {
    const flat = numbersOf(tree, at, questions);
    for (let question = 0; question < questions; question += 1) {
      const feature = flat[2 * question];
      if (!isWhole(feature, 0, features.length - 1))
        throw wrong(`ask in tree ${at} of features below`, features.length, feature);
      asked[at * questions + question] = feature;
      from[at * questions + question] = flat[2 * question + 1] ?? 0;
    }
    leaves.set(flat.slice(2 * questions), at * (questions + 1));
  }
  return { base, depth, count: trees.length, asked, from, leaves };
}

/** What all trees say of a claim, added up; never `NaN`: a feature that is not finite, or absent, counts as 0. */
export function logitOf({ base, depth, count, asked, from, leaves }: Trees, features: Float64Array): number {
  const questions = 2 ** depth - 1;
  let sum = base;
  for (let tree = 0; tree < count; tree += 1) {
    const first = tree * questions;
    let at = 0;
    while (at < questions) {
      const given = features[asked[first + at] ?? 0] ?? 0;
      const value = Number.isFinite(given) ? given : 0;
      at = 2 * at + (value >= (from[first + at] ?? 0) ? 2 : 1);
    }
    // Counted level by level, leaves come after the questions; each tree has one leaf more than questions.
    sum += leaves[first + tree + at - questions] ?? 0;
  }
  return sum;
}

function expectFeatures(named: readonly unknown[], features: readonly string[]): void {
  const differs = features.findIndex((name, at) => name !== named[at]);
  if (differs >= 0) throw wrong(`have at position ${differs} the feature`, features[differs], named[differs]);
  if (named.length !== features.length) throw wrong("have as many features as", features.length, named.length);
  if (named.length > MOST_FEATURES) throw wrong("have no more features than", MOST_FEATURES, named.length);
}

function numbersOf(tree: unknown, at: number, questions: number): readonly number[] {
  const length = 3 * questions + 1;
  if (!isList(tree) || tree.length !== length)
    throw wrong(`have in tree ${at} as many numbers as`, length, isList(tree) ? tree.length : tree);
  const flat = tree.filter((value) => typeof value === "number" && Number.isFinite(value)) as number[];
  if (flat.length < length) throw wrong(`have in tree ${at}`, "finite numbers alone", "others");
  const largest = Math.max(...flat.slice(2 * questions).map(Math.abs));
  if (largest > LARGEST) throw wrong(`have in tree ${at} leaves up to`, LARGEST, largest);
  return flat;
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isLogit = (value: unknown): value is number => typeof value === "number" && Math.abs(value) <= LARGEST;
const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;

function wrong(what: string, expected: unknown, got: unknown): TypeError {
  return new TypeError(`Expected the weights to ${what} ${told(expected)}, got ${told(got)}.`);
}

const told = (value: unknown): string =>
  typeof value === "object" && value !== null ? "an object" : String(value).slice(0, 80);
