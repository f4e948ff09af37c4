import { quantile, randomFrom, type Scored } from "../metrics.ts";

/** How often each row counts when as many sources as there are are drawn with replacement. */
export function* resampled(
  rows: readonly { readonly source: string }[],
  { resamples = 1_000, seed = 1 } = {},
): Generator<Uint16Array> {
  const positions = new Map<string, number>();
  for (const { source } of rows) if (!positions.has(source)) positions.set(source, positions.size);
  const sourceOf = rows.map(({ source }) => positions.get(source) ?? 0);
  const random = randomFrom(seed);
  for (let draw = 0; draw < resamples; draw += 1) {
    const drawn = new Uint16Array(positions.size);
    for (let at = 0; at < drawn.length; at += 1) {
      const source = Math.floor(random() * drawn.length);
      drawn[source] = (drawn[source] ?? 0) + 1;
    }
    yield Uint16Array.from(sourceOf, (source) => drawn[source] ?? 0);
  }
}

/** `auroc` and `balancedAccuracy` of rows that count several times or not at all, without copying or sorting them each time. */
export function countedMeasures(rows: readonly Scored[], threshold: number) {
  const order = rows.map((_, at) => at).sort((a, b) => (rows[a]?.score ?? 0) - (rows[b]?.score ?? 0) || a - b);
  return (counts: ArrayLike<number>): { readonly auroc: number; readonly balancedAccuracy: number } => {
    let [pairs, below, supported, not, right1, right0] = [0, 0, 0, 0, 0, 0];
    for (let from = 0; from < order.length; ) {
      const score = rows[order[from] ?? 0]?.score ?? 0;
      let [tied1, tied0] = [0, 0];
      for (; from < order.length && rows[order[from] ?? 0]?.score === score; from += 1) {
        const at = order[from] ?? 0;
        if (rows[at]?.label === 1) tied1 += counts[at] ?? 0;
        else tied0 += counts[at] ?? 0;
      }
      pairs += tied1 * (below + tied0 / 2);
      below += tied0;
      supported += tied1;
      not += tied0;
      if (score >= threshold) right1 += tied1;
      else right0 += tied0;
    }
    return { auroc: pairs / (supported * not), balancedAccuracy: (right1 / supported + right0 / not) / 2 };
  };
}

/** The middle 95 % of the values that are numbers: a resample may lack a label. */
export function middle(values: readonly number[]): readonly [low: number, high: number] {
  const known = values.filter((value) => !Number.isNaN(value));
  return [quantile(known, 0.025), quantile(known, 0.975)];
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
