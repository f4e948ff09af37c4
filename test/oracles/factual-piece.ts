/** One row of `fixtures/factual.jsonl`: a piece of an answer, and whether it is a claim. See `fixtures/README.md`. */
export interface FactualPiece {
  readonly id: string;
  readonly question: string;
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
  readonly claim: boolean;
  readonly kind: string;
  /** Other kinds that can be defended; they never change `claim`. */
  readonly also?: readonly string[];
  readonly language: string;
  readonly note?: string;
}
