import { DROP, foldOf } from "../fold-unit.ts";
import { wordClass } from "../script.ts";

const PART_OF_WORD = /^[\p{L}\p{N}]$/u;
/** Scripts that part words by nothing, or by particles that are written on: a quotation may end anywhere. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]$/u;
/** "5 days" is not in "2.5 days", nor "30" in "30,000". */
const FIGURE = /^\p{N}[.,]\p{N}$/u;
/** "15 degrees" is not in "-15 degrees"; a range ("10-15") and a hyphen ("up-15") have no sign. */
const SIGN = /^[\s(]?[-−]\p{N}$/u;

export const isSigned = (text: string, at: number): boolean => SIGN.test(text.slice(at, at + 2));
export const isUnspaced = (character: string): boolean => UNSPACED.test(character);

const isAsciiWord = (unit: number): boolean => wordClass(unit) === 1;
const isPlain = (unit: number): boolean => unit >= 0x20 && unit < 0x7f;

/** Whether an offset parts what belongs together: a word, a figure from its sign or decimals, a letter from its marks. */
export function cutsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (isPlain(before) && isPlain(after)) {
    const [left, right] = [isAsciiWord(before), isAsciiWord(after)];
    if (left && right) return true;
    if (!left && !right) return false;
    return cutsFigure(text, at);
  }
  return cutsFigure(text, at) || cutsLetters(text, at) || cutsGrapheme(text, at);
}

function cutsFigure(text: string, at: number): boolean {
  return (
    SIGN.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    (at > 1 && FIGURE.test(text.slice(at - 2, at + 1))) ||
    FIGURE.test(text.slice(at - 1, at + 2))
  );
}

const MOST_INVISIBLE = 8; // in a row within a word

/** Two letters or digits with nothing between them that shows. */
function cutsLetters(text: string, at: number): boolean {
  let [start, end] = [at, at];
  while (at - start < MOST_INVISIBLE && start > 0 && foldOf(text.charCodeAt(start - 1)) === DROP) start -= 1;
  while (end - at < MOST_INVISIBLE && end < text.length && foldOf(text.charCodeAt(end)) === DROP) end += 1;
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
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let from = Math.max(0, at - AROUND);
  if (isLow(text.charCodeAt(from)) && from > 0) from -= 1;
  const found = segmenter.segment(text.slice(from, at + AROUND)).containing(at - from);
  return found !== undefined && found.index !== at - from;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
