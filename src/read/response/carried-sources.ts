import type { Source } from "../../types.ts";
import { isAddress } from "../address.ts";

/** A passage that came along with a response. */
export interface Passage {
  /** What its document is called: an address, a path, an id. */
  readonly name: string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
}

/** The passages as sources, each once, and the id of each by its position in the list handed in. Passages of one name are chunks of one document. */
export function carriedSources(given: readonly Passage[]): {
  readonly sources: readonly Source[];
  readonly ids: readonly string[];
} {
  const passages = given.map((passage) => ({ ...passage, name: passage.name.toWellFormed() }));
  const texts = new Map<string, Map<string, string>>();
  for (const { name, text } of passages) {
    const chunks = texts.get(name) ?? new Map<string, string>();
    if (!chunks.has(text)) chunks.set(text, chunks.size === 0 ? name : `${name} (${chunks.size + 1})`);
    texts.set(name, chunks);
  }
  const ids = passages.map(({ name, text }) => texts.get(name)?.get(text) ?? name);
  const seen = new Set<string>();
  const sources = passages.flatMap(({ name, text, title, url }, at): Source[] => {
    const id = ids[at] ?? name;
    if (seen.has(id)) return [];
    seen.add(id);
    const isChunk = (texts.get(name)?.size ?? 0) > 1;
    return [
      {
        id,
        text,
        ...(title === undefined ? {} : { title }),
        ...(url !== undefined && isAddress(url) ? { url } : {}),
        ...(isChunk ? { documentId: name } : {}),
      },
    ];
  });
  return { sources, ids };
}
