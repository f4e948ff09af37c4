import type { Value } from "../../text/values.ts";
import { matchAmount } from "./amounts.ts";
import { matchCalendar } from "./calendar.ts";
import type { KnownValues } from "./known-values.ts";
import type { Matched } from "./matched.ts";

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
