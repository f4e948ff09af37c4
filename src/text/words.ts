import { withFewMarks } from "./combining.ts";
import { isDigit, numberKey } from "./number-key.ts";
import { scriptOf, wordClass } from "./script.ts";
import { stem } from "./stem.ts";

/** One word with its place. In scripts without spaces, and in Hangul, a word is a pair of neighbouring characters. */
export interface Word {
  /** Lower case, without accents and inflection: what is compared. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly kind: "word" | "number" | "pair";
}

const ACCENTS = /[\u0300-\u036f]/g;
const fold = (text: string): string => {
  const lower = text.toLowerCase();
  if (isAscii(lower)) return lower;
  return withFewMarks(lower).normalize("NFKD").replace(ACCENTS, "").normalize("NFKC").toLowerCase();
};

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** The words of a text, in order, with their places in it. One pass; linear. */
export function words(text: string, from = 0, to = text.length): readonly Word[] {
  const found: Word[] = [];
  let i = from;
  while (i < to) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (wordClass(codePoint) !== 1) {
      i += codePoint > 0xffff ? 2 : 1;
      continue;
    }
    if (isDigit(codePoint)) i = pushNumber(text, i, from, to, found);
    else i = pushWord(text, i, to, found);
  }
  return found;
}

function pushNumber(text: string, digits: number, from: number, to: number, found: Word[]): number {
  let end = digits;
  while (end < to) {
    const unit = text.charCodeAt(end);
    // "9" and "0" with nothing to see between them are 90 to the reader.
    const joins = (unit === 0x2e || unit === 0x2c || isInvisible(unit)) && end + 1 < to;
    if (!isDigit(unit) && !(joins && isDigit(text.charCodeAt(end + 1)))) break;
    end += 1;
  }
  const negative = hasSign(text, digits, from);
  const key = numberKey(text.slice(digits, end));
  found.push({ key: negative ? `-${key}` : key, start: negative ? digits - 1 : digits, end, kind: "number" });
  return end;
}

/** A minus right before a figure, with nothing but space or a bracket before it: no hyphen, no range. */
const hasSign = (text: string, digits: number, from: number): boolean =>
  digits > from &&
  (text[digits - 1] === "-" || text[digits - 1] === "−") &&
  (digits - 1 === from || /[\s([]/.test(text[digits - 2] ?? ""));

function pushWord(text: string, start: number, to: number, found: Word[]): number {
  const script = scriptOf(text.codePointAt(start) ?? 0);
  const paired = script === "spaceless" || script === "hangul";
  let i = start;
  let previous = start;
  let characters = 0;
  while (i < to) {
    const codePoint = text.codePointAt(i) ?? 0;
    const kind = wordClass(codePoint);
    const apostrophe =
      (codePoint === 0x27 || codePoint === 0x2019) && i > start && wordClass(text.codePointAt(i + 1) ?? 0) === 1;
    if (kind === 0 && !apostrophe && !isInvisible(codePoint)) break;
    if (kind === 1) {
      const own = scriptOf(codePoint);
      const ownPaired = own === "spaceless" || own === "hangul";
      if (ownPaired !== paired || isDigit(codePoint)) break;
      const next = i + (codePoint > 0xffff ? 2 : 1);
      characters += 1;
      if (paired && characters > 1)
        found.push({ key: fold(text.slice(previous, next)), start: previous, end: next, kind: "pair" });
      previous = i;
    }
    i += codePoint > 0xffff ? 2 : 1;
  }
  if (paired) {
    // A character that stands alone still counts: "水" in a table cell.
    if (characters === 1) found.push({ key: fold(text.slice(start, i)), start, end: i, kind: "pair" });
    return i;
  }
  const folded = fold(text.slice(start, i)).replaceAll(INVISIBLE, "");
  found.push({ key: stem(withoutPossessive(folded), script), start, end: i, kind: "word" });
  return i;
}

/** Soft hyphens, zero-width characters and marks of direction: they part no word and no figure. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
const isInvisible = (unit: number): boolean =>
  unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2060 && unit <= 0x2064) || unit === 0xfeff;

const withoutPossessive = (word: string): string => word.replace(/['’]s?$/, "").replaceAll(/['’]/g, "");
