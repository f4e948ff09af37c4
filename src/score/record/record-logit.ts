import type { RecordCheck } from "./check.ts";

/**
 * What a record says of a claim, as logits beside those of the words. Set by hand, not trained: of the public sets only
 * RAGTruth has records, and trees that had learned from them could not be measured on them. `EVEN` is the threshold that records have of
 * their own: whose words are all there and which says nothing else is even with a sentence of prose that is covered well.
 */
const EVEN = 1;
const CONTRADICTED = -5;
const LEFT_OPEN = -3; // turns on a value that is null
const INVENTED = -3; // a figure that no source has
const AGREES = 1; // a flag or a schedule says it
const CONTENT = 2; // from a claim of which the record has nothing to one of which it has all

/** 0 where there is no record. */
export function recordLogit(check: RecordCheck | undefined): number {
  if (check === undefined) return 0;
  const status = { contradicted: CONTRADICTED, unknown: LEFT_OPEN, invented: INVENTED, measured: 0 }[check.status];
  return EVEN + status + (check.agrees ? AGREES : 0) + CONTENT * (check.score - 1);
}
