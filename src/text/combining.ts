import { wordClass } from "./script.ts";

/** Combining marks in a row that count; no script stacks more than a handful, and to order them is quadratic. */
const MAX_MARKS = 32;

/** A text in which no more than thirty-two combining marks follow one another; what is beyond is left out. Linear. */
export function withFewMarks(text: string): string {
  if (text.length <= MAX_MARKS) return text;
  let out = "";
  let copied = 0;
  let marks = 0;
  for (let i = 0; i < text.length; ) {
    const codePoint = text.codePointAt(i) ?? 0;
    const next = i + (codePoint > 0xffff ? 2 : 1);
    marks = wordClass(codePoint) === 2 ? marks + 1 : 0;
    if (marks > MAX_MARKS) {
      out += text.slice(copied, i);
      copied = next;
    }
    i = next;
  }
  return copied === 0 ? text : out + text.slice(copied);
}
