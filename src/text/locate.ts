import type { Match, Source, Span } from "../types.ts";
import { locateFuzzy } from "./fuzzy.ts";
import { lowerBound } from "./lower-bound.ts";
import { hasNegation } from "./negation.ts";
import { normalise } from "./normalise.ts";
import { type Prepared, prepare } from "./prepared.ts";
import { placeOf, type RecordText, valuesOf } from "./record-text.ts";
import { hasLetterOrDigit } from "./script.ts";
import { sourceSpan } from "./span.ts";

const MAX_ALTERNATIVES = 20; // enough to show that a phrase is boilerplate; more says nothing new

/**
 * Where the quote stands in the source, or `undefined`: as `locateExactly` finds it, else fuzzy (similarity 0.8 or
 * more). The span indexes the source's own text.
 */
export function locate(source: string | Source, quote: string): Match | undefined {
  const exact = locateExactly(source, quote);
  if (exact !== undefined) return exact;
  const values = valuesOf(source);
  const fuzzy = locateFuzzy(prepare(values?.text ?? textOf(source)), trimQuote(quote));
  return values === undefined ? fuzzy : inRecord(values, fuzzy);
}

/**
 * Where the quote stands in the source word for word: verbatim, else after normalising, else in the parts that its
 * ellipses leave, in order and near each other. Whole words and figures only: "legal" is not in "illegal". In a record
 * it stands in one value, read without its escapes, or verbatim in the record's own text.
 */
export function locateExactly(source: string | Source, quote: string): Match | undefined {
  const values = valuesOf(source);
  const wanted = trimQuote(quote);
  if (values === undefined) return exactIn(textOf(source), wanted);
  return inRecord(values, exactIn(values.text, wanted)) ?? verbatimIn(textOf(source), wanted);
}

function exactIn(text: string, wanted: string): Match | undefined {
  const verbatim = verbatimIn(text, wanted);
  if (verbatim !== undefined || !hasLetterOrDigit(wanted)) return verbatim;
  const prepared = prepare(text);
  return locateNormalised(prepared, wanted) ?? locateParts(prepared, wanted);
}

function verbatimIn(text: string, wanted: string): Match | undefined {
  if (!hasLetterOrDigit(wanted)) return undefined;
  const [first, ...others] = occurrences(text, wanted);
  if (first === undefined) return undefined;
  const alternatives = others.length === 0 ? {} : { alternatives: others };
  return { span: first, similarity: 1, match: "verbatim", edits: 0, ...alternatives };
}

/** A match in the values of a record, as one in the record's own text. */
export function inRecord(values: RecordText, match: Match | undefined): Match | undefined {
  if (match === undefined) return undefined;
  const { span: _span, alternatives, ...rest } = match;
  const span = placeOf(values, match.span);
  if (span === undefined) return undefined;
  const others = alternatives?.flatMap((one) => placeOf(values, one) ?? []);
  return { ...rest, span, ...(others === undefined ? {} : { alternatives: others }) };
}

const textOf = (source: string | Source): string => (typeof source === "string" ? source : source.text);

function occurrences(text: string, wanted: string): readonly Span<"source">[] {
  const found: Span<"source">[] = [];
  for (const at of wholeHits(text, wanted)) {
    if (found.push(sourceSpan(at, at + wanted.length)) > MAX_ALTERNATIVES) break;
  }
  return found;
}

/** Units compared in hits that split a word, for one quotation: beyond them it counts as not found. */
const MAX_REFUSED_UNITS = 20_000_000;

/** Where `wanted` stands in a text between whole words, ascending. A refused hit is passed by its whole word. */
function* wholeHits(text: string, wanted: string, from = 0): Generator<number> {
  let refused = 0;
  for (let at = text.indexOf(wanted, from); at >= 0 && refused <= MAX_REFUSED_UNITS; ) {
    if (splitsWord(text, at) || splitsWord(text, at + wanted.length)) refused += wanted.length;
    else yield at;
    at += 1;
    while (splitsWord(text, at)) at += 1;
    at = text.indexOf(wanted, at);
  }
}

