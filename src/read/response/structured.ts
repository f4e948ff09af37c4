import { clip } from "../../text/clip.ts";
import { escapeText } from "../../text/escape-text.ts";
import type { CitationInput, PlainSpan } from "../../types.ts";
import { refused } from "../invalid.ts";
import { isFields } from "./fields.ts";
import { cite, type Reader } from "./reader.ts";

/** Names that models are asked to use, as `squeezed`: without case, `_` and `-`. The first that is there counts. */
export const LIST_KEYS = "claims sentences statements points segments paragraphs items".split(" ");
export const TEXT_KEYS = "answer response text output result summary".split(" ");
export const STATEMENT_KEYS = "text statement sentence claim answer content point".split(" ");
const SOURCE_KEYS = "sourceid source docid documentid document doc ref reference".split(" ");
/** On a statement these would be its own number, in a citation they are the source's. */
const OWN_KEYS = "id index number".split(" ");
const CITATION_KEYS = "citations citation sources references refs sourceids citedsources".split(" ");
const QUOTE_KEYS = "quote text snippet citedtext evidence excerpt quotes passage".split(" ");
const QUOTED_STATEMENT_KEYS = "claim statement sentence".split(" ");
/** What says nothing of sources: it may stand where nothing is cited. */
const OTHER_KEYS = new Set(
  "confidence score type kind reasoning explanation language id index number title start end page url".split(" "),
);

/** Where a statement stands in the answer. */
export type Place = (statement: string) => PlainSpan | undefined;

type Fields = { readonly [name: string]: unknown };

const squeezed = (key: string): string => (key.length > 40 ? key : key.toLowerCase().replaceAll(/[_-]/g, ""));

/** The first of these names under which the fields have something that fits; as written there. */
export function keyAmong(
  fields: Fields,
  names: readonly string[],
  fits: (value: unknown) => boolean,
): string | undefined {
  const keys = Object.keys(fields);
  for (const name of names) {
    const key = keys.find((one) => squeezed(one) === name && fits(fields[one]));
    if (key !== undefined) return key;
  }
  return undefined;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
const isName = (value: unknown): boolean =>
  (typeof value === "string" && value.trim() !== "") || (typeof value === "number" && Number.isFinite(value));

/** Refuses a field that might be a citation under a name nobody knows. */
export function onlyKnown(fields: Fields, field: string, known: readonly string[], where: string): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key) && !OTHER_KEYS.has(squeezed(key)));
  if (unknown === undefined || !isGiven(fields[unknown])) return;
  const name = JSON.stringify(clip(escapeText(unknown), 40));
  throw refused(field, `has ${name} ${where}; expected citations as \`citations\`, \`sources\` or \`source\``);
}

/**
 * What an object cites beside its text: a list of citations, sources by name, quotes with or without their source. A
 * statement that a citation names has its `place`.
 */
export function citationsBeside(
  item: Fields,
  field: string,
  text: string,
  reader: Reader,
  place: Place = () => undefined,
): readonly CitationInput[] {
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => key !== text));
  const lists = [CITATION_KEYS, SOURCE_KEYS].map((names) => keyAmong(rest, names, isGiven));
  const cited = lists.flatMap((key) => (key === undefined ? [] : each(rest[key], `${field}.${key}`)));
  const quoteKey = keyAmong(rest, QUOTE_KEYS, isGiven);
  const quotes = quoteKey === undefined ? [] : each(rest[quoteKey], `${field}.${quoteKey}`);
  const citing = [...cited, ...quotes.filter(({ value }) => isFields(value))];
  if (citing.length === 0 && isGiven(rest.url)) citing.push({ value: rest.url, field: `${field}.url` });
  const citations = citing.map((one) => citationOf(one.value, one.field, reader, place));
  const words = quotes.filter(({ value }) => !isFields(value) && value !== "");
  if (lists.every((key) => key === undefined) && quoteKey === undefined) onlyKnown(rest, field, [], "and no citations");
  return withQuotes(citations, words, field);
}

const each = (value: unknown, field: string): readonly { readonly value: unknown; readonly field: string }[] =>
  Array.isArray(value)
    ? value.map((one: unknown, at) => ({ value: one, field: `${field}[${at}]` }))
    : [{ value, field }];

/** The quotes beside a list of sources: one for each, or all of the one source. Whose it is otherwise nobody can tell. */
function withQuotes(
  citations: readonly CitationInput[],
  words: readonly { readonly value: unknown; readonly field: string }[],
  field: string,
): readonly CitationInput[] {
  if (words.length === 0) return citations;
  const quotes = words.map(({ value, field: place }) => {
    if (typeof value !== "string") throw refused(place, "expected a quote, as text");
    return value.toWellFormed();
  });
  const [first, ...others] = citations;
  if (first === undefined) throw refused(field, "expected a source for its quote, as `sourceId` or `source`");
  if (citations.every(({ quote }) => quote !== undefined)) return citations;
  if (others.length === 0) return quotes.map((quote) => ({ ...first, quote }));
  if (citations.length === quotes.length)
    return citations.map((citation, at) => ({ ...citation, quote: quotes[at] ?? "" }));
  throw refused(
    field,
    `has ${quotes.length} quotes of ${citations.length} sources; expected { sourceId, quote } for each`,
  );
}

/** One citation: the name or number of a source, or an object that has it, with or without a quote. */
function citationOf(given: unknown, field: string, reader: Reader, place: Place): CitationInput {
  if (isName(given)) return cite(reader.refer({ names: [nameOf(given)], told: true }));
  if (!isFields(given)) throw refused(field, "expected the id of a source, or { sourceId, quote }");
  const key = keyAmong(given, [...SOURCE_KEYS, ...OWN_KEYS, "url", "title"], isGiven);
  const source = key === undefined ? undefined : given[key];
  const inner = isFields(source) ? keyAmong(source, [...SOURCE_KEYS, ...OWN_KEYS, "url", "title"], isName) : undefined;
  const name = isFields(source) && inner !== undefined ? source[inner] : source;
  if (!isName(name)) throw refused(field, "expected a source, as `sourceId`, with or without a `quote`");
  const quoteKey = keyAmong(given, QUOTE_KEYS, isGiven);
  const quote = quoteKey === undefined ? undefined : given[quoteKey];
  if (quote !== undefined && typeof quote !== "string")
    throw refused(`${field}.${quoteKey}`, "expected a quote, as text");
  const stated = keyAmong(given, QUOTED_STATEMENT_KEYS, (one) => typeof one === "string");
  const at = stated === undefined ? undefined : place(String(given[stated]));
  return cite(reader.refer({ names: [nameOf(name)], told: true }), { at, quote: quote === "" ? undefined : quote });
}

const BRACKETED = /^\[([^[\]]+)\]$/;

/** As markers are read: "[1]" is 1. Numbers stay numbers: the model was told them. */
function nameOf(name: unknown): string {
  const text = String(name).trim();
  return (BRACKETED.exec(text)?.[1] ?? text).trim();
}
