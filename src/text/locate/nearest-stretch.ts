import { allowedEdits, BITS, UNSPACED_BITS } from "./allowed-edits.ts";
import { type Candidate, candidates } from "./candidates.ts";
import { isUnspaced } from "./edges.ts";
import { type Grams, samplesIn } from "./grams.ts";
import { hitsByIndex, hitsByScan } from "./hits.ts";
import { leastEdits, type Pattern, patternOf, scan } from "./pattern.ts";
import { type Stretch, wholeWords } from "./whole-words.ts";

/** Windows looked into. A text with more that look alike repeats itself: any of them will do. */
const MOST_WINDOWS = 64;
/** Aligning is quadratic in the quotation: a longer one must be found exactly. */
export const MOST_QUOTE_UNITS = 4_096;
/** One block of bits: so short a quotation is looked for everywhere, as its samples are too few to vote. */
const ONE_BLOCK = 32;
/** From this length on a place has so many samples that two votes at least are asked. */
const LONG = 64;

/**
 * The stretches of the text with the fewest edits from the quote, all between word boundaries and within the allowed
 * edits. None better is missed if its edits leave one sample in line, two from 64 units on; beyond that a place may be.
 */
export function nearestStretches(text: string, quote: string, grams: Grams | undefined): readonly Stretch[] {
  if (quote.length > MOST_QUOTE_UNITS) return [];
  const allowed = allowedEdits(quote.length, text.length, bitsOf(quote));
  if (allowed === 0) return [];
  const pattern = patternOf(quote);
  const spare = samplesIn(quote.length) - allowed;
  if (spare < 1 && quote.length <= ONE_BLOCK)
    return best(text, quote, pattern, everywhere(text, pattern, allowed), allowed);
  const fewest = Math.max(quote.length < LONG ? 1 : 2, spare);
  const hits = grams === undefined ? hitsByScan(text, quote) : hitsByIndex(grams, quote);
  const windows = candidates(hits, text.length, quote.length, allowed, fewest);
  return best(text, quote, pattern, windows, allowed);
}

const bitsOf = (quote: string): number => {
  const shown = quote.slice(0, 40);
  const unspaced = [...shown].filter(isUnspaced).length;
  return BITS + (UNSPACED_BITS - BITS) * (unspaced / Math.max(1, shown.length));
};

/** The beginnings of all stretches within the allowed edits, the nearest first. */
function everywhere(text: string, pattern: Pattern, allowed: number): readonly Candidate[] {
  const found: { low: number; high: number; least: number }[] = [];
  scan(pattern, text, 0, text.length, (end, edits) => {
    if (edits > allowed) return true;
    const low = end - pattern.length;
    const last = found.at(-1);
    if (last !== undefined && low <= last.high) {
      last.high = low + 1;
      if (edits < last.least) last.least = edits;
    } else found.push({ low, high: low + 1, least: edits });
    return true;
  });
  return found
    .sort((a, b) => a.least - b.least || a.low - b.low)
    .map(({ low, high }) => ({ low, high, votes: Number.POSITIVE_INFINITY }));
}

function best(
  text: string,
  quote: string,
  pattern: Pattern,
  windows: readonly Candidate[],
  allowed: number,
): readonly Stretch[] {
  const samples = samplesIn(quote.length);
  let bound = allowed;
  const found = new Map<string, Stretch>();
  for (const { low, high, votes } of windows.slice(0, MOST_WINDOWS)) {
    // With so few votes it has more edits than the best so far.
    if (found.size > 0 && votes < samples - bound) break;
    const from = Math.max(0, low - allowed);
    const to = Math.min(text.length, high + quote.length + allowed);
    const least = leastEdits(pattern, text, from, to);
    if (least > bound) continue;
    // Whole words cost a few edits more; most often no more than these.
    const near = Math.min(bound, least + 4);
    const first = wholeWords(text, from, to, quote, near);
    const stretches = first.length > 0 || near === bound ? first : wholeWords(text, from, to, quote, bound);
    const edits = stretches[0]?.edits;
    if (edits === undefined) continue;
    if (edits < bound) found.clear();
    bound = edits;
    for (const stretch of stretches) found.set(`${stretch.start}-${stretch.end}`, stretch);
  }
  return [...found.values()];
}
