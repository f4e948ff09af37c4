import { TELLING } from "../align/wanted.ts";
import { type Feature, share, type View } from "./feature.ts";

/** Weights of the telling keys that no source asked has. */
const missing = ({ wanted: { weights }, found }: View): readonly number[] =>
  weights.filter((weight, key) => weight >= TELLING && found[key] !== 1);

/** As many as change what a claim says; more are no worse. */
const ENOUGH = 4;
const few = (count: number): number => Math.min(count, ENOUGH) / ENOUGH;

const MODIFIER = /(?:ly|ful|less|ous|ive|able|ible|ical|ic|ary|ant|ent)$/i;

/** What the sources lack of the claim. */
export const MISSING: readonly Feature[] = [
  { name: "missing-heaviest", sign: -1, of: (view) => missing(view).reduce((one, other) => Math.max(one, other), 0) },
  { name: "missing-count", sign: -1, of: (view) => few(missing(view).length) },
  {
    name: "missing-near",
    sign: -1,
    of: ({ wanted: { weights }, near }) =>
      few(weights.filter((weight, key) => weight >= TELLING && near[key] !== 1).length),
  },
  {
    name: "missing-modifiers",
    sign: -1,
    of: ({ wanted: { weights, written }, found }) => {
      const modifiers = written.filter((word, key) => (weights[key] ?? 0) >= TELLING && MODIFIER.test(word));
      const lost = written.filter(
        (word, key) => (weights[key] ?? 0) >= TELLING && found[key] !== 1 && MODIFIER.test(word),
      );
      return share(lost.length, Math.max(2, modifiers.length));
    },
  },
  {
    // The longest stretch of the claim of which the best window has no telling word, as a share of its telling weight: an addition.
    name: "missing-stretch",
    sign: -1,
    of: ({ wanted: { keyOf, weights }, near }) => {
      let [longest, run, whole] = [0, 0, 0];
      for (const key of keyOf) {
        const weight = weights[key] ?? 0;
        if (weight < TELLING) continue;
        whole += weight;
        run = near[key] === 1 ? 0 : run + weight;
        longest = Math.max(longest, run);
      }
      return share(longest, whole);
    },
  },
  {
    name: "missing-stretch-words",
    sign: -1,
    of: ({ wanted: { keyOf, weights }, near }) => {
      let [longest, run] = [0, 0];
      for (const key of keyOf) {
        if ((weights[key] ?? 0) < TELLING) continue;
        run = near[key] === 1 ? 0 : run + 1;
        longest = Math.max(longest, run);
      }
      return few(longest);
    },
  },
];
