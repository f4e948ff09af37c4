import type { Hit } from "./hits.ts";

const MOST = 500; // places of one word that are followed: what stands in a row more often than that is a phrase of nothing

/**
 * For each word of a claim the length, in words, of the longest run of words ending there that stands in a row in one of the sources; what says nothing ends a run. Linear in the
 * claim and in the places followed.
 */
export function runLengths(keyOf: Int32Array, hits: readonly Hit[]): Uint32Array {
  const longest = new Uint32Array(keyOf.length);
  for (const { positions } of hits) {
    let before = new Map<number, number>();
    for (const [at, key] of keyOf.entries()) {
      const now = new Map<number, number>();
      const places = positions[key];
      if (places !== undefined) {
        if (places.length <= MOST) for (const place of places) now.set(place, (before.get(place - 1) ?? 0) + 1);
        // A common word goes on with the runs before it and begins none.
        else for (const [place, length] of before) if (has(places, place + 1)) now.set(place + 1, length + 1);
      }
      for (const length of now.values()) if (length > (longest[at] ?? 0)) longest[at] = length;
      if (places !== undefined && now.size === 0 && (longest[at] ?? 0) === 0) longest[at] = 1;
      before = now;
    }
  }
  return longest;
}

function has(ascending: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
}
