import type { Source } from "../types.ts";
import { apart } from "./neighbours.ts";
import { overlapOf } from "./overlap.ts";
import { sharedStarts } from "./shared-starts.ts";

/** The last `length` units of one chunk are the first of another. */
export interface Repeat {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}
/** How the chunks of one document lie to each other, by their positions. */
export interface Compared {
  /** Those whose text stands in no other, ascending. */
  readonly outer: readonly number[];
  /** For each of the rest, the one of `outer` that holds its text. */
  readonly holders: ReadonlyMap<number, number>;
  readonly repeats: readonly Repeat[];
}

/** Units that two chunks share before they overlap wherever they stand: a shorter end is many a text's beginning. */
const SHARED = 20;

export function compareChunks(sources: readonly Source[], positions: readonly number[]): Compared {
  const textAt = (at: number): string => sources[at]?.text ?? "";
  const firsts = new Map<string, number>();
  for (const at of positions) if (textAt(at).trim() !== "" && !firsts.has(textAt(at))) firsts.set(textAt(at), at);
  const distinct = [...firsts.values()];
  const candidates = sharedStarts([...firsts.keys()], SHARED);
  const holders = new Map<number, number>();
  const found: Repeat[] = [];
  for (const [index, from] of distinct.entries()) {
    for (const other of candidates[index] ?? []) {
      const to = distinct[other] ?? from;
      const length = overlapOf(textAt(from), textAt(to))?.length ?? 0;
      if (length === textAt(to).length) holders.set(to, from);
      else if (length >= SHARED) found.push({ from, to, length });
    }
  }
  // A holder is longer than what it holds, so the outermost is known before all that it holds.
  for (const [at, holder] of [...holders].sort(([a], [b]) => textAt(b).length - textAt(a).length))
    holders.set(at, holders.get(holder) ?? holder);
  const outer = distinct.filter((at) => !holders.has(at));
  const repeats = found.filter(
    ({ from, to, length }) => !holders.has(from) && !holders.has(to) && !apart(sources, from, to, length),
  );
  for (const at of positions) {
    const first = firsts.get(textAt(at));
    if (first !== undefined && first !== at) holders.set(at, holders.get(first) ?? first);
  }
  return { outer, holders, repeats };
}
