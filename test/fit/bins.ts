/** Values of features as small whole numbers: sample `row` has `codes[feature * rows + row]` of the cuts of a feature at or below its value. */
export interface Bins {
  readonly rows: number;
  readonly codes: Uint8Array;
  /** Of each feature, ascending, at most `MOST_BINS - 1`. */
  readonly cuts: readonly Float64Array[];
}

export const MOST_BINS = 64;
const DIGITS = 4; // of a cut, so that the file is small; values are sorted into bins by the rounded cuts

/** Bins of about equally many rows, fewer where values repeat; a cut lies halfway between two values that occur. */
export function binsOf(rows: readonly Float64Array[], features: number): Bins {
  const codes = new Uint8Array(rows.length * features);
  const cuts = Array.from({ length: features }, (_, feature) => {
    const values = Float64Array.from(rows, (row) => row[feature] ?? 0);
    const own = cutsOf(values.toSorted());
    for (const [row, value] of values.entries()) {
      let code = 0;
      while (code < own.length && value >= (own[code] ?? 0)) code += 1;
      codes[feature * rows.length + row] = code;
    }
    return own;
  });
  return { rows: rows.length, codes, cuts };
}

function cutsOf(sorted: Float64Array): Float64Array {
  const distinct = new Float64Array(new Set(sorted));
  const halfway = (below: number, above: number): number => Number((below / 2 + above / 2).toPrecision(DIGITS));
  const cuts = new Set<number>();
  if (distinct.length <= MOST_BINS) {
    for (let at = 1; at < distinct.length; at += 1) cuts.add(halfway(distinct[at - 1] ?? 0, distinct[at] ?? 0));
  } else {
    for (let bin = 1; bin < MOST_BINS; bin += 1) {
      const value = sorted[Math.floor((bin * sorted.length) / MOST_BINS)] ?? 0;
      const before = distinct.findLast((other) => other < value);
      if (before !== undefined) cuts.add(halfway(before, value));
    }
  }
  return new Float64Array(cuts).toSorted();
}
