import type { Fault } from "./fault.ts";
import { editDistance } from "./suggest.ts";

export interface Fields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Names under which other tools write the same thing, squeezed as `squeeze` does. */
  readonly elsewhere: { readonly [field: string]: readonly string[] };
}

export const answerFields: Fields = {
  required: ["answer", "sources"],
  optional: ["id", "question", "value", "citations", "finish"],
  elsewhere: {
    answer: ["text", "response", "output", "completion", "content", "prediction"],
    sources: ["contexts", "context", "documents", "docs", "passages", "chunks", "references", "retrievedcontexts"],
    // Overlooking these would take an answer that was cut off for a finished one.
    finish: ["finishreason", "stopreason"],
  },
};
const sourceFields: Fields = {
  required: ["id", "text"],
  optional: ["title", "url", "documentId", "kind", "metadata"],
  elsewhere: {
    id: ["name", "source", "sourceid", "docid", "key"],
    text: ["content", "pagecontent", "body", "passage", "value"],
  },
};
const citationFields: Fields = {
  required: ["sourceId"],
  optional: ["at", "quote"],
  elsewhere: { sourceId: ["id", "source", "docid", "documentid"], at: ["span"] },
};

/**
 * The first field that is missing while another stands there in its place under a name that is nearly right. Extra
 * columns of a logged row are otherwise nobody's business.
 */
export function findMisspelling(
  record: { readonly [key: string]: unknown },
  fields: Fields = answerFields,
): Fault | undefined {
  return (
    misspeltIn(record, "", fields) ??
    misspeltInList(record, "sources", sourceFields) ??
    misspeltInList(record, "citations", citationFields)
  );
}

function misspeltInList(record: { readonly [key: string]: unknown }, name: string, fields: Fields): Fault | undefined {
  const list = record[name];
  if (!Array.isArray(list)) return undefined;
  for (const [index, item] of list.entries()) {
    if (typeof item !== "object" || item === null || Array.isArray(item)) continue;
    if (fields === sourceFields && isDocument(item)) continue;
    const fault = misspeltIn(item, `${name}[${index}].`, fields);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** LangChain's `Document` has names of its own. */
const isDocument = (item: object): boolean => Object.hasOwn(item, "pageContent") && !Object.hasOwn(item, "text");

function misspeltIn(record: object, prefix: string, fields: Fields): Fault | undefined {
  const known = [...fields.required, ...fields.optional];
  const missing = known.filter((name) => !Object.hasOwn(record, name));
  if (missing.length === 0) return undefined;
  const others = Object.keys(record).filter((key) => !known.includes(key));
  for (const name of missing) {
    const taken = others.find((key) => isMeant(key, name, fields));
    if (taken === undefined) continue;
    const [written, wanted] = [JSON.stringify(taken), JSON.stringify(name)];
    const message = fields.required.includes(name)
      ? `missing; did you mean ${written} to be ${wanted}?`
      : `written ${written}; did you mean ${wanted}?`;
    return { field: `${prefix}${name}`, message };
  }
  return undefined;
}

function isMeant(key: string, name: string, fields: Fields): boolean {
  // No known name is longer than ten letters: the bound keeps a hostile key of a megabyte cheap.
  if (key.length > 24) return false;
  const written = squeeze(key);
  const wanted = squeeze(name);
  if (written === wanted || written === `${wanted}s` || `${written}s` === wanted) return true;
  if (fields.elsewhere[name]?.includes(written)) return true;
  const slips = wanted.length < 6 ? 0 : wanted.length < 8 ? 1 : 2;
  return editDistance(written, wanted) <= slips;
}

/** The name without case and joints: `finish_reason` and `finishReason` are one name. */
function squeeze(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}
