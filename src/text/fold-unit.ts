import { withFewMarks } from "./combining.ts";
import { wordClass } from "./script.ts";

/** What becomes of one UTF-16 unit: nothing, something that depends on its neighbours, a blank, or another unit, above. */
export const DROP = 1;
export const SPECIAL = 2;
export const SPACE = 0x20;

// Filled as units are met: to class all 65,536 at once takes longer than most texts.
const table = new Uint16Array(0x1_0000);

/** `DROP`, `SPECIAL`, `SPACE`, or the single unit, over `SPACE`, that it is compared as. */
export const foldOf = (unit: number): number => table[unit] || classify(unit);
/** The same as a table, for loops: 0 where a unit was never met. */
export const folded: Uint16Array = table;

const REPLACED = new Map<string, string>();
const replace = (characters: string, by: string): void => {
  for (const character of characters) REPLACED.set(character, by);
};
replace("‘’‚‛′‹›´ʼ＇", "'");
replace("“”„‟″«»「」『』〝〞＂", '"');
replace("‐‑‒–—―−﹘﹣－", "-");
replace("ς", "σ"); // the same letter at the end of a word
// Powers are no figures of their own: "10²" is not "102"; nor are indexes.
for (const [power, digit] of [..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) replace(digit, `^${power}`);
for (const digit of "₀₁₂₃₄₅₆₇₈₉") replace(digit, digit);

/** Kept or dropped by what stands beside them: emphasis, markers, hyphens at the end of a line. */
const CONTEXTUAL = new Set("*_~`[-【\u00ad");
const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
/** A byte order mark is none, and "next line" is one, other than in regular expressions. */
const BLANK = /^(?!\ufeff)[\s\u0085]$/u;

/** NFKC, then lower case, then NFKC again: once is not a fixed point ("ῼ" with an accent). */
const canonical = (text: string): string => text.normalize("NFKC").toLowerCase().normalize("NFKC");

/** A base with its marks as it is compared, at most thirty-two marks to a base. May hold blanks and `CONTEXTUAL` signs. */
export function foldCluster(cluster: string): string {
  const whole = REPLACED.get(cluster);
  if (whole !== undefined) return whole;
  let out = "";
  for (const character of withFewMarks(canonical(withFewMarks(cluster)))) out += REPLACED.get(character) ?? character;
  return out;
}

const pieces = new Map<number, string>();
/** A single character as it is compared, without its marks. */
export function foldCharacter(codePoint: number): string {
  const known = pieces.get(codePoint);
  if (known !== undefined) return known;
  const piece = foldCluster(String.fromCodePoint(codePoint));
  pieces.set(codePoint, piece);
  return piece;
}

function classify(unit: number): number {
  const found = classOf(unit);
  table[unit] = found;
  return found;
}

function classOf(unit: number): number {
  const character = String.fromCharCode(unit);
  // Where no spaces are written, a line may break within a word.
  if (character === "\n" || character === "\r") return SPECIAL;
  if (BLANK.test(character)) return SPACE;
  if (unit >= 0xd800 && unit <= 0xdfff) return SPECIAL;
  if (CONTEXTUAL.has(character)) return SPECIAL;
  if (IGNORABLE.test(character)) return DROP;
  if (combines(unit)) return SPECIAL;
  const piece = foldCluster(character);
  return piece.length === 1 && !CONTEXTUAL.has(piece) && !IGNORABLE.test(piece) && !BLANK.test(piece)
    ? piece.charCodeAt(0)
    : SPECIAL;
}

/** A mark; a Hangul vowel or final consonant by itself; the voicing of half-width katakana; the vowel of Kirat Rai that others grow by. */
export const combines = (codePoint: number): boolean =>
  codePoint >= 0x300 &&
  (wordClass(codePoint) === 2 ||
    (codePoint >= 0x1160 && codePoint <= 0x11ff) ||
    (codePoint | 1) === 0xff9f ||
    codePoint === 0x16d67);

/** Whether a unit shows nothing: it parts no word. */
export const isInvisibleUnit = (unit: number): boolean => unit === 0xad || foldOf(unit) === DROP;

const astral = new Map<number, boolean>();
/** Whether a code point beyond the first plane shows nothing. */
export function isDropped(codePoint: number): boolean {
  const known = astral.get(codePoint) ?? IGNORABLE.test(String.fromCodePoint(codePoint));
  astral.set(codePoint, known);
  return known;
}
