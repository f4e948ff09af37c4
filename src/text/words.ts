import { withFewMarks } from "./combining.ts";
import { figureAt } from "./figure.ts";
import { numeralOf } from "./numeral.ts";
import { INVISIBLES, isInvisible, scriptOf, wordClass } from "./script.ts";
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
    const figure = figureAt(text, i, from, to);
    if (figure === undefined) {
      i = pushWord(text, i, to, found);
      continue;
    }
    const negative = hasSign(text, i, from);
    const key = negative ? `-${figure.key}` : figure.key;
    found.push({ key, start: negative ? i - 1 : i, end: figure.end, kind: "number" });
    i = figure.end;
  }
  return found;
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
      if (ownPaired !== paired || (numeralOf(codePoint) !== undefined && !isUnitPower(text, start, i))) break;
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
  const folded = fold(text.slice(start, i)).replaceAll(INVISIBLES, "");
  found.push({ key: stem(withoutPossessive(folded), script), start, end: i, kind: "word" });
  return i;
}

/** "m²" and "km³" are units; any other raised figure is a power or a note. */
const isUnitPower = (text: string, start: number, at: number): boolean =>
  /^(?:[cdkm]?m|ft|in|yd|mi)[²³]$/.test(text.slice(start, Math.min(at + 1, start + 4)));

const withoutPossessive = (word: string): string => word.replace(/['’]s?$/, "").replaceAll(/['’]/g, "");
