import levenshtein from "fast-levenshtein";

/** Edit distance in UTF-16 units. Quadratic: for spans of a few hundred units. */
export const distance = (a: string, b: string): number => levenshtein.get(a, b);

/** 1 for equal texts, 0 for texts with nothing in common. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}
