import { hasNegation } from "vouchsafe/core";

const SPACED = 1 / 20; // a text with fewer spaces to its units parts words by nothing

/** Words with the white space before them; two letters where words are not spaced. */
const piecesOf = (quote: string): readonly string[] =>
  (quote.match(/\s/g)?.length ?? 0) < quote.length * SPACED
    ? (quote.match(/\s*\S{1,2}/gu) ?? [])
    : (quote.match(/\s*\S+/gu) ?? []);

const LONGEST = 13; // units, with the space before it: a longer word is a fifth of a short quotation

/**
 * The quotation without one of its inner words; one with twice as much of the quotation on either side as itself, since
 * else the fewest edits may turn that side into the word.
 */
export function withoutWord(quote: string, random: () => number): string | undefined {
  const pieces = piecesOf(quote);
  const at = 1 + Math.floor(random() * (pieces.length - 2));
  const word = pieces[at]?.length ?? quote.length;
  const before = pieces.slice(0, at).join("");
  const after = pieces.slice(at + 1).join("");
  return Math.min(before.length, after.length) >= 2 * word && word <= LONGEST ? before + after : undefined;
}

const MARKS = [" … ", "… ", " ... ", " [...] ", " […] "];
const SHARE = 0.3; // of the quotation, before the ellipsis and behind it

/** The quotation with words in its middle left out; never a negation, which no ellipsis may leave out. */
export function withEllipsis(quote: string, random: () => number): string | undefined {
  const pieces = piecesOf(quote);
  const offsets: number[] = [];
  for (let at = 0, offset = 0; at < pieces.length; at += 1) {
    offsets.push(offset);
    offset += pieces[at]?.length ?? 0;
  }
  const inner = offsets.filter((offset) => offset >= SHARE * quote.length && offset <= (1 - SHARE) * quote.length);
  const from = inner[Math.floor(random() * Math.floor(inner.length / 2))];
  const to = inner[Math.floor(inner.length / 2 + random() * Math.ceil(inner.length / 2))];
  if (from === undefined || to === undefined || to <= from || hasNegation(quote.slice(from, to))) return undefined;
  const mark = MARKS[Math.floor(random() * MARKS.length)] ?? "…";
  return quote.slice(0, from).trimEnd() + mark + quote.slice(to).trimStart();
}
