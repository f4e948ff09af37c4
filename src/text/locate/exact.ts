import type { Match, Span } from "../../types.ts";
import { lowerBound } from "../lower-bound.ts";
import { type NormalisedText, normalisedQuote, originOf } from "../normalise.ts";
import type { Subject } from "../prepared.ts";
import { hasLetterOrDigit } from "../script.ts";
import { sourceSpan } from "../span.ts";
import { cutsWord, wholeCharacters } from "./edges.ts";
import { GRAM, type Grams, gramAt } from "./grams.ts";
import { sameMarkers } from "./markers.ts";
import { type LocateOptions, MOST_ALTERNATIVES } from "./options.ts";
import { placesOf } from "./places-of.ts";

/** Verbatim: the quote as it is written, whole words and figures only. */
export function verbatimIn(text: string, wanted: string, options: LocateOptions): Match | undefined {
  const at = text.indexOf(wanted);
  if (at < 0 || !hasLetterOrDigit(wanted)) return undefined;
  const end = at + wanted.length;
  if (options.alternatives === 0 && options.hint === undefined && !cutsWord(text, at) && !cutsWord(text, end))
    return { span: sourceSpan(at, end), similarity: 1, match: "verbatim", edits: 0 };
  const places = placesOf(
    text,
    wanted,
    options,
    (start) =>
      cutsWord(text, start) || cutsWord(text, start + wanted.length)
        ? undefined
        : sourceSpan(start, start + wanted.length),
    at,
  );
  return matchOf("verbatim", places);
}

/** Word for word after normalising; in an indexed text, verbatim where it is. */
export function normalisedIn(
  { text, normalised }: Pick<Subject, "text" | "normalised">,
  wanted: string,
  options: LocateOptions = {},
  grams?: Grams,
): Match | undefined {
  const quote = normalisedQuote(wanted);
  if (!hasLetterOrDigit(quote)) return undefined;
  const accept = (at: number): Span<"source"> | undefined => spanAt(text, normalised, at, at + quote.length, wanted);
  if (grams === undefined || quote.length < 2 * GRAM - 1) {
    const hint = options.hint === undefined ? {} : { hint: unitNear(normalised, options.hint) };
    return matchOf("normalised", placesOf(normalised.text, quote, { ...options, ...hint }, accept));
  }
  return fromAll(
    text,
    wanted,
    placesByIndex(normalised.text, grams, quote).flatMap((at) => accept(at) ?? []),
    options,
  );
}

/** The span in the original of whole words in the normalised text; `undefined` where they are none, or cite otherwise. */
function spanAt(
  text: string,
  normalised: NormalisedText,
  from: number,
  to: number,
  wanted: string,
): Span<"source"> | undefined {
  if (cutsWord(normalised.text, from) || cutsWord(normalised.text, to)) return undefined;
  if (isWithinOne(text, normalised, from) || isWithinOne(text, normalised, to)) return undefined;
  const span = wholeCharacters(text, originOf(text, normalised, from, to));
  if (span === undefined) return undefined;
  const { start, end } = span;
  return sameMarkers(wanted, text.slice(start, end)) ? sourceSpan(start, end) : undefined;
}

/** Whether the units before and behind came from one character that unfolds into both; what unfolds into ASCII is words or marks. */
function isWithinOne(text: string, normalised: NormalisedText, at: number): boolean {
  if (at <= 0 || at >= normalised.text.length) return false;
  if (normalised.text.charCodeAt(at - 1) < 0x80 && normalised.text.charCodeAt(at) < 0x80) return false;
  const { start, end } = originOf(text, normalised, at, at + 1);
  if (text.charCodeAt(start) < 0x80 && end - start === 1) return false;
  return originOf(text, normalised, at - 1, at).end > start;
}

/** The unit that an offset of the original became, roughly. */
function unitNear({ sources, units }: NormalisedText, offset: number): number {
  const at = lowerBound(sources.length, (one) => (sources[one] ?? 0) <= offset) - 1;
  return at < 0 ? 0 : (units[at] ?? 0) + offset - (sources[at] ?? 0);
}

/** Places of all samples that could lie in the quote, one of five for each way that it may lie over the samples. */
function placesByIndex(text: string, { heads, places }: Grams, quote: string): readonly number[] {
  const mask = heads.length - 2;
  const found: number[] = [];
  for (let phase = 0; phase < GRAM; phase += 1) {
    let [rarest, fewest, first] = [phase, Number.POSITIVE_INFINITY, 0];
    for (let offset = phase; offset + GRAM <= quote.length && fewest > 0; offset += GRAM) {
      const hash = gramAt(quote, offset) & mask;
      const count = (heads[hash + 1] ?? 0) - (heads[hash] ?? 0);
      if (count < fewest) [rarest, fewest, first] = [offset, count, heads[hash] ?? 0];
    }
    for (let at = first; at < first + fewest; at += 1) {
      const start = (places[at] ?? 0) * GRAM - rarest;
      if (start >= 0 && text.startsWith(quote, start)) found.push(start);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Of all places: those that are verbatim, if any is; the nearest to the hint first. */
function fromAll(
  text: string,
  wanted: string,
  all: readonly Span<"source">[],
  { hint, alternatives }: LocateOptions,
): Match | undefined {
  const verbatim = all.filter(({ start }) => text.startsWith(wanted, start));
  const spans = verbatim.length > 0 ? verbatim : all;
  const far = ({ start }: Span<"source">): number => Math.abs(start - (hint ?? 0));
  const [first] = hint === undefined ? spans : spans.toSorted((a, b) => far(a) - far(b));
  if (first === undefined) return undefined;
  const others = spans.filter((span) => span !== first).slice(0, alternatives ?? MOST_ALTERNATIVES);
  return matchOf(verbatim.length > 0 ? "verbatim" : "normalised", [first, ...others]);
}

function matchOf(match: Match["match"], [span, ...others]: readonly Span<"source">[]): Match | undefined {
  if (span === undefined) return undefined;
  return { span, similarity: 1, match, edits: 0, ...(others.length === 0 ? {} : { alternatives: others }) };
}
