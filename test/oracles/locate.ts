import { normalise } from "../../src/text/normalise.ts";

/** Whether the quote, normalised, stands anywhere in the text, normalised, whole words or not. */
export function containsNormalised(text: string, quote: string): boolean {
  return normalise(text).text.includes(normalise(quote).text.trim());
}

/**
 * The least edit distance between `quote` and any stretch of `text`: every start, every end. Cubic: for small inputs.
 * (Sellers, "The theory and computation of evolutionary distances", 1980, computes the same in one table.)
 */
export function leastEdits(text: string, quote: string): number {
  let least = quote.length;
  for (let start = 0; start < text.length; start += 1) {
    // One row of the table for each letter of the stretch that begins here.
    let row = Array.from({ length: quote.length + 1 }, (_, at) => at);
    for (let end = start; end < text.length; end += 1) {
      const next = [end - start + 1];
      for (let at = 1; at <= quote.length; at += 1) {
        const same = text[end] === quote[at - 1] ? 0 : 1;
        next.push(Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + same));
      }
      row = next;
      least = Math.min(least, row[quote.length] ?? least);
    }
  }
  return least;
}
