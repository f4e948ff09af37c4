import type { Match } from "../types.ts";
import { distance } from "./distance.ts";
import { normalise } from "./normalise.ts";
import { sourceSpan } from "./span.ts";
import type { Wording } from "./wording.ts";
import { words } from "./words.ts";

const MAX_WINDOWS = 32;
const MAX_QUOTE_UNITS = 2_000; // the edit distance is quadratic: a longer quote must be found exactly, or is shown by its beginning

/** Windows measured letter by letter: those that share most words with the quote; fewer for a long quote. */
const MAX_MEASURED = 8;
const MAX_MEASURED_LONG = 4;
const LONG_QUOTE_UNITS = 300; // a long quote is also moved only if near
const WORTH_MOVING = 0.6; // four words at each edge are no more than a fifth of a long quote

interface Window {
  readonly from: number;
  readonly to: number;
  readonly edits: number;
  readonly similarity: number;
}

/** The source text closest to the quote, however far: what to show when the quote is not there. */
export function nearestText(wording: Wording, quote: string): Match | undefined {
  const best = nearestWindow(wording, quote);
  if (best === undefined) return undefined;
  return { span: spanOf(wording, best), similarity: best.similarity, match: "fuzzy", edits: best.edits };
}

const spanOf = ({ words: list, text }: Wording, { from, to }: Window) =>
  sourceSpan(list[from]?.start ?? 0, list[to - 1]?.end ?? text.length);

/**
 * Of at most thirty-two windows of the quote's length around its rarest words, the nearest of the few that share most
 * words with it; that one is then stretched and shrunk.
 */
function nearestWindow(wording: Wording, quote: string): Window | undefined {
  const wanted = normalise(quote.slice(0, MAX_QUOTE_UNITS)).text.trim();
  const own = words(quote.slice(0, MAX_QUOTE_UNITS));
  const keys = own.map((word) => word.key);
  const isLong = wanted.length > LONG_QUOTE_UNITS;
  const candidates = mostShared(wording, keys, isLong ? MAX_MEASURED_LONG : MAX_MEASURED);
  let best: Window | undefined;
  const tryWindow = (from: number, to: number): void => {
    const window = score(wording, wanted, from, to);
    if (window !== undefined && (best === undefined || window.similarity > best.similarity)) best = window;
  };
  for (const start of candidates) tryWindow(start, start + own.length);
  if (best === undefined || (isLong && best.similarity < WORTH_MOVING)) return best;
  // A dropped or an added word moves an edge; four either way covers what is still called a quotation.
  const around: Window = best;
  for (let shift = -4; shift <= 4; shift += 1) tryWindow(around.from + shift, around.to);
  const moved: Window = best;
  for (let shift = -4; shift <= 4; shift += 1) tryWindow(moved.from, moved.to + shift);
  return best;
}

function windowStarts({ positions }: Wording, keys: readonly string[]): ReadonlySet<number> {
  const anchors = keys
    .map((key, offset) => ({ offset, at: positions.get(key) ?? [] }))
    .filter(({ at }) => at.length > 0)
    .sort((a, b) => a.at.length - b.at.length);
  const starts = new Set<number>();
  for (const { offset, at } of anchors) {
    for (const position of at) {
      if (starts.size >= MAX_WINDOWS) return starts;
      starts.add(Math.max(0, position - offset));
    }
  }
  return starts;
}

/** The window starts at which most words are also words of the quote. */
function mostShared(wording: Wording, keys: readonly string[], most: number): readonly number[] {
  const own = new Set(keys);
  return Array.from(windowStarts(wording, keys), (start) => ({
    start,
    shared: wording.words.slice(start, start + keys.length).filter(({ key }) => own.has(key)).length,
  }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, most)
    .map(({ start }) => start);
}

function score(wording: Wording, wanted: string, from: number, to: number): Window | undefined {
  const first = wording.words[Math.max(0, from)];
  const last = wording.words[Math.min(to, wording.words.length) - 1];
  if (first === undefined || last === undefined || first.start >= last.end) return undefined;
  if (last.end - first.start > 4 * wanted.length + 200) return undefined;
  const text = normalise(wording.text.slice(first.start, last.end)).text.trim();
  const edits = distance(text, wanted);
  const longest = Math.max(text.length, wanted.length, 1);
  return {
    from: Math.max(0, from),
    to: Math.min(to, wording.words.length),
    edits,
    similarity: 1 - edits / longest,
  };
}
