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
  return isAscii(lower) ? lower : lower.normalize("NFKD").replace(ACCENTS, "").normalize("NFKC").toLowerCase();
};

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Zeros of the decimal digits of other scripts; the nine that follow each are its digits. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
];

/** The value of a decimal digit of any script, or `undefined`. */
function digitOf(unit: number): number | undefined {
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit < 0x660) return undefined;
  const zero = ZEROS.find((start) => unit >= start && unit <= start + 9);
  return zero === undefined ? undefined : unit - zero;
}
const isDigit = (unit: number): boolean => digitOf(unit) !== undefined;

/** A figure as a value: "1,234.50" and "1234.5" are one key. Only thousands groups of exactly three are joined. */
function numberKey(written: string): string {
  const text = isAscii(written)
    ? written
    : written.replaceAll(/[^.,]/g, (digit) => String(digitOf(digit.charCodeAt(0)) ?? digit));
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
  const value = Number(grouped);
  return Number.isFinite(value) ? String(value) : text;
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
    const joins = (unit === 0x2e || unit === 0x2c) && isDigit(text.charCodeAt(end + 1)) && end + 1 < to;
    if (!isDigit(unit) && !joins) break;
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
    if (kind === 0 && !apostrophe && codePoint !== 0xad) break;
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
  const folded = fold(text.slice(start, i)).replaceAll("\u00ad", "");
  found.push({ key: stem(withoutPossessive(folded), script), start, end: i, kind: "word" });
  return i;
}

const withoutPossessive = (word: string): string => word.replace(/['’]s?$/, "").replaceAll(/['’]/g, "");
