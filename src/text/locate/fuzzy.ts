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
  if (isSameBrokenWord(wanted, shown)) return { span, similarity: 1, match: "normalised", edits: 0, ...rest };
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

const BROKEN = /(?<=\p{L})[-\u2010\u00ad][ \t]{0,40}\r?\n[ \t]{0,40}(?=\p{Ll})/gu;
/** Stands for a hyphen at the end of a line, which may be the word's own ("well-\nknown"). */
const MAYBE = "\ue000";

/** Whether two texts are one but for the hyphens at the ends of their lines. */
function isSameBrokenWord(wanted: string, shown: string): boolean {
  if (!/\n/.test(wanted) && !/\n/.test(shown)) return false;
  const [a, b] = [wanted, shown].map((text) => normalisedQuote(text.replaceAll(BROKEN, MAYBE)));
  if (a === undefined || b === undefined || (!a.includes(MAYBE) && !b.includes(MAYBE))) return false;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (a[i] === MAYBE) {
      i += 1;
      if (b[j] === "-") j += 1;
    } else if (b[j] === MAYBE) {
      j += 1;
      if (a[i] === "-") i += 1;
    } else return false;
  }
  return true;
}
