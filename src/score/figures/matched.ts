import type { Value } from "../../text/values.ts";

/** How a source has what a claim says: `coarser` and `hedged` where the claim gives less than the source. */
export type Agreement = "equal" | "coarser" | "hedged" | "converted";

export interface Matched {
  readonly how: Agreement;
  /** The source's value; absent where its digits were found in something that is no value of the kind. */
  readonly value?: Value;
}
