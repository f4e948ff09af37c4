import { type Origins, originsOf } from "../normalise.ts";
import type { Subject } from "../prepared.ts";
import { allowedEdits, bitsOf } from "./allowed-edits.ts";
import { type Grams, samplesIn } from "./grams.ts";
import { editsAtEnds, firstColumn, type Pattern, patternsOf, scan, startsAt } from "./pattern.ts";
import { type Candidate, candidates } from "./votes.ts";
import { edgesOf, type Stretch, wholeWords } from "./whole-words.ts";

/** Units of the quote compared in all windows, and so their number. A text with more that look alike repeats itself: any will do. */
const MOST_COMPARED = 20_000;
const windowsFor = (quoteUnits: number): number => Math.min(256, Math.max(8, Math.floor(MOST_COMPARED / quoteUnits)));
/** Aligning is quadratic in the quotation: a longer one must be found exactly. */
const MOST_QUOTE_UNITS = 2_048;
/** One block of bits: so short a quotation is looked for everywhere, as its samples are too few to vote. */
const ONE_BLOCK = 32;
/** From this length on a place has so many samples that a fifth of them is asked for: edits spread at random leave a third. */
const LONG = 64;
const fewestVotes = (units: number): number => (units < LONG ? 1 : Math.max(2, Math.floor(samplesIn(units) / 5)));

/**
 * The stretches of the text with the fewest edits from the quote, all between word boundaries and within the allowed
 * edits. None better is missed if its edits leave as many samples whole as are asked for: one, from 64 units on a fifth
 * of them. A place with more edits may be.
 */
export function nearestStretches(
  { text: original, normalised }: Pick<Subject, "text" | "normalised">,
  quote: string,
  grams: Grams | undefined,
): readonly Stretch[] {
  const { text } = normalised;
  const origins: OriginsOf = (from, to) => originsOf(original, normalised, from, to);
  if (quote.length > MOST_QUOTE_UNITS) return [];
  const allowed = allowedEdits(quote.length, text.length, bitsOf(quote));
  if (allowed === 0) return [];
  const spare = samplesIn(quote.length) - allowed;
  if (spare < 1 && quote.length <= ONE_BLOCK) {
    const patterns = patternsOf(quote);
    return best(text, quote, patterns, everywhere(text, patterns.forwards, allowed), allowed, origins);
  }
  const fewest = Math.max(fewestVotes(quote.length), spare);
  const windows = candidates(text, quote, grams, allowed, fewest);
  return windows.length === 0 ? [] : best(text, quote, patternsOf(quote), windows, allowed, origins);
}

type OriginsOf = (from: number, to: number) => Origins;

const PIECE = 1 << 14;

/** The beginnings of all stretches within the allowed edits, the nearest first. */
function everywhere(text: string, pattern: Pattern, allowed: number): readonly Candidate[] {
  const found: { low: number; high: number; least: number }[] = [];
  const column = firstColumn(pattern);
  const edits = new Uint16Array(Math.min(PIECE, text.length));
  for (let from = 0; from < text.length; from += PIECE) {
    const count = Math.min(PIECE, text.length - from);
    scan(pattern, column, text, from, count, 1, "anywhere", edits);
    for (let at = 0; at < count; at += 1) {
      const own = edits[at] ?? 0;
      if (own > allowed) continue;
      const low = from + at + 1 - pattern.length;
      const last = found.at(-1);
      if (last === undefined || low > last.high) found.push({ low, high: low + 1, least: own });
      else {
        last.high = low + 1;
        last.least = Math.min(last.least, own);
      }
    }
  }
  return found
    .sort((a, b) => a.least - b.least || a.low - b.low)
    .map(({ low, high }) => ({ low: low - allowed, high: high + allowed, votes: Number.POSITIVE_INFINITY }));
}

function best(
  text: string,
  quote: string,
  { forwards, backwards }: ReturnType<typeof patternsOf>,
  windows: readonly Candidate[],
  allowed: number,
  origins: OriginsOf,
): readonly Stretch[] {
  const samples = samplesIn(quote.length);
  let bound = allowed;
  let found: Stretch[] = [];
  const known = new Set<number>();
  let cells = MOST_CELLS;
  const seen: { readonly from: number; readonly to: number }[] = [];
  for (const { low, high, votes } of windows.slice(0, windowsFor(quote.length))) {
    // With so few votes it has more edits than the best so far.
    if (found.length > 0 && votes < samples - bound) break;
    // Its beginnings have all been looked at, beside those of another.
    if (seen.some((one) => one.from <= low && high <= one.to)) continue;
    seen.push({ from: low, to: high });
    const from = Math.max(0, low);
    const to = Math.min(text.length, high + quote.length + allowed);
    const reached = editsAtEnds(forwards, text, from, to);
    let least = bound + 1;
    for (let at = 0; at < to - from; at += 1) least = Math.min(least, reached[at] ?? least);
    if (least > bound) continue;
    const ties = Math.max(2, Math.floor(MOST_COMPARED / 4 / quote.length)); // of stretches that overlap one is told
    const edges = edgesOf(text, () => origins(Math.max(0, from - 1), Math.min(text.length, to + 1)), quote);
    const stretches = nearest(least, bound);
    const edits = stretches[0]?.edits;
    if (edits === undefined) continue;
    if (edits < bound) {
      found = [];
      known.clear();
    }
    bound = edits;
    for (const one of stretches) {
      const key = one.start * WIDEST + one.end - one.start;
      if (found.length >= MOST_FOUND || known.has(key)) continue;
      known.add(key);
      found.push(one);
    }

    /** Whole words as near as any stretch, most often; else a few edits farther, and else as far as the bound. */
    function nearest(fewest: number, most: number): readonly Stretch[] {
      const found: Stretch[] = [];
      for (let at = 0; at < to - from && found.length < ties; at += 1) {
        const end = from + at + 1;
        if (reached[at] !== fewest || !edges.isEnd(end)) continue;
        const starts = startsAt(backwards, text, from, end, fewest, edges.isStart);
        for (const start of starts) found.push({ start, end, edits: fewest });
      }
      if (found.length > 0) return found;
      const near = aligned(Math.min(most, fewest + WHOLE_WORDS));
      return near.length > 0 || fewest + WHOLE_WORDS >= most ? near : aligned(most);
    }

    /** Aligned only where the scan ended within so many edits. */
    function aligned(most: number): readonly Stretch[] {
      cells -= (to - from) * quote.length;
      if (cells < 0) return [];
      let first = 0;
      let last = to - from - 1;
      while (first <= last && (reached[first] ?? 0) > most) first += 1;
      while (last > first && (reached[last] ?? 0) > most) last -= 1;
      const start = Math.max(from, from + first + 1 - quote.length - most);
      return wholeWords(text, start, from + last + 1, quote, backwards, most, edges);
    }
  }
  return found;
}

/** More places than anybody reads; one of them is nearest a hint all the same. */
const MOST_FOUND = 512;
const WIDEST = 1 << 14; // no stretch is longer

/** Edits by which whole words are mostly farther away than the nearest stretch of all, where they are. */
const WHOLE_WORDS = 4;
/** Cells of the tables of one quotation: some forty milliseconds. A text that asks for more repeats itself. */
const MOST_CELLS = 20_000_000;
