/** How a claim's words stand in a stretch of a source, in order. */
export interface TokenAlignment {
  /** For each word of the claim the position of its partner in the stretch, or -1. */
  readonly partner: Int32Array;
  /** 0..1: weight of the words aligned in order, gaps paid for, over the weight of all. */
  readonly score: number;
}

// Gaps are cheap beside a match, so that a sentence with an insertion stays one alignment; as grounding notes on windows give them.
const OPEN_GAP = 0.12;
const MISMATCH = 0.3;
const MOST_CLAIM = 120; // words of a claim that are aligned; the table is at most this by 300
const MOST_STRETCH = 300;

/**
 * Local alignment of two word sequences (Smith and Waterman 1981), a match worth the word's weight, gaps linear. Quadratic
 * within the two bounds, so constant for longer texts: what lies beyond them is left unaligned.
 */
export function alignTokens(
  claim: readonly number[],
  weights: readonly number[],
  stretch: readonly number[],
): TokenAlignment {
  const rows = Math.min(claim.length, MOST_CLAIM);
  const columns = Math.min(stretch.length, MOST_STRETCH);
  const width = columns + 1;
  const table = new Float32Array((rows + 1) * width);
  const steps = new Uint8Array((rows + 1) * width); // 1 diagonal, 2 up, 3 left
  let best = 0;
  let bestAt = 0;
  for (let row = 1; row <= rows; row += 1) {
    const key = claim[row - 1] ?? -1;
    const weight = weights[row - 1] ?? 0;
    for (let column = 1; column <= columns; column += 1) {
      const at = row * width + column;
      const isMatch = key >= 0 && key === stretch[column - 1];
      const diagonal = (table[at - width - 1] ?? 0) + (isMatch ? weight : -MISMATCH * weight);
      const up = (table[at - width] ?? 0) - OPEN_GAP * weight;
      const left = (table[at - 1] ?? 0) - OPEN_GAP * 0.5;
      let value = 0;
      if (diagonal > value) {
        value = diagonal;
        steps[at] = 1;
      }
      if (up > value) {
        value = up;
        steps[at] = 2;
      }
      if (left > value) {
        value = left;
        steps[at] = 3;
      }
      table[at] = value;
      if (value > best) {
        best = value;
        bestAt = at;
      }
    }
  }
  const partner = new Int32Array(claim.length).fill(-1);
  for (let at = bestAt; at > 0 && (steps[at] ?? 0) !== 0; ) {
    const step = steps[at];
    if (step === 1) {
      const row = Math.floor(at / width) - 1;
      const column = (at % width) - 1;
      if (claim[row] === stretch[column]) partner[row] = column;
      at -= width + 1;
    } else at -= step === 2 ? width : 1;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { partner, score: total > 0 ? Math.min(1, best / total) : 0 };
}
