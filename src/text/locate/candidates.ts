import type { Hits } from "./hits.ts";

/** Stretches of the text that may begin with the quote: from `low` to before `high`, units of the text. */
export interface Candidate {
  readonly low: number;
  readonly high: number;
  /** Samples of the text, roughly in line with the quote, that stand in it too. */
  readonly votes: number;
}

let counts = new Uint16Array(0);

/**
 * The stretches for which at least `fewest` samples vote, most votes first. A sample at `text` that stands at `quote` in
 * the quote votes for a beginning at `text - quote`; edits move beginnings by no more than `drift`, so votes within
 * twice its width are counted together.
 */
export function candidates(
  { texts, quotes, length }: Hits,
  textUnits: number,
  quoteUnits: number,
  drift: number,
  fewest: number,
): readonly Candidate[] {
  const shift = Math.max(4, 32 - Math.clz32(Math.max(1, drift) - 1));
  const width = 1 << shift;
  const slots = ((textUnits + quoteUnits) >> shift) + 3;
  if (counts.length < slots) counts = new Uint16Array(slots);
  const touched = new Uint32Array(length);
  let known = 0;
  for (let hit = 0; hit < length; hit += 1) {
    const slot = ((texts[hit] ?? 0) - (quotes[hit] ?? 0) + quoteUnits) >> shift;
    const votes = counts[slot] ?? 0;
    if (votes === 0) {
      touched[known] = slot;
      known += 1;
    }
    if (votes < 0xffff) counts[slot] = votes + 1;
  }
  const found: Candidate[] = [];
  for (let at = 0; at < known; at += 1) {
    const slot = touched[at] ?? 0;
    const own = counts[slot] ?? 0;
    const before = slot > 0 ? (counts[slot - 1] ?? 0) : 0;
    const after = counts[slot + 1] ?? 0;
    const low = slot * width - quoteUnits;
    // Each with its neighbour to the right; alone only where there is none to the left either.
    if (own + after >= fewest && (after > 0 || before === 0)) {
      found.push({ low, high: low + (after > 0 ? 2 : 1) * width, votes: own + after });
    }
  }
  for (let at = 0; at < known; at += 1) counts[touched[at] ?? 0] = 0;
  return found.sort((a, b) => b.votes - a.votes || a.low - b.low);
}
