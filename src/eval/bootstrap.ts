import { FIGURES, type FigureName, type Measured, measure, type Sorted } from "./measure.ts";
import { quantile } from "./quantile.ts";
import { randomFrom } from "./random.ts";

export type Interval = readonly [low: number, high: number];

const MOST_ROWS = 20_000_000; // looked at in all: some seconds
const FEWEST = 200; // draws: the 2.5 % at each end are five of them

/**
 * The 95 % intervals of all figures, by drawing whole clusters with replacement: answers from one source share its
 * difficulty, so drawing cases would promise too much. None for a figure that a draw in twenty lacks, and none at all
 * with a single cluster. That of the calibration error lies too high, since drawing adds noise to it. The same seed gives the same intervals.
 */
export function intervalsOf(
  sorted: Sorted,
  { resamples = 1_000, seed = 1 }: { readonly resamples?: number; readonly seed?: number } = {},
): { readonly [Name in FigureName]?: Interval } {
  const clusters = clustersOf(sorted);
  if (clusters.length < 2) return {};
  const random = randomFrom(seed);
  const draws = Math.max(Math.min(resamples, FEWEST), Math.min(resamples, Math.floor(MOST_ROWS / sorted.cases.length)));
  const drawn: Measured[] = [];
  while (drawn.length < draws) {
    const weights = new Uint32Array(sorted.cases.length);
    for (let draw = 0; draw < clusters.length; draw += 1)
      for (const at of clusters[Math.floor(random() * clusters.length)] ?? []) weights[at] = (weights[at] ?? 0) + 1;
    drawn.push(measure(sorted, weights));
  }
  return Object.fromEntries(
    FIGURES.flatMap((name) => {
      const values = drawn.map((figures) => figures[name]).filter((value) => Number.isFinite(value));
      return values.length < 0.95 * draws ? [] : [[name, [quantile(values, 0.025), quantile(values, 0.975)] as const]];
    }),
  );
}

/** The positions of the cases of each cluster; a case of none is one by itself. */
export function clustersOf({ cases }: Pick<Sorted, "cases">): readonly (readonly number[])[] {
  const named = new Map<string, number[]>();
  const alone: (readonly number[])[] = [];
  for (const [at, { cluster }] of cases.entries()) {
    const known = cluster === undefined ? undefined : named.get(cluster);
    if (cluster === undefined) alone.push([at]);
    else if (known === undefined) named.set(cluster, [at]);
    else known.push(at);
  }
  return [...named.values(), ...alone];
}
