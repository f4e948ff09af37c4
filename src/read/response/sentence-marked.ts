import { lowerBound } from "../../text/lower-bound.ts";
import { sentenceEnds } from "../../text/sentences.ts";
import type { PlainSpan } from "../../types.ts";

/** What stands around a marker, or between two of them, and belongs to no sentence. */
const BETWEEN_MARKERS = /^[\s()[\]（）【】,;]$/u;
const BLANK = /^\s$/;
const LINK = /^\[([^\]]*)\]\(/;
const WORDS_OF_A_NAME = 3; // a link of more words that stands by itself is the claim, not the name of a page
const STARTS_LOWER = /^[\s)\]】]*\p{Ll}/u;

/**
 * What each marker of a text stands for: the sentence that it ends, or is in, up to the marker. A span that holds no
 * marker but words of the answer stands for itself. In the order given; linear in the text, but for sorting.
 */
export function sentencesMarked(text: string, spans: readonly PlainSpan[]): readonly PlainSpan[] {
  const starts = sentenceStarts(text);
  const order = spans.map((_, at) => at).sort((a, b) => (spans[a]?.start ?? 0) - (spans[b]?.start ?? 0));
  const marked: PlainSpan[] = [];
  let before: { readonly start: number; readonly end: number; readonly claimEnd: number } | undefined;
  for (const at of order) {
    const span = spans[at] ?? { start: 0, end: 0 };
    if (!isMarker(text, span)) {
      marked[at] = span;
      continue;
    }
    let end = span.start;
    // Of several markers in a row, each stands for what the first does: nothing is walked over twice.
    const follows = (): boolean => before !== undefined && end <= before.end && end >= before.start;
    while (!follows() && end > 0 && BETWEEN_MARKERS.test(text[end - 1] ?? "")) end -= 1;
    if (before !== undefined && follows()) end = before.claimEnd;
    const start = starts[lowerBound(starts.length, (index) => (starts[index] ?? 0) < end) - 1];
    marked[at] = start === undefined ? span : { start, end };
    before = { start: span.start, end: span.end, claimEnd: end };
  }
  return marked;
}

/** Whether a span is a marker and not words that are said to be cited: a link, brackets, or a point between two characters. */
export function isMarker(text: string, { start, end }: PlainSpan): boolean {
  if (start === end) return true;
  const held = text.slice(start, end).trim();
  if (GLYPHS.test(held)) return true;
  if (!OPENS.has(held[0] ?? "") || !CLOSES.has(held.at(-1) ?? "")) return false;
  // "Rates rose. [The bank](…) says so": the link begins a sentence and is a part of it.
  const isInside = BRACKETS.has(held[0] ?? "") || BRACKETS.has(text.slice(0, start).trimEnd().at(-1) ?? "");
  if (isInside) return true;
  const words = (LINK.exec(held)?.[1] ?? "").split(/\s+/).length;
  return words <= WORDS_OF_A_NAME && !STARTS_LOWER.test(text.slice(end, end + 8));
}

const OPENS = new Set("([（【");
const CLOSES = new Set(")]）】");
const BRACKETS = new Set("(（【");
/** What the model writes for a citation where nobody has replaced it: characters for private use. */
const GLYPHS = /^\uE200[^\uE201]*\uE201$/u;

function sentenceStarts(text: string): readonly number[] {
  const starts: number[] = [];
  let line = 0;
  while (line <= text.length) {
    const found = text.indexOf("\n", line);
    const end = found < 0 ? text.length : found;
    let start = line;
    for (const next of sentenceEnds(text, line, end)) {
      while (start < next && BLANK.test(text[start] ?? "")) start += 1;
      if (start < next) starts.push(start);
      start = next;
    }
    line = end + 1;
  }
  return starts;
}
