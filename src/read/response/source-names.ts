import { fieldOf } from "../../text/fields.ts";
import type { Source } from "../../types.ts";
import { addressKey } from "./address-key.ts";

/** What a provider says of a source: what it is called, and which of the request's documents it was. */
interface Reference {
  /** Ids, addresses, file names and titles, the most telling first. */
  readonly names?: readonly unknown[];
  /** From 0, over the sources as they were handed to the model. */
  readonly position?: number | undefined;
  /** The names are those that the model was told, so a number is one of the numbers in its prompt. */
  readonly told?: true;
}
export interface Referred {
  readonly sourceId: string;
  /** The one source that is meant, where that can be told. */
  readonly source?: Source;
}
export type Refer = (reference: Reference) => Referred;

/** What retrievers and file stores call a document, in its metadata. */
const METADATA_NAMES = ["source", "url", "title", "filename", "fileName", "file_name", "file_id", "fileId", "id"];
const NUMBER = /^\d+$/;

/**
 * The source that a provider means, by name if one source alone is called so, else by position. What leads to none keeps
 * its own name: nothing is dropped, and nothing is guessed.
 */
export function sourceNames(sources: readonly Source[]): Refer {
  const byName = new Map<string, Set<Source>>();
  const add = (name: unknown, source: Source): void => {
    if (typeof name !== "string" || name === "") return;
    for (const key of new Set([name, addressKey(name)])) byName.set(key, (byName.get(key) ?? new Set()).add(source));
  };
  for (const source of sources) {
    for (const name of [source.id, source.documentId, source.url, source.title]) add(name, source);
    for (const name of METADATA_NAMES) add(fieldOf(source.metadata, name), source);
  }
  const known = new Map<string, Referred | undefined>();
  const meant = (name: string): Referred | undefined => {
    if (!known.has(name)) known.set(name, meantBy(name));
    return known.get(name);
  };
  const meantBy = (name: string): Referred | undefined => {
    const found = [...(byName.get(name) ?? byName.get(addressKey(name)) ?? [])];
    const [first] = found;
    if (first === undefined) return undefined;
    if (new Set(found.map(({ id }) => id)).size === 1) return { sourceId: first.id, source: first };
    // Several chunks of one document: which of them is not said.
    const documents = new Set(found.map(({ documentId }) => documentId));
    return documents.size === 1 && first.documentId !== undefined ? { sourceId: first.documentId } : undefined;
  };
  return ({ names = [], position, told = false }) => {
    const called = names.filter((name): name is string => typeof name === "string" && name !== "");
    for (const name of called) {
      const found = meant(name);
      if (found !== undefined) return found;
    }
    const source = position === undefined ? undefined : sources[position];
    if (source !== undefined) return { sourceId: source.id, source };
    // With no sources known here, a number is read as a position later, over those that are then given.
    if (position !== undefined && sources.length === 0) return { sourceId: String(position + 1) };
    const [name = position === undefined ? "a source without a name" : `document ${position + 1}`] = called;
    // A file called "2" is not the second source.
    return { sourceId: (NUMBER.test(name) && !told ? `“${name}”` : name).toWellFormed() };
  };
}
