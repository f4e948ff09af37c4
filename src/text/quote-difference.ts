import { similarity } from "./distance.ts";
import { words } from "./words.ts";

const NEGATIONS = new Set(
  "not no never none nor neither without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt mustnt nicht kein keine keinen keiner nie niemals ohne ne pas jamais sans non ni nunca sin não nem mai senza не нет никогда без ні немає δεν μην لا لم لن ليس نہیں नहीं न मत".split(
    " ",
  ),
);
/** Words whose change leaves what is said as it is. Modals and prepositions of direction are not among them. */
const HARMLESS = new Set(
  "a an the and of to in on at by for is are was were be been that this these those it its as with".split(
    " ",
  ),
);
const TYPO = 0.75; // similarity of two words of five letters with one slip, and no less

/** How the words of a quotation differ from the source text that it was matched with. */
export interface QuoteDifference {
  /** A figure, a negation or a word of meaning differs: this is no quotation. */
  readonly harmful: boolean;
  /** Words of the quotation that the text lacks, and the reverse, as written. */
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

export function quoteDifference(quote: string, text: string): QuoteDifference {
  const added = surplus(quote, text);
  const dropped = surplus(text, quote);
  const harmful = [...pairedOff(added, dropped), ...pairedOff(dropped, added)].some(
    (word) => !HARMLESS.has(word),
  );
  return { harmful, added, dropped };
}

/** Words of `a` that `b` does not have as often. */
function surplus(a: string, b: string): readonly string[] {
  const left = new Map<string, number>();
  for (const { key } of words(b)) left.set(key, (left.get(key) ?? 0) + 1);
  return words(a).flatMap(({ key, start, end }) => {
    const count = left.get(key) ?? 0;
    if (count === 0) return [a.slice(start, end).toLowerCase()];
    left.set(key, count - 1);
    return [];
  });
}

/** The words that no slip of the pen on the other side explains; a figure or a negation is never a slip. */
function pairedOff(own: readonly string[], others: readonly string[]): readonly string[] {
  return own.filter(
    (word) => /\p{N}/u.test(word) || NEGATIONS.has(word) || !others.some((other) => isSlip(word, other)),
  );
}

const isSlip = (a: string, b: string): boolean =>
  a.length >= 4 && b.length >= 4 && !NEGATIONS.has(b) && similarity(a, b) >= TYPO;
