import { wordClass } from "../script.ts";
import { isSigned } from "./edges.ts";

const TRIMMED = /[\s.,;:!?…·•*_-]/u;
const isTrimmed = (character: string): boolean => TRIMMED.test(character);

const isPlain = (unit: number): boolean => unit < 0x80 && wordClass(unit) === 1;

/** Without the punctuation that style puts inside quotation marks: "…thirty days," is quoted as "…thirty days". */
export function trimQuote(quote: string): string {
  if (isPlain(quote.charCodeAt(0)) && isPlain(quote.charCodeAt(quote.length - 1))) return quote;
  let start = 0;
  let end = quote.length;
  while (start < end && isTrimmed(quote[start] ?? "") && !isSigned(quote, start)) start += 1;
  while (end > start && isTrimmed(quote[end - 1] ?? "")) end -= 1;
  return quote.slice(start, end);
}
