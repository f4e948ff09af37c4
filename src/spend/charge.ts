import type { ModelCall } from "../calls.ts";
import { costOf } from "./cost.ts";
import type { Price } from "./price.ts";

// The provider was not reached, or turned the request away unread: an outage of an hour must not spend the day's budget.
// Other refusals may cost: Azure, for one, bills for a 400 of its content filter, and a 502 or 504 comes of a proxy that
// lost patience with a model at work.
const UNBILLED: ReadonlySet<string> = new Set(["model-rate-limited", "model-unauthorized"]);
const TURNED_AWAY: ReadonlySet<number> = new Set([0, 401, 403, 404, 429, 500, 503, 529]);

/** What a request that has ended cost, in micro-USD; `undefined` where that is unknown, as it is of a time-out. */
export function chargeOf(
  { usage, microUsd, failure, status }: ModelCall,
  price: Price | undefined,
): number | undefined {
  // A model of the caller's own may tell the cost itself; what cannot be one is not heard.
  if (Number.isSafeInteger(microUsd) && microUsd !== undefined && microUsd >= 0) return microUsd;
  // A whole reply of no tokens to no tokens: a server or a proxy that says so has not counted, and is not free by it.
  if (failure === undefined && usage?.inputTokens === 0 && usage.outputTokens === 0) return undefined;
  const isUnbilled = failure !== undefined && (UNBILLED.has(failure) || TURNED_AWAY.has(status ?? Number.NaN));
  return costOf(usage, price) ?? (isUnbilled ? 0 : undefined);
}

/** The call with its cost, and without one where that is unknown. */
export function pricedCall({ microUsd: _, ...call }: ModelCall, cost: number | undefined): ModelCall {
  return cost === undefined ? call : { ...call, microUsd: cost };
}
