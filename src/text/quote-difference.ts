import { normalise } from "./normalise.ts";
import { type Word, words } from "./words.ts";

/**
 * Articles and their like: their change leaves what is said as it is. Prepositions ("paid by", "paid to"), tenses and
 * modals are not among them; nor is any slip of the pen excused: one letter makes "statute" of "statue".
 */
const HARMLESS = new Set("a an the that this these those its".split(" "));

/** How the words of a quotation differ from the source text that it was matched with. */
export interface QuoteDifference {
  /** A figure, a negation, a word of meaning or the order of the words differs: this is no quotation. */
  readonly harmful: boolean;
  /** Words of the quotation that the text lacks at that place, and the reverse, as written. */
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

/** Quadratic in the words: for quotations of a few hundred. */
export function quoteDifference(quote: string, text: string): QuoteDifference {
  const { added, dropped } = outside(quote, written(quote), text, written(text));
  return { harmful: [...added, ...dropped].some((word) => !HARMLESS.has(word)), added, dropped };
}

/** The words as they are written, folded but not stemmed: "best" is not "good", and "may" not "might". */
const written = (text: string): readonly Word[] =>
  words(text).map((word) =>
    word.kind === "word" ? { ...word, key: normalise(text.slice(word.start, word.end)).text } : word,
  );

/** The words of each that no longest common subsequence has: what was changed, added, dropped or moved. */
function outside(a: string, own: readonly Word[], b: string, others: readonly Word[]) {
  const width = others.length + 1;
  const longest = new Uint16Array((own.length + 1) * width);
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        own[i]?.key === others[j]?.key
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const added: string[] = [];
  const dropped: string[] = [];
  let i = 0;
  let j = 0;
  while (i < own.length || j < others.length) {
    const [one, other] = [own[i], others[j]];
    if (one !== undefined && other !== undefined && one.key === other.key) {
      i += 1;
      j += 1;
    } else if (
      other === undefined ||
      (one !== undefined && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      if (one !== undefined) added.push(a.slice(one.start, one.end).toLowerCase());
      i += 1;
    } else {
      dropped.push(b.slice(other.start, other.end).toLowerCase());
      j += 1;
    }
  }
  return { added, dropped };
}
