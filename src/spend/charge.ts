import type { ModelCall } from "../calls.ts";
import { costOf } from "./cost.ts";
import type { Price } from "./price.ts";

// The provider turned the request away before it read it. Other refusals may cost: Azure, for one, bills for a 400 of
// its content filter, and a 5xx may come of a proxy that lost patience with a model at work.
const UNBILLED: ReadonlySet<string> = new Set(["model-rate-limited", "model-unauthorized"]);

/** What a request that has ended cost, in micro-USD; `undefined` where that is unknown, as it is of a time-out. */
export function chargeOf({ usage, microUsd, failure }: ModelCall, price: Price | undefined): number | undefined {
  return microUsd ?? costOf(usage, price) ?? (failure !== undefined && UNBILLED.has(failure) ? 0 : undefined);
}
