import { normalise } from "../normalise.ts";
import { words } from "../words.ts";

/** A claim or a sentence as the licence reads it. */
export interface Spoken {
  /** Lower case, without accents and abbreviations, so that no spelling slips past a list. */
  readonly text: string;
  /** Its words without articles. */
  readonly tokens: readonly Token[];
}
export interface Token {
  readonly raw: string;
  /** Without inflection. */
  readonly key: string;
  /** A mark stands before it. */
  readonly parted: boolean;
}

export function spoken(written: string): Spoken {
  const text = plain(written);
  return { text, tokens: tokensOf(text) };
}

function plain(text: string): string {
  return normalise(text)
    .text.normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/\bcan't\b/g, "can not")
    .replaceAll(/\b(do|does|did|is|are|was|were|have|has|had)(?:nt|n't)\b/g, "$1 not")
    .replaceAll(/n't\b/g, " not")
    .replaceAll(/'d (?=(?:also |still )?(?:like|prefer)\b)/g, " would ")
    .replaceAll(/'d\b/g, " had")
    .replaceAll(/'ve\b/g, " have")
    .replaceAll(/'m\b/g, " am")
    .replaceAll(/'re\b/g, " are")
    .replaceAll(/'ll\b/g, " will")
    .replaceAll(/\bwould (?:also |still )?(like|prefer)\b/g, "would$1")
    .trim();
}

const ARTICLES: ReadonlySet<string> = new Set(["a", "an", "the"]);

/** The words of a plain text. An article that a mark stands before is kept: it begins something new. */
export function tokensOf(text: string): readonly Token[] {
  let end = 0;
  return words(text)
    .map(({ key, start, end: next }) => {
      const parted = /[^\s'-]/.test(text.slice(end, start));
      end = next;
      return { raw: text.slice(start, next), key, parted };
    })
    .filter(({ raw, parted }) => parted || !ARTICLES.has(raw));
}

const SECOND_PERSON: ReadonlyMap<string, readonly string[]> = new Map([
  ["you", ["i", "we", "me", "us"]],
  ["your", ["my", "our"]],
  ["yours", ["mine", "ours"]],
  ["are", ["am", "are"]],
  ["were", ["was", "were"]],
]);

/** The same word, the claim's second person for the user's first. */
export function isSame(claimed: Token | undefined, said: Token | undefined): boolean {
  if (claimed === undefined || said === undefined) return false;
  return SECOND_PERSON.get(claimed.raw)?.includes(said.raw) ?? claimed.raw === said.raw;
}
