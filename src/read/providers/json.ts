import { fieldOf, isFields } from "../../text/fields.ts";
import { jsonAnswer } from "../../text/json-answer.ts";
import type { Answer, CitationInput } from "../../types.ts";
import { refused } from "../invalid.ts";
import { fencedIn } from "../response/fenced-in.ts";
import { placingIn } from "../response/placing.ts";
import { answerOf, type Reader, type ResponseOptions, readerOf } from "../response/reader.ts";
import { citationsBeside } from "../response/structured.ts";
import { keyAmong, LIST_KEYS, onlyKnown, STATEMENT_KEYS, TEXT_KEYS } from "../response/structured-keys.ts";

/** What a model is asked for when it is to cite in JSON; `fromJson` says which other names are read. */
export interface JsonClaims {
  readonly claims: readonly {
    readonly text: string;
    readonly citations: readonly { readonly sourceId: string; readonly quote?: string }[];
  }[];
}

const EXPECTED =
  "{ claims: [{ text, citations: [{ sourceId, quote }] }] }, { answer, citations }, { answer, sources }, or a list of { statement, source, quote }";

/**
 * A model's structured answer: the value, or text that is JSON, bare or in a code fence. The answer is the `answer`, or
 * the statements of a list (`claims`, `sentences`, `statements`, or the value itself), a paragraph each, each with what it
 * cites. Names may be in camel or snake case: a source is a `sourceId`, `source`, `id`, `docId`, `documentId` or `index`,
 * a quote a `quote`, `text`, `snippet`, `citedText`, `exactQuote`, `evidence`, `excerpt` or `verbatim`. Where several are
 * there, each counts.
 *
 * Throws `VouchsafeError` `answer-invalid`, with the place and what was expected there, for any shape it does not know:
 * a citation that cannot be read is never an answer without one, nor is a claim or a quote left out.
 */
export function fromJson(value: unknown, options: ResponseOptions = {}): Answer {
  const read = typeof value === "string" ? parsed(value) : value;
  const reader = readerOf(options);
  if (Array.isArray(read)) return fromStatements(read, "value", reader, options);
  if (!isFields(read)) throw refused("value", `expected ${EXPECTED}`);
  const listKey = keyAmong(read, LIST_KEYS, Array.isArray);
  if (listKey !== undefined) {
    onlyKnown(read, "value", [listKey], "beside the list of statements");
    return fromStatements(fieldOf(read, listKey) as readonly unknown[], `value.${listKey}`, reader, options);
  }
  const textKey = keyAmong(read, TEXT_KEYS, (one) => typeof one === "string");
  if (textKey !== undefined) {
    const text = String(fieldOf(read, textKey));
    const placing = placingIn(text);
    const place = (said: string) => (said === "" ? undefined : placing({ start: 0, end: 0, said }, ["utf-16"]));
    const citations = citationsBeside(read, "value", textKey, reader, place);
    return answerOf(text, citations, reader, options, { finish: "stop" });
  }
  // An answer that is itself structured: `{ answer: { claims } }`, `{ answer: [{ text, citations }] }`.
  const inner = keyAmong(read, TEXT_KEYS, (one) => Array.isArray(one) || isFields(one));
  if (inner === undefined) throw refused("value", `expected ${EXPECTED}, got an object with ${keysOf(read)}`);
  onlyKnown(read, "value", [inner], "beside the answer");
  const within = fieldOf(read, inner);
  if (isFields(within) && keyAmong(within, TEXT_KEYS, isFields) !== undefined)
    throw refused(`value.${inner}`, `expected ${EXPECTED}`);
  return fromJson(within, options);
}

/** JSON that is whole has ended, so an answer out of it has. */
function fromStatements(items: readonly unknown[], field: string, reader: Reader, options: ResponseOptions): Answer {
  let text = "";
  const citations = items.flatMap((item, at): readonly CitationInput[] => {
    const place = `${field}[${at}]`;
    if (text !== "") text += BETWEEN;
    const start = text.length;
    if (typeof item === "string") {
      text += item;
      return [];
    }
    const key = isFields(item) ? keyAmong(item, STATEMENT_KEYS, (one) => typeof one === "string") : undefined;
    if (!isFields(item) || key === undefined)
      throw refused(place, `expected a statement, as ${STATEMENT_KEYS.slice(0, 4).join(", ")}, with its citations`);
    text += String(fieldOf(item, key));
    const span = { start, end: text.length };
    return citationsBeside(item, place, key, reader).map((citation) => ({ ...citation, at: span }));
  });
  return answerOf(text, citations, reader, options, { finish: "stop" });
}

const BETWEEN = "\n\n"; // each statement a paragraph: what one cites does not reach into the next

function parsed(text: string): unknown {
  const read = jsonAnswer(fencedIn(text) ?? text);
  if ("value" in read) return read.value;
  throw refused("value", `expected JSON, bare or in one code fence, got text that is none: ${read.fault.problem}`);
}

const keysOf = (value: object): string => Object.keys(value).slice(0, 5).join(", ").slice(0, 100) || "nothing in it";
