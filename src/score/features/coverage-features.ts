import { clausesOf } from "../../text/clauses.ts";
import { TELLING } from "../align/wanted.ts";
import { type Feature, share, type View } from "./feature.ts";
import { nearness } from "./nearness.ts";

const windowed = (size: 1 | 2 | 3 | 5): Feature => ({
  name: `coverage-${size}`,
  sign: 1,
  of: ({ windows, wanted }) => share(windows.get(size)?.weight ?? 0, wanted.total),
});

const greedy = (sentences: 2 | 3): Feature => ({
  name: `coverage-joined-${sentences}`,
  sign: 1,
  of: ({ greedy: { weights }, wanted }) => share(weights[sentences - 1] ?? weights.at(-1) ?? 0, wanted.total),
});

/** Weight of the keys for which `holds`, over that of those for which `counts`. */
function weighed(
  { wanted: { weights, total } }: View,
  holds: (key: number) => boolean,
  counts?: (key: number) => boolean,
): number {
  let sum = 0;
  let whole = 0;
  for (const [key, weight] of weights.entries()) {
    if (counts?.(key) === false) continue;
    whole += weight;
    if (holds(key)) sum += weight;
  }
  return counts === undefined ? share(sum, total) : whole === 0 ? 1 : share(sum, whole);
}

/** How much of its sources a claim has: weight of its words that stand there, over the weight of all. */
export const COVERAGE: readonly Feature[] = [
  { name: "coverage-all", sign: 1, of: (view) => weighed(view, (key) => view.found[key] === 1) },
  windowed(1),
  windowed(2),
  windowed(3),
  windowed(5),
  greedy(2),
  greedy(3),
  {
    // Words that say something only, so that "the" and "of" carry nothing.
    name: "coverage-telling",
    sign: 1,
    of: (view) =>
      weighed(
        view,
        (key) => view.near[key] === 1,
        (key) => (view.wanted.weights[key] ?? 0) >= TELLING,
      ),
  },
  {
    // Each telling word as much as any other: a rare name found does not make up for three plain words missing.
    name: "coverage-plain",
    sign: 1,
    of: ({ wanted: { weights }, near }) => {
      const telling = weights.flatMap((weight, key) => (weight >= TELLING ? [near[key] ?? 0] : []));
      return telling.length === 0
        ? 1
        : share(
            telling.reduce((sum, one) => sum + one, 0),
            telling.length,
          );
    },
  },
  {
    // A word missing that looks like one of the window ("photographer", "photographic") is missing by half.
    name: "coverage-soft",
    sign: 1,
    of: (view) => {
      const soft = nearness(view);
      let sum = 0;
      for (const [key, weight] of view.wanted.weights.entries())
        sum += weight * (view.near[key] === 1 ? 1 : (soft[key] ?? 0));
      return share(sum, view.wanted.total);
    },
  },
  {
    // What only repeats the question is in any source that was found for it.
    name: "coverage-beyond-question",
    sign: 1,
    of: (view) =>
      weighed(
        view,
        (key) => view.near[key] === 1,
        (key) => !view.questionKeys.has(view.wanted.keys[key] ?? ""),
      ),
  },
  {
    // A short addition without support hides in a long sentence that has it.
    name: "coverage-least-clause",
    sign: 1,
    of: (view) => clauseShares(view).reduce((least, one) => Math.min(least, one), 1),
  },
  {
    name: "coverage-scattered",
    sign: -1,
    of: (view) =>
      weighed(view, (key) => view.found[key] === 1) - share(view.windows.get(3)?.weight ?? 0, view.wanted.total),
  },
];

const FEWEST = 3; // words that say something: a clause of fewer is no statement

function clauseShares({ claim, wanted, near }: View): readonly number[] {
  const clauses = clausesOf(claim);
  if (clauses.length < 2) return [];
  // Clauses follow one another without a gap, and so do words: each word is looked at once.
  let at = 0;
  return clauses.flatMap(([, to]) => {
    let [sum, whole, telling] = [0, 0, 0];
    for (; (wanted.words[at]?.start ?? to) < to; at += 1) {
      const key = wanted.keyOf[at] ?? -1;
      if (key < 0) continue;
      const weight = wanted.weights[key] ?? 0;
      whole += weight;
      if (weight >= TELLING) telling += 1;
      if (near[key] === 1) sum += weight;
    }
    return telling < FEWEST ? [] : [share(sum, whole)];
  });
}
