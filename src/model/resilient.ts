import { endOf } from "../context.ts";
import type { Meter } from "../spend/meter.ts";
import type { Store } from "../store/store.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { type BreakerOptions, breaker } from "./breaker.ts";
import { type CachedOptions, cached } from "./cached.ts";
import { fallback, type Route } from "./fallback.ts";
import { type LimitOptions, limit } from "./limit.ts";
import { metered } from "./metered.ts";
import type { Model, Wrap } from "./model.ts";
import { assertMilliseconds, assertModel } from "./options.ts";
import { type RetryOptions, retry } from "./retry.ts";
import { timeout, timeoutBy } from "./timeout.ts";
import { wrap } from "./wrap.ts";

export interface ResilientOptions {
  /** Who is asked when the model fails, in order. Default: nobody. */
  readonly fallback?: Model | Route | readonly (Model | Route)[];
  /** Where replies are kept. Default: nowhere. */
  readonly cache?: Store | ({ readonly store: Store } & CachedOptions);
  /** Writes down what each request costs. Not beside `budget`, which takes a ledger itself. Default: none. */
  readonly ledger?: Meter;
  /** Limits what requests may cost, and tells its own ledger. Default: none. */
  readonly budget?: Meter;
  /** Of the whole call, in milliseconds. Default: 120,000. */
  readonly timeoutMs?: number;
  /** Of each model on its own. `false`: a call of a model is one request. */
  readonly retry?: RetryOptions | false;
  /** Of each model on its own. `false`: none. */
  readonly breaker?: BreakerOptions | false;
  /** Of each model on its own. Default: none. */
  readonly limit?: LimitOptions;
}

const KNOWN = ["fallback", "cache", "ledger", "budget", "timeoutMs", "retry", "breaker", "limit"];
/** What adapters give a request, so that a model alone has no less time behind this. */
const TIMEOUT_MS = 120_000;

/**
 * A model that outlives its provider's bad days: the wraps in the order that nine users in ten want, outermost first.
 *
 * 1. `timeout`: whatever happens inside, the caller hears in time.
 * 2. `cached`: a hit asks nobody, waits for nobody; one call a key, however many ask.
 * 3. `fallback`: each route has its own share of the time, retries and breaker, so that one that hangs leaves the
 *    next its turn.
 * 4. `retry`: inside `fallback`, since a moment's patience is cheaper than another model; outside of all that one
 *    attempt is.
 * 5. `limit`: who waits to retry holds no place, and what the breaker refuses costs no turn.
 * 6. `breaker`: counts attempts, not calls, and not the time that they waited for their turn.
 * 7. `timeout` of one attempt: inside the breaker, which is to hear of it.
 * 8. `metered`: next to the model, so that every request is charged, at that model's price.
 *
 * Of `n` routes each has an `n`th of the time: attempts begin in its first fifth, and one may take four fifths (with
 * a limit three, for a wait of a fifth in the queue). Where the caller's own deadline is nearer, the routes share that.
 *
 * @example
 * const [first, second] = [openai(client, { model: "gpt-5-mini" }), anthropic(other, { model: "claude-haiku-4-5" })];
 * const model = resilient(first, { fallback: second, cache: memory(), ledger: ledger() });
 */
export function resilient(model: Model, options: ResilientOptions = {}): Model {
  assertModel("model", model);
  assertKnown(options, KNOWN);
  const { timeoutMs = TIMEOUT_MS, cache, ledger, budget } = options;
  // A number or `true` spread would be no option at all.
  for (const name of ["cache", "retry", "breaker", "limit"] as const) {
    const given: unknown = options[name];
    const isOff = given === undefined || (given === false && (name === "retry" || name === "breaker"));
    if (!isOff && (typeof given !== "object" || given === null)) throw mistake(name, "be an object", given);
  }
  // Both would write down every request twice.
  if (ledger !== undefined && budget !== undefined)
    throw new TypeError(
      "Expected `ledger` or `budget`, got both: give the ledger to the budget, `budget({ ledger })`.",
    );
  assertMilliseconds("timeoutMs", timeoutMs);
  const routes = [model, ...listOf(options.fallback)];
  const share = timeoutMs / routes.length;
  const guarded = routes.map((route, at) => guardedRoute(route, options, { share, left: routes.length - at }));
  const [first, ...others] = guarded as [Model | Route, ...(Model | Route)[]];
  const inner = fallback(first, ...others);
  return wrap(inner, timeout({ timeoutMs }), ...cacheOf(cache));
}

/** Of a route: its share of the time, in milliseconds, and how many routes there are from it on. */
interface Part {
  readonly share: number;
  readonly left: number;
}

function guardedRoute(route: Model | Route, options: ResilientOptions, part: Part): Model | Route {
  const around = wrapsOf(options, part);
  return "model" in route ? { ...route, model: wrap(route.model, ...around) } : wrap(route, ...around);
}

function wrapsOf(
  { retry: retried, breaker: broken, limit: limited, ledger, budget = ledger }: ResilientOptions,
  { share, left }: Part,
): readonly Wrap[] {
  const fifth = share / 5;
  const attemptMs = limited === undefined ? share - fifth : share - 2 * fifth;
  // Around all of it: where the caller's time is short, what is left of that is for all the routes that are left.
  const wraps: Wrap[] = left === 1 ? [] : [timeoutBy((signal) => Math.max(1, leftOf(signal) / left))];
  if (retried !== false) wraps.push(retry({ withinMs: fifth, ...retried }));
  if (limited !== undefined) wraps.push(limit({ longestWaitMs: fifth, ...limited }));
  // What takes longer than an attempt may is cut off there, and counted as timed out.
  if (broken !== false) wraps.push(breaker(broken));
  // Four fifths of what is left, where that is less: the caller may have less time than this has.
  wraps.push(timeoutBy((signal) => Math.max(1, Math.min(attemptMs, (leftOf(signal) * 4) / 5))));
  if (budget !== undefined) wraps.push(metered(budget));
  return wraps;
}

const leftOf = (signal: AbortSignal | undefined): number => endOf(signal) - performance.now();

function cacheOf(cache: ResilientOptions["cache"]): readonly Wrap[] {
  if (cache === undefined) return [];
  if (!("store" in cache)) return [cached(cache)];
  const { store, ...options } = cache;
  return [cached(store, options)];
}

function listOf(given: ResilientOptions["fallback"]): readonly (Model | Route)[] {
  if (given === undefined) return [];
  return isList(given) ? given : [given];
}

function isList(given: Model | Route | readonly (Model | Route)[]): given is readonly (Model | Route)[] {
  return Array.isArray(given);
}
