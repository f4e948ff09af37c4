import { clip } from "../../text/clip.ts";
import { escapeText } from "../../text/escape-text.ts";
import { refused } from "../invalid.ts";

/** Names that models are asked to use, as `squeezed`: without case, `_` and `-`. The first that is there leads. */
export const LIST_KEYS = "claims sentences statements points segments paragraphs items".split(" ");
export const TEXT_KEYS = "answer response text output result summary".split(" ");
export const STATEMENT_KEYS = "text statement sentence claim answer content point".split(" ");
export const SOURCE_KEYS = "sourceid source docid documentid document doc ref reference".split(" ");
/** What names a source that has no other name. On a statement `id` would be its own number. */
export const OWN_KEYS = "id index number url title".split(" ");
export const CITATION_KEYS = "citations citation sources references refs sourceids citedsources".split(" ");
/** Quotes beside a text. In a citation `text` is one, too. */
export const QUOTE_KEYS =
  "quote snippet citedtext evidence excerpt quotes passage exactquote quotedtext supportingtext supportingquote verbatim verbatimquote directquote".split(
    " ",
  );
export const CITED_KEYS = ["quote", "text", ...QUOTE_KEYS.slice(1)];
export const QUOTED_STATEMENT_KEYS = "claim statement sentence".split(" ");
/** What says nothing of sources: it may stand beside any text. */
const OTHER_KEYS = new Set(
  "confidence score type kind reasoning explanation language id index number title start end page".split(" "),
);
/** What describes a source that has a name. */
export const DESCRIBING_KEYS =
  "url name filename author date section chapter paragraph line lines pages pagenumber pagenumbers publisher domain relevance location offset startchar endchar charstart charend startindex endindex startoffset endoffset startcharindex endcharindex".split(
    " ",
  );

export type Fields = { readonly [name: string]: unknown };

const squeezed = (key: string): string => (key.length > 40 ? key : key.toLowerCase().replaceAll(/[_-]/g, ""));

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** All names of the fields that are among these and have something that fits, as written there; in the order of `names`. */
export function keysAmong(
  fields: Fields,
  names: readonly string[],
  fits: (value: unknown) => boolean = isGiven,
): readonly string[] {
  const keys = Object.keys(fields);
  return names.flatMap((name) => keys.filter((one) => squeezed(one) === name && fits(fields[one])));
}

export const keyAmong = (...given: Parameters<typeof keysAmong>): string | undefined => keysAmong(...given)[0];

/** Refuses a field that might be a claim, a citation or a quote under a name nobody knows. A flag or an empty text is none. */
export function onlyKnown(
  fields: Fields,
  field: string,
  known: readonly string[],
  where: string,
  saysNothing: (key: string, value: unknown) => boolean = () => false,
): void {
  const names = new Set(known);
  const unknown = Object.entries(fields).find(
    ([key, value]) =>
      isGiven(value) &&
      value !== "" &&
      typeof value !== "boolean" &&
      !names.has(key) &&
      !OTHER_KEYS.has(squeezed(key)) &&
      !saysNothing(squeezed(key), value),
  );
  if (unknown === undefined) return;
  const name = JSON.stringify(clip(escapeText(unknown[0]), 40));
  throw refused(
    field,
    `has ${name} ${where}, which is not understood; leave it out, or write claims as \`claims\`, citations as \`citations\` or \`sourceId\`, quotes as \`quote\``,
  );
}
