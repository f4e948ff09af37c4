/** What a unit of text tells, in bits: 2.14 a letter for English words (Shannon, "Prediction and entropy of printed English", 1951). */
export const BITS = 2.14;
/** A character of a script without spaces is a syllable or a word by itself. */
export const UNSPACED_BITS = 5;
/** One quotation in a thousand may be found by chance: ten bits. */
const MARGIN = 10;
/** More than a fifth changed is another sentence, however long. */
const MOST = 0.2;

/**
 * The edits by which a quotation of so many units may differ from what a source of so many units has. What is left
 * after the edits must tell more bits than it takes to name one place in the source and one choice of edits, so that
 * the number falls with the length of the quotation and shrinks as the source grows. 0: it must be found exactly.
 */
export function allowedEdits(quoteUnits: number, sourceUnits: number, bits = BITS): number {
  const place = Math.log2(Math.max(1, sourceUnits)) + MARGIN;
  let choices = 0; // log2 of the ways to choose the edits among the units
  let allowed = 0;
  for (let edits = 1; edits <= quoteUnits * MOST; edits += 1) {
    choices += Math.log2((quoteUnits + edits) / edits);
    if (bits * (quoteUnits - edits) - choices < place) break;
    allowed = edits;
  }
  return allowed;
}
