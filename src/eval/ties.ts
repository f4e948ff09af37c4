/** Rows that share one value: nothing tells which of them comes first. */
export interface Tie {
  readonly value: number;
  /** Positions of the rows. */
  readonly rows: readonly number[];
}

/** How many supported and unsupported rows share a value. */
export interface Tied {
  readonly value: number;
  readonly supported: number;
  readonly unsupported: number;
}

/** The rows by value, the highest first. */
export function tiesOf(values: readonly number[]): readonly Tie[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const ties: { readonly value: number; readonly rows: number[] }[] = [];
  for (const at of order) {
    const value = values[at] ?? 0;
    const last = ties.at(-1);
    if (last?.value === value) last.rows.push(at);
    else ties.push({ value, rows: [at] });
  }
  return ties;
}

/** What each tie holds where row `at` stands `weights[at]` times. Ties of nothing are left out. */
export function weighed(
  ties: readonly Tie[],
  isSupported: readonly boolean[],
  weights: ArrayLike<number>,
): readonly Tied[] {
  const found: Tied[] = [];
  for (const { value, rows } of ties) {
    let supported = 0;
    let unsupported = 0;
    for (const at of rows) {
      if (isSupported[at] === true) supported += weights[at] ?? 0;
      else unsupported += weights[at] ?? 0;
    }
    if (supported + unsupported > 0) found.push({ value, supported, unsupported });
  }
  return found;
}
