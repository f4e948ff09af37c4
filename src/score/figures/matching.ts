import type { Value } from "../../text/values.ts";
import { matchAmount } from "./amounts.ts";
import { matchCalendar } from "./calendar.ts";
import type { KnownValues } from "./known-values.ts";

/** How a source has what a claim says: `coarser` and `hedged` where the claim gives less than the source. */
export type Agreement = "equal" | "coarser" | "hedged" | "converted";

export interface Matched {
  readonly how: Agreement;
  /** The source's value; absent where its digits were found in something that is no value of the kind. */
  readonly value?: Value;
}

/** How a text has a value of a claim; `undefined` if it does not. */
export function matchValue(claimed: Value, known: KnownValues): Matched | undefined {
  switch (claimed.kind) {
    case "number":
    case "ordinal":
    case "year":
    case "percent":
    case "percentage-points":
    case "fraction":
    case "money":
    case "quantity":
    case "duration":
      return matchAmount(claimed, known);
    case "identifier":
      return matchIdentifier(claimed, known);
    case "range":
    case "name":
      return { how: "equal" };
    default:
      return matchCalendar(claimed, known);
  }
}

function matchIdentifier(claimed: Extract<Value, { kind: "identifier" }>, known: KnownValues): Matched | undefined {
  const value = known.of("identifier").find(({ key }) => key === claimed.key || key.endsWith(claimed.key));
  if (value !== undefined) return { how: "equal", value };
  return known.squeezed.includes(claimed.key.replaceAll(/[^\p{L}\p{N}]/gu, "")) ? { how: "equal" } : undefined;
}
