import { isFields } from "../../text/fields.ts";
import type { CitationInput, PlainSpan } from "../../types.ts";
import { refused } from "../invalid.ts";
import { cite, type Reader } from "./reader.ts";
import * as keys from "./structured-keys.ts";
import { type Fields, keyAmong, keysAmong, onlyKnown } from "./structured-keys.ts";

/** Where a statement stands in the answer. */
export type Place = (statement: string) => PlainSpan | undefined;

interface Given {
  readonly value: unknown;
  readonly field: string;
}

/**
 * What an object cites beside its text: lists of citations, sources by name, quotes with or without their source. All of
 * that is read, under every name it has there, and what is not understood is refused. A statement that a citation names
 * has its `place`.
 */
export function citationsBeside(
  item: Fields,
  field: string,
  text: string,
  reader: Reader,
  place: Place = () => undefined,
): readonly CitationInput[] {
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => key !== text));
  const named = keysAmong(rest, keys.SOURCE_KEYS);
  const addresses = keysAmong(rest, ["url"]);
  const citing = [...keysAmong(rest, keys.CITATION_KEYS), ...named];
  const quoting = keysAmong(rest, keys.QUOTE_KEYS);
  const describing = named.length > 0 ? keysAmong(rest, keys.DESCRIBING_KEYS) : addresses;
  onlyKnown(rest, field, [...citing, ...quoting, ...describing], "beside its text");
  const quotes = quoting.map((key) => each(rest[key], `${field}.${key}`));
  const lists = [
    ...citing.map((key) => each(rest[key], `${field}.${key}`)),
    ...quotes.map((list) => list.filter(({ value }) => isFields(value))),
    // An address beside the name of a source describes that; by itself it is a citation.
    ...(named.length > 0 ? [] : addresses.map((key) => each(rest[key], `${field}.${key}`))),
  ];
  const citations = eachOnce(lists.map((list) => list.flatMap((one) => citationsOf(one, reader, place))));
  const words = quotes.flat().filter(({ value }) => !isFields(value) && value !== "");
  return withQuotes(citations, words, field);
}

const each = (value: unknown, field: string): readonly Given[] =>
  Array.isArray(value)
    ? value.map((one: unknown, at) => ({ value: one, field: `${field}[${at}]` }))
    : [{ value, field }];

/** A source that a later list names again, with nothing more said of it, is cited once. */
function eachOnce(lists: readonly (readonly CitationInput[])[]): readonly CitationInput[] {
  const ids = new Set<string>();
  return lists.flatMap((list) => {
    const more = list.filter(
      ({ sourceId, at, quote }) => at !== undefined || quote !== undefined || !ids.has(sourceId),
    );
    for (const { sourceId } of more) ids.add(sourceId);
    return more;
  });
}

/** The quotes beside a list of sources: one for each, or all of the one source. Whose it is otherwise nobody can tell. */
function withQuotes(
  citations: readonly CitationInput[],
  words: readonly Given[],
  field: string,
): readonly CitationInput[] {
  if (words.length === 0) return citations;
  const quotes = words.map(quoteOf);
  const [first] = citations;
  if (first === undefined) throw refused(field, "expected a source for its quote, as `sourceId` or `source`");
  const quoted = citations.filter(({ quote }) => quote !== undefined);
  if (quoted.length === 0 && citations.length === quotes.length)
    return citations.map((citation, at) => ({ ...citation, quote: quotes[at] ?? "" }));
  const [bare = { sourceId: first.sourceId }, ...others] = citations.filter(({ quote }) => quote === undefined);
  if (others.length === 0 && citations.every(({ sourceId }) => sourceId === first.sourceId)) {
    const known = new Set(quoted.map(({ quote }) => quote));
    const more = quotes.filter((quote) => !known.has(quote));
    return more.length === 0 ? citations : [...quoted, ...more.map((quote) => ({ ...bare, quote }))];
  }
  throw refused(
    field,
    `has ${quotes.length} quotes of ${citations.length} sources; expected { sourceId, quote } for each`,
  );
}

function quoteOf({ value, field }: Given): string {
  if (typeof value !== "string") throw refused(field, "expected a quote, as text");
  return value.toWellFormed();
}

/**
 * A citation: the name or number of a source, or an object that has it, with or without quotes. One for each source that
 * it names and each quote.
 */
function citationsOf({ value, field }: Given, reader: Reader, place: Place): readonly CitationInput[] {
  if (isName(value)) return [cite(reader.refer({ names: [nameOf(value)], told: true }))];
  if (!isFields(value)) throw refused(field, "expected the id of a source, or { sourceId, quote }");
  const quoting = keysAmong(value, keys.CITED_KEYS);
  const stating = keysAmong(value, keys.QUOTED_STATEMENT_KEYS, (one) => typeof one === "string");
  const [stated, another] = stating;
  if (another !== undefined) throw refused(field, `has two statements, \`${stated}\` and \`${another}\`; expected one`);
  const ids = idsIn(value, field, [...quoting, ...stating], reader);
  const at = stated === undefined ? undefined : place(String(value[stated]));
  const given = quoting.map((key) => quoteOf({ value: value[key], field: `${field}.${key}` }));
  const quotes = new Set(given.filter((quote) => quote !== ""));
  return ids.flatMap((sourceId) =>
    quotes.size === 0 ? [cite({ sourceId }, { at })] : [...quotes].map((quote) => cite({ sourceId }, { at, quote })),
  );
}

/** The sources that an object names: by every name that is one's, else by what else tells it. */
function idsIn(value: Fields, field: string, known: readonly string[], reader: Reader): readonly string[] {
  const naming = keysAmong(value, keys.SOURCE_KEYS);
  const own = keyAmong(value, keys.OWN_KEYS);
  const telling = naming.length > 0 || own === undefined ? naming : [own];
  // A number there is an offset, a page, a score.
  const isNumber = (key: string, one: unknown): boolean => typeof one === "number" && !keys.CITATION_KEYS.includes(key);
  onlyKnown(
    value,
    field,
    [...known, ...naming, ...keysAmong(value, keys.DESCRIBING_KEYS)],
    "beside its source",
    isNumber,
  );
  const ids = telling.flatMap((key): readonly string[] => {
    const one = value[key];
    if (isName(one)) return [reader.refer({ names: [nameOf(one)], told: true }).sourceId];
    // A source in a source is one level deep: its own names are words or numbers.
    const names = isFields(one) ? keysAmong(one, [...keys.SOURCE_KEYS, ...keys.OWN_KEYS]).map((name) => one[name]) : [];
    if (!isFields(one) || !names.every(isName))
      throw refused(field, "expected a source, as `sourceId`, with or without a `quote`");
    return idsIn(one, `${field}.${key}`, [], reader);
  });
  if (ids.length === 0) throw refused(field, "expected a source, as `sourceId`, with or without a `quote`");
  return [...new Set(ids)];
}

const isName = (value: unknown): boolean =>
  (typeof value === "string" && value.trim() !== "") || (typeof value === "number" && Number.isFinite(value));

const BRACKETED = /^\[([^[\]]+)\]$/;

/** As markers are read: "[1]" is 1. Numbers stay numbers: the model was told them. */
function nameOf(name: unknown): string {
  const text = String(name).trim();
  return (BRACKETED.exec(text)?.[1] ?? text).trim();
}
