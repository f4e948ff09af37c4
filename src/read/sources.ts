import type { DocumentInput, Source, SourceInput } from "../types.ts";
import { invalid, refused, unknownWord, wellFormed } from "./invalid.ts";
import { checkRecord } from "./records.ts";
import { nameOf } from "./source-name.ts";

/** The sources as handed in, strings and documents made into sources with their position as id; copies, so that nobody changes them under us. */
export function readSources(inputs: readonly SourceInput[]): readonly Source[] {
  if (!Array.isArray(inputs)) throw invalid("sources", "an array of strings or { id, text }", inputs);
  let left = MOST_UNITS;
  return inputs.map((input: unknown, at) => {
    const source = readSource(input, at);
    left -= source.text.length;
    if (left < 0)
      throw refused("sources", `hold over ${MOST_UNITS} characters; hand in the passages that the model read`);
    return source;
  });
}

/** Of all sources together: 20 MB take some three seconds and half a gigabyte to prepare, twice that a dozen. */
const MOST_UNITS = 32_000_000;

function readSource(input: unknown, at: number): Source {
  const field = `sources[${at}]`;
  if (typeof input === "string") return Object.freeze({ id: String(at + 1), text: wellFormed(input, field) });
  if (typeof input !== "object" || input === null) throw invalid(field, "a string or { id, text }", input);
  if (!("text" in input) && "pageContent" in input) return ofDocument(input as Partial<DocumentInput>, at, field);
  const { id, text } = input as Partial<Source>;
  if (text === undefined) throw textless(input, field);
  if (typeof id !== "string" || id === "") throw invalid(`${field}.id`, "a string that is not empty", id);
  wellFormed(id, `${field}.id`);
  if (typeof text !== "string") throw invalid(`${field}.text`, `the text of a source${nameOf(input)}`, text);
  wellFormed(text, `${field}.text`);
  return sourceOf(input as Partial<Source>, id, text, field);
}

/** What names a text and does not hold it is refused by its name. */
function textless(input: object, field: string): Error {
  const type: unknown = Reflect.get(input, "type");
  const isPart = type === "source" || type === "source-url" || type === "source-document";
  const what = isPart ? "an AI SDK source part" : "a source";
  return refused(
    isPart ? field : `${field}.text`,
    `${what}${nameOf(input)} carries no text; hand in the text that the model read`,
  );
}

const KINDS: readonly unknown[] = ["document", "conversation", "record"];

/** A source of our own, each field read once: what was checked is what is kept. */
function sourceOf(input: Partial<Source>, id: string, text: string, field: string): Source {
  const { title, url, documentId, kind, metadata } = input;
  for (const [name, value] of Object.entries({ title, url, documentId })) {
    if (value === undefined) continue;
    if (typeof value !== "string") throw invalid(`${field}.${name}`, "a string", value);
    wellFormed(value, `${field}.${name}`);
  }
  if (kind !== undefined && !KINDS.includes(kind)) throw unknownWord(`${field}.kind`, KINDS, kind);
  const source: Source = Object.freeze({
    id,
    text,
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(documentId === undefined ? {} : { documentId }),
    ...(kind === undefined ? {} : { kind }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  if (kind === "record") checkRecord(source, field);
  return source;
}

/** A LangChain `Document`, of whatever class. Its metadata is anybody's: what there is no text is passed over. */
function ofDocument(input: Partial<DocumentInput>, at: number, field: string): Source {
  const { pageContent, metadata, id } = input;
  if (typeof pageContent !== "string")
    throw invalid(`${field}.pageContent`, `the text of a document${nameOf(input)}`, pageContent);
  if (id !== undefined && (typeof id !== "string" || id === ""))
    throw invalid(`${field}.id`, "a string that is not empty, or none", id);
  if (metadata !== undefined && (typeof metadata !== "object" || metadata === null))
    throw invalid(`${field}.metadata`, "an object, or none", metadata);
  const { source, title, url } = metadata ?? {};
  const address = [url, source].find((one) => typeof one === "string" && /^https?:\/\//i.test(one));
  const named = sourceOf(
    {
      ...(isText(title) ? { title } : {}),
      ...(isText(address) ? { url: address } : {}),
      ...(isText(source) && isDocumentName(source) ? { documentId: source } : {}),
      ...(metadata === undefined ? {} : { metadata }),
    },
    wellFormed(id ?? String(at + 1), `${field}.id`),
    wellFormed(pageContent, `${field}.pageContent`),
    field,
  );
  return named;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.isWellFormed();

/** A bare number would answer to the markers of positions, and "blob" is what loaders call every text without a name. */
const isDocumentName = (source: string): boolean => !/^\d+$/.test(source) && source !== "blob";
