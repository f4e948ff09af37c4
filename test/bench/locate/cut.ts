import type { Range } from "./engine.ts";

const LETTER = /^[\p{L}\p{N}]$/u;
const WORD_END = /^[\p{L}\p{N}\p{M}]$/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u;
const AFTER_WORD = /^[,;:.!?)"'”’…۔،؟।、。」]*(?:\s|$)/u;

/** Whether text may be parted at an offset: between words, or between any two letters where words are not spaced. */
function starts(text: string, at: number): boolean {
  const after = text[at] ?? "";
  const before = text[at - 1] ?? " ";
  return LETTER.test(after) && (/\s/.test(before) || (UNSPACED.test(before) && UNSPACED.test(after)));
}

function ends(text: string, at: number): boolean {
  const before = text[at - 1] ?? "";
  if (UNSPACED.test(before) && UNSPACED.test(text[at] ?? "")) return true;
  return WORD_END.test(before) && AFTER_WORD.test(text.slice(at, at + 6));
}

/** Whole words of about so many units (15 % more or less), from the first that begins at an offset or behind it. */
export function cutAt(text: string, from: number, units: number): Range | undefined {
  let start = from;
  while (start < text.length && start < from + 400 && !starts(text, start)) start += 1;
  if (!starts(text, start)) return undefined;
  for (let off = 0; off <= 0.15 * units; off += 1) {
    for (const end of [start + units - off, start + units + off]) {
      if (end <= text.length && ends(text, end)) return { start, end };
    }
  }
  return undefined;
}

/** Case, marks and white space apart: what makes two passages the same words. */
export const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
