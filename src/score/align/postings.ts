import { type Wording, wordingOf } from "../../text/wording.ts";
import type { Source } from "../../types.ts";

/** The places of one word in one source. */
interface Posting {
  readonly source: number;
  /** Positions in the source's words, ascending. */
  readonly positions: readonly number[];
}

/** An inverted index of a list of sources: each word is looked up in all of them once, when first asked for. */
export interface Postings {
  readonly wordings: readonly Wording[];
  readonly of: (key: string) => readonly Posting[];
}

const made = new WeakMap<readonly Source[], { readonly texts: readonly string[]; readonly postings: Postings }>();

/** Kept as long as the list is, and made anew if a text in it was changed. */
export function postingsOf(sources: readonly Source[]): Postings {
  const known = made.get(sources);
  if (known?.texts.length === sources.length && sources.every(({ text }, at) => text === known.texts[at]))
    return known.postings;
  const texts = sources.map(({ text }) => text);
  const postings = make(texts);
  made.set(sources, { texts, postings });
  return postings;
}

function make(texts: readonly string[]): Postings {
  const wordings = texts.map(wordingOf);
  const known = new Map<string, readonly Posting[]>();
  return {
    wordings,
    of(key) {
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      const found = wordings.flatMap(({ positions }, source): readonly Posting[] => {
        const places = positions.get(key);
        return places === undefined ? [] : [{ source, positions: places }];
      });
      known.set(key, found);
      return found;
    },
  };
}
