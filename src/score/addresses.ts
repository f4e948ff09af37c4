import type { Source } from "../types.ts";

const ADDRESS =
  /\bhttps?:\/\/[^\s<>()[\]"'`]{1,2000}|\b[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu;

/**
 * The web and mail addresses in a text that no source has in its text or as its `url`. An invented address is the
 * most harmful of inventions, and no paraphrase makes one.
 */
export function addressesMissing(text: string, sources: readonly Source[]): readonly string[] {
  const found = text.match(ADDRESS) ?? [];
  return found
    .map((address) => address.replace(/[.,;:!?]{1,3}$/, ""))
    .filter((address) => !sources.some((source) => source.text.includes(address) || source.url === address));
}
