import levenshtein from "fast-levenshtein";

/** Edit distance in UTF-16 units. Quadratic: for spans of a few hundred units. */
export const distance = (a: string, b: string): number => levenshtein.get(a, b);
