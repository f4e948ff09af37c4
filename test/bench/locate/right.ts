import type { Range } from "./engine.ts";

const LONGEST_WORD = 60; // units; what is farther off is not looked at
const words = new Intl.Segmenter("en", { granularity: "word" });

/** At most one word lies between two offsets of a text. */
function withinOneWord(text: string, a: number, b: number): boolean {
  const [from, to] = a < b ? [a, b] : [b, a];
  if (to - from > LONGEST_WORD) return false;
  return [...words.segment(text.slice(from, to))].filter(({ isWordLike }) => isWordLike).length <= 1;
}

/** Whether both ends of what was found lie within one word of what was planted. */
export const isRight = (text: string, planted: Range, found: Range | undefined): boolean =>
  found !== undefined && withinOneWord(text, planted.start, found.start) && withinOneWord(text, planted.end, found.end);

export const isExact = (planted: Range, found: Range | undefined): boolean =>
  planted.start === found?.start && planted.end === found.end;
