import { differingRuns } from "./locate/differing-runs.ts";
import { normalise } from "./normalise.ts";
import { signsIn } from "./signs.ts";
import { type Word, words } from "./words.ts";

/**
 * Articles and their like: their change leaves what is said as it is. Prepositions ("paid by", "paid to"), tenses and
 * modals are not among them; nor is any slip of the pen excused: one letter makes "statute" of "statue".
 */
const HARMLESS = new Set("a an the that this these those its".split(" "));

/** How the words of a quotation differ from the source text that it was matched with. */
export interface QuoteDifference {
  /** A figure, a sign, a negation, a word of meaning or the order of the words differs: this is no quotation. */
  readonly harmful: boolean;
  /** Words of the quotation that the text lacks at that place, and the reverse, as written. */
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

/** Quadratic in the words: for quotations of a few hundred. */
export function quoteDifference(quote: string, text: string): QuoteDifference {
  const [own, other] = [written(quote), written(text)];
  const runs = differingRuns(own, other);
  const added = runs.flatMap(([from, to]) => own.slice(from, to).map((word) => asWritten(quote, word)));
  const dropped = runs.flatMap(([, , start, end]) => other.slice(start, end).map((word) => asWritten(text, word)));
  const isHarmful = [...added, ...dropped].some((word) => !HARMLESS.has(word)) || signsOf(quote) !== signsOf(text);
  return { harmful: isHarmful, added, dropped };
}

const signsOf = (text: string): string => signsIn(normalise(text).text);

/** The words as they are written, folded but not stemmed: "best" is not "good", and "may" not "might". */
const written = (text: string): readonly Word[] =>
  words(text).map((word) =>
    word.kind === "word" ? { ...word, key: normalise(text.slice(word.start, word.end)).text } : word,
  );

const asWritten = (text: string, { start, end }: Word): string => text.slice(start, end).toLowerCase();
