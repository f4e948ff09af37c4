import type { Change, Match, Span } from "../../types.ts";
import { distance } from "../distance.ts";
import { normalisedQuote, originOf } from "../normalise.ts";
import type { Subject } from "../prepared.ts";
import { hasLetterOrDigit } from "../script.ts";
import { sourceSpan } from "../span.ts";
import { changesBetween } from "./changes.ts";
import { wholeCharacters } from "./edges.ts";
import { nearestStretches } from "./nearest-stretch.ts";
import { type LocateOptions, MOST_ALTERNATIVES } from "./options.ts";
import type { Stretch } from "./whole-words.ts";

interface Placed extends Stretch {
  readonly span: Span<"source">;
}

/** The place with the fewest edits, if they are few enough; between places as near, that nearest the hint. */
export function fuzzyIn(subject: Subject, wanted: string, options: LocateOptions): Match | undefined {
  const quote = normalisedQuote(wanted);
  if (!hasLetterOrDigit(quote)) return undefined;
  const { text, normalised } = subject;
  const placed = nearestStretches(subject, quote, subject.index()).flatMap((stretch): readonly Placed[] => {
    const span = wholeCharacters(text, originOf(text, normalised, stretch.start, stretch.end));
    return span === undefined ? [] : [{ ...stretch, span: sourceSpan(span.start, span.end) }];
  });
  const { hint, alternatives = MOST_ALTERNATIVES } = options;
  const [first, ...others] = apart(placed, quote.length, hint);
  if (first === undefined) return undefined;
  const { span } = first;
  const shown = text.slice(span.start, span.end);
  const own = normalised.text.slice(first.start, first.end);
  const list = others.slice(0, alternatives).map((one) => one.span);
  const rest = list.length === 0 ? {} : { alternatives: list };
  if (isSameBrokenWord(wanted, shown, quote, own))
    return { span, similarity: 1, match: "normalised", edits: 0, ...rest };
  // Alike but for what normalising passes over, and not taken for the same: an index, a part of a character.
  const edits = first.edits > 0 ? first.edits : Math.max(1, distance(wanted.toLowerCase(), shown.toLowerCase()));
  const similarity = 1 - edits / Math.max(quote.length, own.length);
  let diff: readonly Change[] | undefined;
  return {
    span,
    similarity,
    match: "fuzzy",
    edits,
    ...rest,
    // Made when it is first read: it takes as long as all the rest, and most callers ask only where.
    get diff() {
      diff ??= changesBetween(wanted, shown, span.start);
      return diff;
    },
  };
}

/** The place nearest the hint, of those as near the one whose length is nearest the quote's, then the earliest; behind it those that overlap none before. */
function apart(placed: readonly Placed[], length: number, hint: number | undefined): readonly Placed[] {
  const kept: Placed[] = [];
  const far = ({ span }: Placed): number => (hint === undefined ? 0 : Math.abs(span.start - hint));
  const off = ({ start, end }: Placed): number => Math.abs(end - start - length);
  for (const one of placed.toSorted((a, b) => far(a) - far(b) || off(a) - off(b) || a.start - b.start)) {
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  }
  const [first, ...others] = kept;
  return first === undefined ? [] : [first, ...others.sort((a, b) => a.start - b.start)];
}

const BROKEN = /[-\u2010]\s*\n/;
/** A hyphen at the end of a line may be the word's own ("well-\nknown"): with and without it are one word. */
const isSameBrokenWord = (wanted: string, shown: string, quote: string, own: string): boolean =>
  (BROKEN.test(shown) || BROKEN.test(wanted)) && quote.replaceAll("-", "") === own.replaceAll("-", "");
