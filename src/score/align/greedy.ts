import type { Occurrence } from "./occurrences.ts";

/** One sentence of one source. */
interface SentencePlace {
  readonly source: number;
  readonly sentence: number;
}

export interface GreedySet {
  /** The sentences chosen, the one that adds most first. */
  readonly places: readonly SentencePlace[];
  /** Weight of different keys in the first one, two, … of them. */
  readonly weights: readonly number[];
}

/**
 * Up to `most` sentences, wherever they stand, each the one that adds the greatest weight of keys to those before it: what
 * a claim that joins facts rests on. Linear in the occurrences for each sentence chosen.
 */
export function greedySet(
  bySource: readonly (readonly [source: number, occurrences: readonly Occurrence[]])[],
  weights: readonly number[],
  most: number,
): GreedySet {
  const carried = new Uint8Array(weights.length);
  const places: SentencePlace[] = [];
  const sums: number[] = [];
  // Which sentence a key was last counted in, so that no set is made for each.
  const counted = new Int32Array(weights.length);
  let stamp = 0;
  let sum = 0;
  while (places.length < most) {
    let best: (SentencePlace & { readonly weight: number }) | undefined;
    for (const [source, occurrences] of bySource) {
      let sentence = -1;
      let weight = 0;
      for (const occurrence of occurrences) {
        if (occurrence.sentence !== sentence) {
          sentence = occurrence.sentence;
          stamp += 1;
          weight = 0;
        }
        if (carried[occurrence.key] === 1 || counted[occurrence.key] === stamp) continue;
        counted[occurrence.key] = stamp;
        weight += weights[occurrence.key] ?? 0;
        if (best === undefined || weight > best.weight + 1e-9) best = { source, sentence, weight };
      }
    }
    if (best === undefined) break;
    const { source, sentence, weight } = best;
    for (const [at, occurrences] of bySource)
      if (at === source) for (const { sentence: own, key } of occurrences) if (own === sentence) carried[key] = 1;
    places.push({ source, sentence });
    sum += weight;
    sums.push(sum);
  }
  return { places, weights: sums };
}
