import type { NameValue } from "../../text/values.ts";
import { type Wording, wordingOf } from "../../text/wording.ts";
import { words } from "../../text/words.ts";
import type { Source } from "../../types.ts";

const SHORTEST = 3; // letters of a word that tells one name from another: "St", "Mr" and "de" do not

/**
 * The names of a claim of which no source has some telling word, in whatever form; an acronym stands for the words whose first letters it
 * has, and they for it. Whichever source is asked: a name may be cited from another.
 */
export function namesMissing(
  claim: string,
  names: readonly NameValue[],
  sources: readonly Source[],
): readonly NameValue[] {
  const texts = sources.map(({ text }) => wordingOf(text));
  const has = (key: string): boolean => texts.some(({ positions }) => positions.has(key));
  return names.filter(({ start, end }) => {
    const parts = words(claim, start, end).filter(({ kind }) => kind === "word");
    const telling = parts.filter((part) => part.end - part.start >= SHORTEST);
    const initials = parts.map((part) => claim.charAt(part.start).toLowerCase()).join("");
    if (telling.length === 0 || telling.every(({ key }) => has(key))) return false;
    if (parts.length > 1 && has(initials)) return false;
    return !isAcronymOf(claim.slice(start, end), sources);
  });
}

const ACRONYM = /^\p{Lu}{2,6}$/u;

/** Whether a text has words in a row whose first letters are the acronym's. */
const isAcronymOf = (name: string, sources: readonly Source[]): boolean =>
  ACRONYM.test(name) && sources.some(({ text }) => initialsOf(wordingOf(text)).includes(name.toLowerCase()));

const initials = new WeakMap<Wording, string>();

function initialsOf(wording: Wording): string {
  const { text, words: list } = wording;
  const made = initials.get(wording) ?? list.map(({ start }) => text.charAt(start).toLowerCase()).join("");
  initials.set(wording, made);
  return made;
}
