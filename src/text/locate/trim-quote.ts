import { isSigned } from "./edges.ts";

const TRIMMED = /[\s.,;:!?…·•*_-]/u;
const isTrimmed = (character: string): boolean => !/[A-Za-z0-9]/.test(character) && TRIMMED.test(character);

/** Without the punctuation that style puts inside quotation marks: "…thirty days," is quoted as "…thirty days". */
export function trimQuote(quote: string): string {
  let start = 0;
  let end = quote.length;
  while (start < end && isTrimmed(quote[start] ?? "") && !isSigned(quote, start)) start += 1;
  while (end > start && isTrimmed(quote[end - 1] ?? "")) end -= 1;
  return quote.slice(start, end);
}
