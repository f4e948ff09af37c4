import { quantile } from "../../src/eval/quantile.ts";
import { randomFrom } from "../../src/eval/random.ts";
import type { Scored } from "../../src/eval/ranking.ts";

export { quantile } from "../../src/eval/quantile.ts";
export { randomFrom } from "../../src/eval/random.ts";
export { auroc, type Scored } from "../../src/eval/ranking.ts";
export { type Decision, type Rates, ratesOf } from "../../src/eval/rates.ts";

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The 95 % interval of the share of `hit` rows, by drawing whole sources with replacement: answers to one prompt share
 * its difficulty, so drawing rows would promise too much.
 */
export function intervalOf(
  rows: readonly { readonly source: string; readonly hit: boolean }[],
  { resamples = 1_000, seed = 1 } = {},
): readonly [low: number, high: number] {
  const bySource = new Map<string, { rows: number; hits: number }>();
  for (const { source, hit } of rows) {
    const known = bySource.get(source) ?? { rows: 0, hits: 0 };
    bySource.set(source, { rows: known.rows + 1, hits: known.hits + (hit ? 1 : 0) });
  }
  const sources = [...bySource.values()];
  const random = randomFrom(seed);
  const shares: number[] = [];
  while (sources.length > 0 && shares.length < resamples) {
    let drawn = 0;
    let hits = 0;
    for (let draw = 0; draw < sources.length; draw += 1) {
      const source = sources[Math.floor(random() * sources.length)];
      drawn += source?.rows ?? 0;
      hits += source?.hits ?? 0;
    }
    shares.push(hits / drawn);
  }
  return [quantile(shares, 0.025), quantile(shares, 0.975)];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How many units the spans mark, each unit counted once however often it is marked, and how many lie in no range. */
export function unitsOutside(
  spans: readonly Range[],
  ranges: readonly Range[],
): { readonly marked: number; readonly outside: number } {
  const marked = new Set<number>();
  for (const { start, end } of spans) for (let unit = start; unit < end; unit += 1) marked.add(unit);
  const outside = [...marked].filter((unit) => !ranges.some(({ start, end }) => start <= unit && unit < end));
  return { marked: marked.size, outside: outside.length };
}

/**
 * The largest threshold, in steps of 0.005, below which at most this share of the rows labelled 1 falls, mean of the
 * sets: the rule by which the threshold of `supported` is fitted, for whatever is measured beside it.
 */
export function largestThreshold(sets: readonly (readonly Scored[])[], mostFalseAlarms: number): number {
  const below = (threshold: number): number => {
    const shares = sets.map((rows) => {
      const supported = rows.filter(({ label }) => label === 1);
      return supported.filter(({ score }) => score < threshold).length / supported.length;
    });
    return shares.reduce((a, b) => a + b, 0) / shares.length;
  };
  let steps = 0;
  while (steps < 200 && below((steps + 1) / 200) <= mostFalseAlarms) steps += 1;
  return steps / 200;
}
