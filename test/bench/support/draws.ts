import { randomFrom } from "../metrics.ts";

export interface Draw<Row> {
  /** Random rows of the sources drawn. */
  readonly labelled: readonly Row[];
  /** All rows of the sources not drawn. */
  readonly rest: readonly Row[];
}

/**
 * Own labels of a set as a user would have them: random rows, never from a source that is scored. Sources are drawn until
 * they have rows enough, and until they are as many as the labels or half of all: where each has many rows,
 * a handful of them would not stand for the set.
 */
export function drawOf<Row extends { readonly source: string }>(
  rows: readonly Row[],
  labels: number,
  seed: number,
): Draw<Row> {
  const random = randomFrom(seed);
  const sources = shuffled([...Map.groupBy(rows, ({ source }) => source).values()], random);
  const least = Math.min(labels, Math.floor(sources.length / 2));
  const pool: Row[] = [];
  let drawn = 0;
  while (drawn < sources.length && (drawn < least || pool.length < labels)) pool.push(...(sources[drawn++] ?? []));
  return { labelled: shuffled(pool, random).slice(0, labels), rest: sources.slice(drawn).flat() };
}

/** The harder way: all rows of so few sources that they make up the labels. */
export function drawOfWholeSources<Row extends { readonly source: string }>(
  rows: readonly Row[],
  labels: number,
  seed: number,
): Draw<Row> {
  const sources = shuffled([...Map.groupBy(rows, ({ source }) => source).values()], randomFrom(seed));
  const labelled: Row[] = [];
  let drawn = 0;
  while (drawn < sources.length && labelled.length < labels) labelled.push(...(sources[drawn++] ?? []));
  return { labelled: labelled.slice(0, labels), rest: sources.slice(drawn).flat() };
}

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => [random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}
