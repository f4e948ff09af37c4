import type { Match } from "../../types.ts";
import { normalise, originOf } from "../normalise.ts";
import type { Subject } from "../prepared.ts";
import { hasLetterOrDigit } from "../script.ts";
import { sourceSpan } from "../span.ts";
import { changesBetween } from "./changes.ts";
import { cutsGrapheme } from "./edges.ts";
import { nearestStretches } from "./nearest-stretch.ts";
import { type LocateOptions, MOST_ALTERNATIVES } from "./options.ts";
import type { Stretch } from "./whole-words.ts";

/** The place with the fewest edits, if they are few enough; between places as near, that nearest the hint. */
export function fuzzyIn(subject: Subject, wanted: string, options: LocateOptions): Match | undefined {
  const quote = normalise(wanted).text.trim();
  if (!hasLetterOrDigit(quote)) return undefined;
  const { text, normalised } = subject;
  const stretches = nearestStretches(normalised.text, quote, subject.index());
  const placed = apart(stretches, quote.length).map((stretch) => {
    const { start, end } = originOf(text, normalised, stretch.start, stretch.end);
    return { ...stretch, span: sourceSpan(graphemeStart(text, start), graphemeEnd(text, end)) };
  });
  const { hint, alternatives = MOST_ALTERNATIVES } = options;
  if (hint !== undefined) placed.sort((a, b) => Math.abs(a.span.start - hint) - Math.abs(b.span.start - hint));
  const [first, ...others] = placed;
  if (first === undefined) return undefined;
  const { span, edits } = first;
  const shown = text.slice(span.start, span.end);
  const own = normalised.text.slice(first.start, first.end);
  const list = others.slice(0, alternatives).map((one) => one.span);
  const rest = list.length === 0 ? {} : { alternatives: list };
  if (isSameBrokenWord(wanted, shown, quote, own))
    return { span, similarity: 1, match: "normalised", edits: 0, ...rest };
  const similarity = 1 - edits / Math.max(quote.length, own.length);
  return { span, similarity, match: "fuzzy", edits, ...rest, diff: changesBetween(wanted, shown, span.start) };
}

/** Of stretches that overlap the one whose length is nearest the quote's, then the earliest. In the order of the text. */
function apart(stretches: readonly Stretch[], length: number): Stretch[] {
  const kept: Stretch[] = [];
  const off = ({ start, end }: Stretch): number => Math.abs(end - start - length);
  for (const stretch of stretches.toSorted((a, b) => off(a) - off(b) || a.start - b.start)) {
    if (kept.every(({ start, end }) => stretch.end <= start || stretch.start >= end)) kept.push(stretch);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const BROKEN = /[-\u2010]\s*\n/;
/** A hyphen at the end of a line may be the word's own ("well-\nknown"): with and without it are one word. */
const isSameBrokenWord = (wanted: string, shown: string, quote: string, own: string): boolean =>
  (BROKEN.test(shown) || BROKEN.test(wanted)) && quote.replaceAll("-", "") === own.replaceAll("-", "");

function graphemeStart(text: string, at: number): number {
  let start = at;
  while (cutsGrapheme(text, start)) start -= 1;
  return start;
}

function graphemeEnd(text: string, at: number): number {
  let end = at;
  while (cutsGrapheme(text, end)) end += 1;
  return end;
}
