import { wordClass } from "../script.ts";
import { isSigned } from "./edges.ts";

const TRIMMED = /[\s.,;:!?…·•*_-]/u;
const isTrimmed = (character: string): boolean => TRIMMED.test(character);
const isPlain = (unit: number): boolean => unit < 0x80 && wordClass(unit) === 1;

/** Marks that enclose a whole quotation, and what closes them. */
const ENCLOSING = new Map([
  ['"', '"'],
  ["“", "”"],
  ["„", "“”"],
  ["«", "»"],
  ["»", "«"],
  ["「", "」"],
  ["『", "』"],
  ["‘", "’"],
]);

const MOST_LEVELS = 2; // a quotation within a quotation

/** Without the marks that enclose it, and the punctuation that style puts inside them: "…thirty days," is quoted as "…thirty days". */
export function trimQuote(quote: string, levels = MOST_LEVELS): string {
  if (isPlain(quote.charCodeAt(0)) && isPlain(quote.charCodeAt(quote.length - 1))) return quote;
  let start = 0;
  let end = quote.length;
  while (start < end && isTrimmed(quote[start] ?? "") && !isSigned(quote, start)) start += 1;
  while (end > start && isTrimmed(quote[end - 1] ?? "")) end -= 1;
  const closing = ENCLOSING.get(quote[start] ?? "");
  const isEnclosed = levels > 0 && end - start > 2 && closing?.includes(quote[end - 1] ?? " ") === true;
  return isEnclosed ? trimQuote(quote.slice(start + 1, end - 1), levels - 1) : quote.slice(start, end);
}
