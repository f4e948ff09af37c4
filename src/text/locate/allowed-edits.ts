import { isUnspaced } from "./edges.ts";

/** What a unit of text tells, in bits: 2.14 a letter for English words (Shannon, "Prediction and entropy of printed English", 1951). */
const BITS = 2.14;
/** A character of a script without spaces is a syllable or a word by itself. */
const UNSPACED_BITS = 5;
/** Bits a unit of this quotation tells. */
export function bitsOf(quote: string): number {
  if (!/[\u0e00-\uffff]/.test(quote)) return BITS;
  const shown = quote.slice(0, 40);
  const unspaced = [...shown].filter(isUnspaced).length;
  return BITS + (UNSPACED_BITS - BITS) * (unspaced / Math.max(1, shown.length));
}

/** One quotation in a thousand may be found by chance: ten bits. */
const MARGIN = 10;
/** A short source is no safer: what is invented about it is made of its words. */
const LEAST_SOURCE_UNITS = 1 << 17;
/** More than a fifth changed is another sentence, however long. */
const MOST = 0.2;

/**
 * The edits by which a quotation of so many units may differ from what a source of so many units has. What is left
 * after the edits must tell more bits than it takes to name one place in the source and one choice of edits, so that
 * the number falls with the length of the quotation and shrinks as the source grows. 0: it must be found exactly.
 */
export function allowedEdits(quoteUnits: number, sourceUnits: number, bits = BITS): number {
  const place = Math.log2(Math.max(LEAST_SOURCE_UNITS, sourceUnits)) + MARGIN;
  let choices = 0; // log2 of the ways to choose the edits among the units
  let allowed = 0;
  for (let edits = 1; edits <= quoteUnits * MOST; edits += 1) {
    choices += Math.log2((quoteUnits + edits) / edits);
    if (bits * (quoteUnits - edits) - choices < place) break;
    allowed = edits;
  }
  return allowed;
}
