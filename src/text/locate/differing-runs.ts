/** What is compared by its key. */
interface Keyed {
  readonly key: string;
}

/** `a.slice(from, to)` stands where `b.slice(start, end)` does; one of them may be empty. */
export type Run = readonly [from: number, to: number, start: number, end: number];

/** Words compared in one table; of longer stretches what lies between their common ends is one change. */
const MOST_CELLS = 250_000;

/** The stretches of two lists outside a longest common subsequence of their keys, side by side and in order. Quadratic, within bounds. */
export function differingRuns(a: readonly Keyed[], b: readonly Keyed[]): readonly Run[] {
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return [[0, a.length, 0, b.length]];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i]?.key === b[j]?.key
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const found: Run[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.key === b[j]?.key) {
      i += 1;
      j += 1;
      continue;
    }
    const [from, start] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i]?.key === b[j]?.key)) {
      const down =
        j >= b.length || (i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0));
      if (down) i += 1;
      else j += 1;
    }
    found.push([from, i, start, j]);
  }
  return found;
}
