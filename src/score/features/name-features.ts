import { type Feature, share, type View } from "./feature.ts";

/** Keys of the words that are written as names: with a capital, and not because a sentence begins. Latin, Greek and Cyrillic. */
function namesOf({ claim, wanted: { words, keyOf } }: View): readonly number[] {
  const names = new Set<number>();
  for (const [at, { start, kind }] of words.entries()) {
    const key = keyOf[at] ?? -1;
    if (kind !== "word" || key < 0) continue;
    if (!CAPITAL.test(claim.slice(start, start + 2))) continue;
    if (at === 0 || BEGINS.test(claim.slice(Math.max(0, start - 3), start))) {
      // "NASA" is a name wherever it stands.
      if (!ACRONYM.test(claim.slice(start, start + 8))) continue;
    }
    names.add(key);
  }
  return [...names];
}

const CAPITAL = /^\p{Lu}/u;
const ACRONYM = /^\p{Lu}{2,8}/u;
const BEGINS = /[.!?:•"“]\s{0,2}$|\n\s?$/u;

/** Names of the claim that its sources lack. */
export const NAMES: readonly Feature[] = [
  {
    name: "names-missing",
    sign: -1,
    of: (view) => Math.min(3, namesOf(view).filter((key) => view.found[key] !== 1).length) / 3,
  },
  {
    name: "names-missing-share",
    sign: -1,
    of: (view) => {
      const names = namesOf(view);
      return share(names.filter((key) => view.found[key] !== 1).length, names.length);
    },
  },
  {
    name: "names-elsewhere",
    sign: -1,
    of: (view) => {
      const names = namesOf(view);
      return share(names.filter((key) => view.near[key] !== 1).length, names.length);
    },
  },
];
