import type { NameValue } from "../../text/values.ts";
import { wordingOf } from "../../text/wording.ts";
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
function isAcronymOf(name: string, sources: readonly Source[]): boolean {
  if (!ACRONYM.test(name)) return false;
  const letters = name.toLowerCase();
  return sources.some(({ text }) => {
    const list = wordingOf(text).words;
    let run = 0;
    for (const { start } of list) {
      const letter = text.charAt(start).toLowerCase();
      run = letter === letters[run] ? run + 1 : letter === letters[0] ? 1 : 0;
      if (run === letters.length) return true;
    }
    return false;
  });
}
