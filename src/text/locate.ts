import type { Match, Source } from "../types.ts";
import { normalisedIn, verbatimIn } from "./locate/exact.ts";
import { fuzzyIn } from "./locate/fuzzy.ts";
import type { LocateOptions } from "./locate/options.ts";
import { partsIn } from "./locate/parts.ts";
import { trimQuote } from "./locate/trim-quote.ts";
import { isPrepared, type Prepared, type Subject, subjectOf } from "./prepared.ts";
import { placeOf, type RecordText, valuesOf } from "./record-text.ts";
import { hasLetterOrDigit } from "./script.ts";

/**
 * Where the quote stands in the source, or `undefined`: as `locateExactly` finds it, else fuzzy: the whole words with the
 * fewest edits, no more than `allowedEdits`, with what differs in `diff`. The span indexes the source's own text.
 *
 * Hand in what `prepare` gave, or the same `Source`, to look for many quotes in one text.
 */
export function locate(
  source: string | Source | Prepared,
  quote: string,
  options: LocateOptions = {},
): Match | undefined {
  return find(source, quote, options, true);
}

/**
 * Where the quote stands in the source word for word: verbatim, else after normalising, else in the parts that its
 * ellipses leave, in order and near each other. Whole words and figures only: "legal" is not in "illegal". In a record
 * it stands in one value, read without its escapes, or verbatim in the record's own text.
 */
export function locateExactly(
  source: string | Source | Prepared,
  quote: string,
  options: LocateOptions = {},
): Match | undefined {
  return find(source, quote, options, false);
}

function find(
  source: string | Source | Prepared,
  quote: string,
  options: LocateOptions,
  fuzzy: boolean,
): Match | undefined {
  assertOptions(options);
  const wanted = trimQuote(quote);
  if (!hasLetterOrDigit(wanted)) return undefined;
  if (isPrepared(source)) return ready(subjectOf(source), wanted, options, fuzzy);
  const values = valuesOf(source);
  if (values === undefined) return inText(source, wanted, options, fuzzy);
  return (
    inRecord(values, inText(values.text, wanted, options, false)) ??
    verbatimIn(textOf(source), wanted, options) ??
    (fuzzy ? inRecord(values, inText(values.text, wanted, options, true)) : undefined)
  );
}

/** The text as it is first: most quotations are verbatim, and nothing is faster than a plain search. */
function inText(source: string | Source, wanted: string, options: LocateOptions, fuzzy: boolean): Match | undefined {
  const verbatim = verbatimIn(textOf(source), wanted, options);
  if (verbatim !== undefined) return verbatim;
  const subject = subjectOf(source);
  return normalisedIn(subject, wanted, options) ?? loosely(subject, wanted, options, fuzzy);
}

/** An index is faster than a plain search of a long text, and finds what is verbatim too. */
function ready(subject: Subject, wanted: string, options: LocateOptions, fuzzy: boolean): Match | undefined {
  const grams = subject.index();
  // Too short for a sample, or with signs that normalising may drop: only the text itself can tell.
  if (grams === undefined || wanted.length < SHORT || CONTEXTUAL.test(wanted)) {
    const verbatim = verbatimIn(subject.text, wanted, options);
    if (verbatim !== undefined) return verbatim;
  }
  return normalisedIn(subject, wanted, options, grams) ?? loosely(subject, wanted, options, fuzzy);
}

const SHORT = 16;
const CONTEXTUAL = /[[【]|^[*_~`-]|[*_~`-]$/;

function assertOptions({ hint, alternatives }: LocateOptions): void {
  if (hint !== undefined && !isCount(hint)) throw refused("hint", hint);
  if (alternatives !== undefined && !isCount(alternatives)) throw refused("alternatives", alternatives);
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
const refused = (name: string, value: unknown): TypeError =>
  new TypeError(`Expected \`${name}\` to be a whole number from 0, got ${String(value)}.`);

function loosely(subject: Subject, wanted: string, options: LocateOptions, fuzzy: boolean): Match | undefined {
  return partsIn(subject, wanted, options, fuzzy) ?? (fuzzy ? fuzzyIn(subject, wanted, options) : undefined);
}

/** A match in the values of a record, as one in the record's own text. */
export function inRecord(values: RecordText, match: Match | undefined): Match | undefined {
  if (match === undefined) return undefined;
  const { span: _span, alternatives, diff, ...rest } = match;
  const span = placeOf(values, match.span);
  if (span === undefined) return undefined;
  const others = alternatives?.flatMap((one) => placeOf(values, one) ?? []);
  const changes = diff?.flatMap((change) => {
    const at = placeOf(values, change.at);
    return at === undefined ? [] : [{ ...change, at }];
  });
  return {
    ...rest,
    span,
    ...(others === undefined ? {} : { alternatives: others }),
    ...(changes === undefined ? {} : { diff: changes }),
  };
}

const textOf = (source: string | Source): string => (typeof source === "string" ? source : source.text);
