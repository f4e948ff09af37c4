/** The known name that `written` was most likely meant to be, or none if it is far from all. */
export function suggest(written: string, known: readonly string[]): string | undefined {
  if (written.length > 40) return undefined;
  const ranked = known
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name) }))
    .sort((left, right) => left.distance - right.distance);
  const [best] = ranked;
  const isBeginning = known.filter((name) => written.length > 1 && name.startsWith(written));
  if (isBeginning.length === 1) return isBeginning[0];
  // A third of the letters wrong is still a slip; more is another word.
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one short word to the other. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const cheapest = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next.push(isSwap ? Math.min(cheapest, (before[j - 2] ?? 0) + 1) : cheapest);
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
