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
const SOURCE_KEYS = "sourceid source docid documentid document doc sourceids ref reference".split(" ");
/** On a statement these would be its own number, in a citation they are the source's. */
const OWN_KEYS = "id index number".split(" ");
const CITATION_KEYS = "citations citation sources references refs sourceids citedsources".split(" ");
const QUOTE_KEYS = "quote text snippet citedtext evidence excerpt quotes passage".split(" ");
const QUOTED_STATEMENT_KEYS = "claim statement sentence".split(" ");
/** What says nothing of sources. */
const OTHER_KEYS = new Set(
  "confidence score type kind reasoning explanation language id index number title start end page url".split(" "),
);

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

/** What an object beside its text cites. `whole` is the text in which a cited statement is looked for. */
export function citationsUnder(
  fields: Fields,
  field: string,
  known: readonly string[],
  reader: Reader,
  whole?: string,
): readonly CitationInput[] {
  const key = keyAmong(fields, CITATION_KEYS, isGiven);
  if (key === undefined) {
    onlyKnown(fields, field, known, "and no citations");
    return [];
  }
  const given = fields[key];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.map((one, at) => citationOf(one, `${field}.${key}[${at}]`, reader, whole));
}

/** What a statement cites: a list of citations, one source or several by name, evidence with or without its source. */
export function citationsOfItem(
  item: Fields,
  field: string,
  statement: string,
  reader: Reader,
): readonly CitationInput[] {
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => key !== statement));
  if (keyAmong(rest, CITATION_KEYS, isGiven) !== undefined) return citationsUnder(rest, field, [], reader);
  const evidence = keyAmong(rest, QUOTE_KEYS, Array.isArray);
  const source = keyAmong(rest, SOURCE_KEYS, isGiven);
  if (evidence !== undefined && source === undefined)
    return (rest[evidence] as readonly unknown[]).map((one, at) =>
      citationOf(one, `${field}.${evidence}[${at}]`, reader),
    );
  const nested = keyAmong(rest, QUOTE_KEYS, isFields);
  if (nested !== undefined && source === undefined) return [citationOf(rest[nested], `${field}.${nested}`, reader)];
  if (source === undefined && keyAmong(rest, QUOTE_KEYS, isGiven) === undefined) {
    const own = keyAmong(rest, ["url"], isGiven);
    if (own !== undefined) return [citationOf(rest[own], `${field}.${own}`, reader)];
    onlyKnown(rest, field, [], "and no citations");
    return [];
  }
  const named = source === undefined ? undefined : rest[source];
  if (!Array.isArray(named)) return [citationOf(withoutOwn(rest), field, reader)];
  return named.map((one, at) => citationOf(one, `${field}.${source}[${at}]`, reader));
}

const withoutOwn = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !OWN_KEYS.includes(squeezed(key))));

/** One citation: the name or number of a source, or an object that has it, with or without a quote. */
function citationOf(given: unknown, field: string, reader: Reader, whole?: string): CitationInput {
  if (isName(given)) return cite(reader.refer({ names: [nameOf(given)] }));
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
  const at = stated === undefined || whole === undefined ? undefined : placeOf(String(given[stated]), whole);
  return cite(reader.refer({ names: [nameOf(name)] }), { at, quote: quote === "" ? undefined : quote });
}

const BRACKETED = /^\[([^[\]]+)\]$/;

/** As markers are read: "[1]" is 1. Numbers stay numbers: the model was told them. */
function nameOf(name: unknown): string {
  const text = String(name).trim();
  return (BRACKETED.exec(text)?.[1] ?? text).trim();
}

function placeOf(statement: string, whole: string): PlainSpan | undefined {
  const start = statement === "" ? -1 : whole.indexOf(statement);
  return start < 0 ? undefined : { start, end: start + statement.length };
}