/** Found after folding case, marks, dashes and white space; whole words only, so that "1 day" is not in "21 days". */
export function locateNormalised(prepared: Prepared, quote: string, from = 0): Match | undefined {
  const wanted = normalise(quote).text.trim();
  if (!hasLetterOrDigit(wanted)) return undefined;
  const { text, starts, ends } = prepared.normalised;
  for (const at of wholeHits(text, wanted, from)) {
    const span = sourceSpan(starts[at] ?? 0, ends[at + wanted.length - 1] ?? 0);
    return { span, similarity: 1, match: "normalised", edits: 0 };
  }
  return undefined;
}

const PART_OF_WORD = /^[\p{L}\p{N}]$/u;
/** Scripts that part words by nothing, or by particles that are written on: a quotation may end anywhere. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]$/u;
const ATTACHED = /^(?:\p{M}|\u200d|\ufe0f)/u;
/** "5 days" is not in "2.5 days", nor "30" in "30,000". */
const FIGURE = /^\p{N}[.,]\p{N}$/u;
/** "15 degrees" is not in "-15 degrees"; a range ("10-15") and a hyphen ("up-15") have no sign. */
const SIGN = /^[\s(]?[-−]\p{N}$/u;

/** Whether an offset parts what belongs together: a word, a figure from its sign or decimals, a letter from its accent. */
function splitsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  if (ATTACHED.test(text.slice(at, at + 2)) || SIGN.test(text.slice(Math.max(0, at - 2), at + 1))) return true;
  if (at > 1 && FIGURE.test(text.slice(at - 2, at + 1))) return true;
  if (FIGURE.test(text.slice(at - 1, at + 2))) return true;
  const before = characterBefore(text, at);
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  if (!PART_OF_WORD.test(before) || !PART_OF_WORD.test(after)) return false;
  return !UNSPACED.test(before) && !UNSPACED.test(after);
}

const characterBefore = (text: string, at: number): string =>
  /[\udc00-\udfff]/.test(text[at - 1] ?? "") ? text.slice(at - 2, at) : (text[at - 1] ?? "");

const ELLIPSIS = /\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\./u;

/** The parts between ellipses, in order, the whole no more than eight times as long as what is quoted. */
function locateParts(prepared: Prepared, quote: string): Match | undefined {
  const parts = quote
    .split(ELLIPSIS)
    .map(trimQuote)
    .filter((part) => part !== "");
  if (parts.length < 2 || parts.some((part) => normalise(part).text.trim().length < 6)) return undefined;
  let from = 0;
  let first: Match | undefined;
  let last: Match | undefined;
  for (const part of parts) {
    const found = locateNormalised(prepared, part, from);
    if (found === undefined) return undefined;
    // What an ellipsis leaves out must not be what turns the sentence round.
    if (last !== undefined && hasNegation(prepared.text.slice(last.span.end, found.span.start))) return undefined;
    first ??= found;
    last = found;
    from = after(prepared, found.span.end);
  }
  if (first === undefined || last === undefined) return undefined;
  const span = sourceSpan(first.span.start, last.span.end);
  // Farther apart than this, an ellipsis joins what the source keeps apart.
  if (span.end - span.start > quote.length * 8 + 200) return undefined;
  return { span, similarity: 1, match: "normalised", edits: 0 };
}

/** The first normalised unit that comes from behind an offset of the original. */
function after({ normalised }: Prepared, end: number): number {
  return lowerBound(normalised.starts.length, (at) => (normalised.starts[at] ?? 0) < end);
}

const isTrimmed = (character: string): boolean => /[\s.,;:!?…·•*_-]/u.test(character);

/** Without the punctuation that style puts inside quotation marks: "…thirty days," is quoted as "…thirty days". */
export function trimQuote(quote: string): string {
  let start = 0;
  let end = quote.length;
  while (start < end && isTrimmed(quote[start] ?? "") && !SIGN.test(quote.slice(start, start + 2))) start += 1;
  while (end > start && isTrimmed(quote[end - 1] ?? "")) end -= 1;
  return quote.slice(start, end);
}
