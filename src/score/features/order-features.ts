import { runLengths } from "../align/runs.ts";
import { TELLING } from "../align/wanted.ts";
import { type Feature, share, type View } from "./feature.ts";

const made = new WeakMap<object, Uint32Array>();
function runsOf({ wanted, hits }: View): Uint32Array {
  const known = made.get(wanted);
  if (known !== undefined) return known;
  const runs = runLengths(wanted.keyOf, hits);
  made.set(wanted, runs);
  return runs;
}

/** Share of the claim's runs of `length` words that stand in a row in a source. */
const inRow = (length: 2 | 3): Feature => ({
  name: `in-row-${length}`,
  sign: 1,
  of: (view) => {
    const runs = runsOf(view).slice(length - 1);
    return runs.length === 0
      ? 0
      : share(
          runs.reduce((sum, run) => sum + (run >= length ? 1 : 0), 0),
          runs.length,
        );
  },
});

const WITHIN = 8; // words: two that stand nearer are said together
const MOST = 500; // places of a word looked at

/** Share of neighbouring telling words of the claim that stand near each other in a source. */
function together({ wanted, hits }: View, kind?: "number"): number {
  let [sum, pairs] = [0, 0];
  let before: { readonly key: number; readonly isNumber: boolean } | undefined;
  for (const [at, word] of wanted.words.entries()) {
    const key = wanted.keyOf[at] ?? -1;
    if (key < 0 || (wanted.weights[key] ?? 0) < TELLING) continue;
    const isNumber = word.kind === "number";
    if (before !== undefined && before.key !== key && (kind === undefined || isNumber || before.isNumber)) {
      pairs += 1;
      const { key: other } = before;
      if (hits.some(({ positions }) => meet(positions[other], positions[key]))) sum += 1;
    }
    before = { key, isNumber };
  }
  return pairs === 0 ? 1 : sum / pairs;
}

/** Whether two ascending lists have members nearer than `WITHIN`. */
function meet(one: readonly number[] = [], other: readonly number[] = []): boolean {
  let [a, b] = [0, 0];
  while (a < one.length && b < other.length && a < MOST && b < MOST) {
    const distance = (one[a] ?? 0) - (other[b] ?? 0);
    if (Math.abs(distance) <= WITHIN) return true;
    if (distance < 0) a += 1;
    else b += 1;
  }
  return false;
}

/** Whether the claim's words stand in its sources in its order. */
export const ORDER: readonly Feature[] = [
  inRow(2),
  inRow(3),
  {
    name: "longest-run",
    sign: 1,
    of: (view) =>
      share(
        runsOf(view).reduce((longest, run) => Math.max(longest, run), 0),
        view.wanted.words.length,
      ),
  },
  {
    // Grusky, Naaman and Artzi 2018, over the square of the claim's length.
    name: "density",
    sign: 1,
    of: (view) => {
      const runs = runsOf(view);
      let sum = 0;
      for (let at = runs.length - 1; at >= 0; ) {
        const run = runs[at] ?? 0;
        sum += run * run;
        at -= Math.max(1, run);
      }
      return Math.sqrt(share(sum, runs.length * runs.length));
    },
  },
  { name: "aligned", sign: 1, of: ({ tokens }) => tokens.score },
  {
    name: "aligned-words",
    sign: 1,
    of: ({ tokens: { partner }, wanted: { keyOf, weights } }) => {
      let [sum, whole] = [0, 0];
      for (const [at, place] of partner.entries()) {
        const weight = weights[keyOf[at] ?? -1] ?? 0;
        whole += weight;
        if (place >= 0) sum += weight;
      }
      return share(sum, whole);
    },
  },
  { name: "together", sign: 1, of: (view) => together(view) },
  { name: "numbers-together", sign: 1, of: (view) => together(view, "number") },
];
