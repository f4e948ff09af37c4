import type { PlainSpan } from "../../types.ts";
import { isInvisibleUnit } from "../fold-unit.ts";
import { wordClass } from "../script.ts";

const PART_OF_WORD = /^[\p{L}\p{N}\p{M}]$/u;
/** Scripts that part words by nothing, or by particles that are written on: a quotation may end anywhere. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]$/u;
/** "5 days" is not in "2.5 days", nor "30" in "30,000", "2" in "1/2", "50" in "1:50" or "00" in "10'00". */
const FIGURE = /^\p{N}[.,/:'’⁄·]\p{N}$/u;
/** A decimal without its nought; a power; a Han numeral within another. */
const BEGUN = /^(?:[^\p{L}\p{N}]?\.\p{N}|\p{N}(?:\^|[-⁺⁻−]\^|[⁺⁻⁰¹²³⁴-⁹]).?)$/u;
const HAN_NUMERALS = /^[〇零一二三四五六七八九十百千万萬億亿兆两兩]{2}$/u;
/** "15 degrees" is not in "-15 degrees", nor "$5" in "-$5"; a range ("10-15") and a hyphen ("up-15") have no sign. */
const SIGN = /^[\s(]?[-−][\p{N}\p{Sc}]$/u;
/** What negates a word that it is written on to, before it or behind: "can't", "non-toxic", "不可能", "ません". */
const NEGATING_BEFORE = /(?:(?:^|[^\p{L}])(?:non|un|anti)[-‐]|[不没沒无無非未別别勿]|ไม่)$/iu;
const NEGATING_BEHIND = /^(?:n?['’]t(?!\p{L})|ません|ない)/iu;

export const isSigned = (text: string, at: number): boolean => SIGN.test(text.slice(at, at + 2));
export const isUnspaced = (character: string): boolean => UNSPACED.test(character);

const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isPlain = (unit: number): boolean => unit >= 0x20 && unit < 0x7f;

/** Whether an offset parts what belongs together: a word, a figure from its sign or decimals, a letter from its marks. */
export function cutsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (isPlain(before) && isPlain(after)) {
    const [left, right] = [wordClass(before) === 1, wordClass(after) === 1];
    if (left && right) return true;
    if (!left && !right) return before === HYPHEN && cutsFigure(text, at);
    // Most edges are a letter and a blank: no rule speaks of these.
    if ((isDigit(before) || isDigit(after)) && cutsFigure(text, at)) return true;
    return (before === HYPHEN || after === APOSTROPHE) && cutsNegation(text, at);
  }
  return cutsFigure(text, at) || cutsNegation(text, at) || cutsLetters(text, at) || cutsGrapheme(text, at);
}

function cutsFigure(text: string, at: number): boolean {
  return (
    SIGN.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    (at > 1 && FIGURE.test(text.slice(at - 2, at + 1))) ||
    FIGURE.test(text.slice(at - 1, at + 2)) ||
    BEGUN.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    BEGUN.test(text.slice(at - 1, at + 2)) ||
    HAN_NUMERALS.test(text.slice(at - 1, at + 1))
  );
}

const cutsNegation = (text: string, at: number): boolean =>
  NEGATING_BEFORE.test(text.slice(Math.max(0, at - 6), at)) || NEGATING_BEHIND.test(text.slice(at, at + 4));

const MOST_INVISIBLE = 8; // in a row within a word

/** Two letters or digits with nothing between them that shows. */
function cutsLetters(text: string, at: number): boolean {
  let [start, end] = [at, at];
  while (at - start < MOST_INVISIBLE && start > 0 && isInvisibleUnit(text.charCodeAt(start - 1))) start -= 1;
  while (end - at < MOST_INVISIBLE && end < text.length && isInvisibleUnit(text.charCodeAt(end))) end += 1;
  if (start === 0 || end === text.length) return false;
  const before = characterBefore(text, start);
  const after = String.fromCodePoint(text.codePointAt(end) ?? 0x20);
  if (!PART_OF_WORD.test(before) || !PART_OF_WORD.test(after)) return false;
  return !UNSPACED.test(before) && !UNSPACED.test(after);
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(at - 2, at) : text.charAt(at - 1);
}

let segmenter: Intl.Segmenter | undefined;
const AROUND = 32; // units before and behind: longer characters are no characters

/** Whether an offset lies within what a reader takes for one character (Unicode's extended grapheme cluster). */
export function cutsGrapheme(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (before < 0x300 && after < 0x300) return before === 0x0d && after === 0x0a;
  if (isBase(after) && before !== 0x200d) return false;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let from = Math.max(0, at - AROUND);
  if (isLow(text.charCodeAt(from)) && from > 0) from -= 1;
  const found = segmenter.segment(text.slice(from, at + AROUND)).containing(at - from);
  return found !== undefined && found.index !== at - from;
}

/** The span with what shows nothing at its edges, where it would part a character; `undefined` if it parts more. */
export function wholeCharacters(text: string, { start, end }: PlainSpan): PlainSpan | undefined {
  let [from, to] = [start, end];
  while (cutsGrapheme(text, from) && isInvisibleUnit(text.charCodeAt(from - 1))) from -= 1;
  while (cutsGrapheme(text, to) && isInvisibleUnit(text.charCodeAt(to))) to += 1;
  return cutsGrapheme(text, from) || cutsGrapheme(text, to) ? undefined : { start: from, end: to };
}

/** Letters that begin a character wherever they stand: asking the segmenter takes a microsecond. */
const isBase = (unit: number): boolean =>
  (unit < 0x700 ||
    (unit >= 0x3041 && unit < 0xa000) ||
    (unit >= 0xac00 && unit < 0xd7a4) ||
    (unit >= 0xff66 && unit < 0xff9e)) &&
  wordClass(unit) === 1;

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
