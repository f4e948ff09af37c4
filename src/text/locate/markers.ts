import { markerEnd } from "../fold-ahead.ts";

/**
 * Whether normalising may pass over the citation markers of both: one of them has none written on, or both have the
 * same. "a[1]" and "a[2]" are not the same words.
 */
export function sameMarkers(quote: string, text: string): boolean {
  if (!/[[【]/.test(quote) || !/[[【]/.test(text)) return true;
  const [own, other] = [writtenOn(quote), writtenOn(text)];
  return own === "" || other === "" || own === other;
}

const WRITTEN_ON = /^[\p{L}\p{N}_)\]]$/u;

/** The numbers in markers right behind a letter, a figure or another bracket. */
function writtenOn(text: string): string {
  const numbers: string[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const mark = text[at];
    if ((mark !== "[" && mark !== "【") || !WRITTEN_ON.test(text.charAt(at - 1))) continue;
    const end = markerEnd(text, at + 1, mark) ?? at;
    if (end > at + 1) numbers.push(text.slice(at, end).replaceAll(/[^\d,]/g, ""));
  }
  return numbers.join();
}
