import type { Occurrence } from "./occurrences.ts";

/** Sentences of one source, both ends included, and the weight of the keys that stand in them. */
export interface SentenceWindow {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * The window of at most `size` sentences with the greatest weight of different keys; of equals the first. It is trimmed to
 * sentences that have a key. `undefined` without an occurrence. One pass over the occurrences, which are in order.
 */
export function bestWindow(
  occurrences: readonly Occurrence[],
  weights: readonly number[],
  size: number,
): SentenceWindow | undefined {
  const counts = new Uint32Array(weights.length);
  let weight = 0;
  let first = 0;
  let best: SentenceWindow | undefined;
  for (const { sentence, key } of occurrences) {
    if (counts[key] === 0) weight += weights[key] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
    for (let oldest = occurrences[first]; oldest !== undefined; oldest = occurrences[first]) {
      if (sentence - oldest.sentence < size) break;
      const left = (counts[oldest.key] ?? 1) - 1;
      counts[oldest.key] = left;
      if (left === 0) weight -= weights[oldest.key] ?? 0;
      first += 1;
    }
    // The margin keeps rounding from preferring a later window that is no better.
    if (best === undefined || weight > best.weight + 1e-9)
      best = { from: occurrences[first]?.sentence ?? sentence, to: sentence, weight };
  }
  return best;
}
