// White space and controls are in none of the four groups. What is in them and yet shows nothing: the default-ignorable
// letters (Hangul fillers), the Braille blank, the null notehead and the two blank hieroglyphs.
const INVISIBLE = "\\p{Default_Ignorable_Code_Point}|[\\u2800\\u{1D159}\\u{13441}\\u{13442}]";
const VISIBLE = new RegExp(`(?!${INVISIBLE})[\\p{L}\\p{N}\\p{P}\\p{S}]`, "u");

/** Whether a reader would see anything: a letter, number, punctuation mark or symbol that is not blank by design. */
export function hasVisibleText(text: string): boolean {
  return VISIBLE.test(text);
}

/** The offset after the last code point that a reader would see, its combining marks included; 0 if there is none. */
export function visibleEnd(text: string): number {
  let end = text.length;
  let marked = 0;
  while (end > 0) {
    const start = codePointStart(text, end);
    const point = text.slice(start, end);
    if (VISIBLE.test(point)) return marked > 0 ? marked : end;
    // A mark belongs to what it stands on, if that shows.
    if (/^\p{M}$/u.test(point)) marked = Math.max(marked, end);
    else marked = 0;
    end = start;
  }
  return 0;
}

/** Where the code point that ends at `end` begins. */
export function codePointStart(text: string, end: number): number {
  const low = text.charCodeAt(end - 1);
  const high = text.charCodeAt(end - 2);
  const pair = low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
  return Math.max(0, end - (pair ? 2 : 1));
}
