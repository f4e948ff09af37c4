import { withFewMarks } from "./combining.ts";
import { wordClass } from "./script.ts";

/**
 * A text as it is compared, with the way back: unit `i` of `text` came from `[starts[i], ends[i])` of the original.
 * Folds case, width, ligatures, accents as composed, quotation marks, dashes, the ellipsis and white space; drops
 * invisible characters and markdown's emphasis. Every start and end lies on a code point of the original.
 */
export interface Normalised {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const FOLDED = new Map<number, string>();
const fold = (characters: string, to: string): void => {
  for (const character of characters) FOLDED.set(character.codePointAt(0) ?? 0, to);
};
fold("‘’‚‛′‹›`´ʼ＇", "'");
fold("“”„‟″«»「」『』〝〞＂", '"');
fold("‐‑‒–—―−﹘﹣－", "-");
fold("…", "...");
fold("*", "");
// Powers are no figures of their own: "10²" is not "102".
for (const [power, digit] of [..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) fold(digit, `^${power}`);
for (const [index, digit] of [..."₀₁₂₃₄₅₆₇₈₉"].entries()) fold(digit, `_${index}`);

const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
const SPACE = /^\s$/u;

/** NFKC, then lower case, then NFKC again: once is not a fixed point ("ῼ" with an accent). */
const canonical = (text: string): string => text.normalize("NFKC").toLowerCase().normalize("NFKC");

const KIND = { keep: 0, space: 1, drop: 2 } as const;
const classes = new Map<number, number>();
function classOf(codePoint: number): number {
  if (codePoint > 0x20 && codePoint < 0x7f) return KIND.keep;
  const seen = classes.get(codePoint);
  if (seen !== undefined) return seen;
  const character = String.fromCodePoint(codePoint);
  const found = SPACE.test(character) ? KIND.space : IGNORABLE.test(character) ? KIND.drop : KIND.keep;
  classes.set(codePoint, found);
  return found;
}

/** Linear in the text. */
export function normalise(text: string): Normalised {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const push = (piece: string, start: number, end: number): void => {
    parts.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  };
  let i = 0;
  let spaced = true;
  while (i < text.length) {
    const codePoint = text.codePointAt(i) ?? 0;
    const next = i + (codePoint > 0xffff ? 2 : 1);
    const kind = classOf(codePoint);
    if (kind === KIND.space) {
      if (!spaced) push(" ", i, next);
      spaced = true;
      i = next;
      continue;
    }
    if (kind === KIND.drop) {
      i = next;
      continue;
    }
    const folded = codePoint === STAR && isFactor(text, i) ? "*" : FOLDED.get(codePoint);
    if (folded !== undefined) {
      push(folded, i, next);
      if (folded !== "") spaced = false;
      i = next;
      continue;
    }
    const end = clusterEnd(text, next);
    const piece =
      codePoint < 0x80 && end === next
        ? String.fromCharCode(codePoint).toLowerCase()
        : refold(canonical(withFewMarks(text.slice(i, end))));
    push(piece, i, end);
    spaced = false;
    i = end;
  }
  return { text: parts.join(""), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

const STAR = 0x2a;
/** A star between figures multiplies; anywhere else it is markdown's emphasis. */
const isFactor = (text: string, at: number): boolean => /^\p{N}\*\p{N}$/u.test(text.slice(Math.max(0, at - 1), at + 2));

/** A base and what combines with it are compared as one, so that composed and decomposed forms meet. */
function clusterEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint < 0x300 || !combines(codePoint) || classOf(codePoint) === KIND.drop) return i;
    i += codePoint > 0xffff ? 2 : 1;
  }
  return i;
}

/** A mark; a Hangul vowel or final consonant by itself; the voicing of half-width katakana. */
const combines = (codePoint: number): boolean =>
  wordClass(codePoint) === 2 || (codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint | 1) === 0xff9f;

/** Compatibility forms may unfold into characters that are folded themselves ("＂", "﹘") or into white space. */
function refold(piece: string): string {
  let out = "";
  for (const character of piece) {
    const codePoint = character.codePointAt(0) ?? 0;
    out += FOLDED.get(codePoint) ?? (classOf(codePoint) === KIND.space ? " " : character);
  }
  return out;
}
