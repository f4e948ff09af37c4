/** Which writing system a letter belongs to, as far as matching needs to know it. */
export type Script = "latin" | "cyrillic" | "greek" | "arabic" | "hebrew" | "indic" | "spaceless" | "hangul" | "other";

// One test a script, tried in the order of how often they come up; `u` sets are single-character tests, so linear.
const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ["latin", /^\p{Script=Latin}$/u],
  ["cyrillic", /^\p{Script=Cyrillic}$/u],
  [
    "spaceless",
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]$/u,
  ],
  ["hangul", /^\p{Script=Hangul}$/u],
  ["arabic", /^\p{Script=Arabic}$/u],
  ["greek", /^\p{Script=Greek}$/u],
  ["hebrew", /^\p{Script=Hebrew}$/u],
  [
    "indic",
    /^[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}]$/u,
  ],
];
const known = new Map<number, Script>();

/** The script of one code point that is a letter. */
export function scriptOf(codePoint: number): Script {
  if (codePoint < 0x250) return "latin";
  const seen = known.get(codePoint);
  if (seen !== undefined) return seen;
  const character = String.fromCodePoint(codePoint);
  const script = SCRIPTS.find(([, test]) => test.test(character))?.[0] ?? "other";
  known.set(codePoint, script);
  return script;
}

/** Whether a letter or mark is of a script that writes no spaces between words: Han, kana and those of South-East Asia; Korean does. */
export const isSpaceless = (codePoint: number): boolean => codePoint >= 0xe00 && scriptOf(codePoint) === "spaceless";

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const MARK = /^\p{M}$/u;
const kinds = new Map<number, 0 | 1 | 2>();

/** 1 for a letter or digit, 2 for a combining mark, 0 for anything else. */
export function wordClass(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x80) {
    const letter = (codePoint | 32) >= 97 && (codePoint | 32) <= 122;
    return letter || (codePoint >= 48 && codePoint <= 57) ? 1 : 0;
  }
  const seen = kinds.get(codePoint);
  if (seen !== undefined) return seen;
  const character = String.fromCodePoint(codePoint);
  const kind = LETTER_OR_DIGIT.test(character) ? 1 : MARK.test(character) ? 2 : 0;
  kinds.set(codePoint, kind);
  return kind;
}

/** True if the text holds a letter or a digit of any script. */
export function hasLetterOrDigit(text: string, start = 0, end = text.length): boolean {
  for (let i = start; i < end; i += 1) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (wordClass(codePoint) === 1) return true;
    if (codePoint > 0xffff) i += 1;
  }
  return false;
}

/** Soft hyphens, zero-width characters and marks of direction: they part no word and no figure. */
export const INVISIBLES = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
export const isInvisible = (unit: number): boolean =>
  unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2060 && unit <= 0x2064) || unit === 0xfeff;

const UPPER = /^[\p{Lu}\p{Lt}]/u;
const LOWER = /^\p{Ll}/u;

export const startsUpper = (text: string): boolean => UPPER.test(text);
export const startsLower = (text: string): boolean => LOWER.test(text);
