import { normalise } from "./normalise.ts";
import { INVISIBLES, scriptOf } from "./script.ts";
import { type Word, words } from "./words.ts";

/** The first place of a term in a text: `term` is its position in the list. */
export interface TermPlace {
  readonly term: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds terms as whole words by the library's word keys: case, width, accents, light inflection and what nobody sees
 * make no difference, nor does what stands between the words of a phrase, punctuation and line breaks included. In
 * scripts without spaces a term is found anywhere. Each term that is there comes once, in the order of the list.
 *
 * Linear in the text for a given list. A term without a letter or digit is never found.
 */
export function termFinder(terms: readonly string[]): (text: string) => readonly TermPlace[] {
  // By its first key, so that a text is gone through once for all terms.
  const phrases = new Map<string, { readonly term: number; readonly keys: readonly string[] }[]>();
  for (const [term, text] of terms.entries()) {
    const keys = keyed(text).words.map(({ key }) => key);
    const [first] = keys;
    if (first !== undefined) phrases.set(first, [...(phrases.get(first) ?? []), { term, keys }]);
  }
  return (text) => {
    const { starts, ends, words: list } = keyed(text);
    const found = new Map<number, TermPlace>();
    for (const [at, word] of list.entries()) {
      for (const { term, keys } of beginnings(word).flatMap((key) => phrases.get(key) ?? [])) {
        if (found.has(term) || !keys.every((key, step) => isKey(key, list[at + step]))) continue;
        const last = list[at + keys.length - 1] ?? word;
        found.set(term, { term, start: starts[word.start] ?? 0, end: ends[last.end - 1] ?? 0 });
      }
    }
    return [...found.values()].sort((one, other) => one.term - other.term);
  };
}

/** In scripts without spaces a word is a pair of neighbours, and a term of one character is one of the two. */
const beginnings = ({ key, kind }: Word): readonly string[] => (kind === "pair" ? [...new Set([key, ...key])] : [key]);
const isKey = (key: string, word: Word | undefined): boolean => word !== undefined && beginnings(word).includes(key);

// Points and accents that a writer may leave out or strew in; the vowel signs of Indic scripts are no such marks.
const OPTIONAL_MARKS = /(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Cyrillic}]/gu;
const hidden = (mark: string): string => "\u200b".repeat(mark.length);

const SPACE = /(\S) (?=(\S))/gu;
const isSpaceless = (character: string): boolean => scriptOf(character.codePointAt(0) ?? 0) === "spaceless";
/** Where no spaces are written, one (a line break, as a rule) parts nothing. */
const joined = (space: string, before: string, after: string): string =>
  isSpaceless(before) && isSpaceless(after) ? `${before}\u200b` : space;

/** "taxes" is stemmed to "taxe": enough for a measure of shared words, too little to find "tax". */
const withoutPlural = (key: string): string => key.replace(/(?<=..[sxz]|.[cs]h)e$/, "");

/** The words of a text as it is compared, with the way back to the text as written. */
function keyed(text: string): { starts: Uint32Array; ends: Uint32Array; words: readonly Word[] } {
  const { text: plain, starts, ends } = normalise(text);
  const list = words(plain.replaceAll(OPTIONAL_MARKS, hidden).replaceAll(SPACE, joined));
  return {
    starts,
    ends,
    words: list.map((word) => ({ ...word, key: withoutPlural(word.key.replaceAll(INVISIBLES, "")) })),
  };
}
