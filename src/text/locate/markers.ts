const MARKER = /[[【][\d\s,;:^‐-―-]+(?:†[^\]】]*)?[\]】]/gu;
const numbersOf = (text: string): string => (text.match(MARKER) ?? []).join().replaceAll(/[^\d,]/g, "");

/**
 * Whether normalising may pass over the citation markers of both: one of them has none, or both have the same. "a[1]" and
 * "a[2]" are not the same words.
 */
export function sameMarkers(quote: string, text: string): boolean {
  if (!/[[【]/.test(quote) || !/[[【]/.test(text)) return true;
  const [own, other] = [numbersOf(quote), numbersOf(text)];
  return own === "" || other === "" || own === other;
}
