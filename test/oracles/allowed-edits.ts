/** How many edits a quotation of so many units may be from a source of so many and still be called found. */
export type AllowedEdits = (quoteLength: number, sourceLength: number) => number;

const QUOTES = [...Array.from({ length: 400 }, (_, at) => at), 500, 1_000, 2_000, 5_000, 20_000];
const SOURCES = [0, 1, 20, 100, 500, 2_000, 20_000, 200_000, 2_000_000, 20_000_000];

/**
 * One sentence for each promise that is broken: a whole number, never more than a fifth of the quotation, never fewer
 * for a longer quotation, never more for a longer source, and few enough for a stretch of random letters to be met by
 * chance less than once in a thousand sources.
 */
export function allowanceFaults(allowed: AllowedEdits): readonly string[] {
  const faults = new Set<string>();
  for (const [at, quote] of QUOTES.entries()) {
    for (const [size, source] of SOURCES.entries()) {
      const edits = allowed(quote, source);
      if (!Number.isInteger(edits) || edits < 0) faults.add("is no count");
      if (edits > quote / 5) faults.add("is more than a fifth of the quotation");
      if (edits < allowed(QUOTES[at - 1] ?? quote, source)) faults.add("falls as the quotation grows");
      if (edits > allowed(quote, SOURCES[size - 1] ?? source)) faults.add("grows with the source");
      if (edits > 0 && chance(quote, source, edits) > 1e-3) faults.add("lets random letters through");
    }
  }
  if (allowed(80, 200_000) < 8) faults.add("loses long quotations with a tenth of their letters wrong");
  return [...faults];
}

/** Letters as likely as in prose, and no memory: as if of eleven letters, all equally likely. */
const LETTERS = 11;

/** How many stretches of a source of random letters are so near, expected: places × ways to place the edits × luck. */
export function chance(quote: number, source: number, edits: number): number {
  let waysLog = 0;
  for (let at = 0; at < edits; at += 1) waysLog += Math.log(((quote + at) * 2) / (at + 1));
  return Math.exp(Math.log(source + 1) + waysLog - (quote - edits) * Math.log(LETTERS));
}
