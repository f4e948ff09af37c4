import type { CallContext } from "../calls.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { modelError } from "./failure.ts";
import { healthOf } from "./health.ts";
import type { Model, Wrap } from "./model.ts";
import { assertMilliseconds, assertWhole } from "./options.ts";
import { type Leave, passage } from "./passage.ts";
import { type Tally, tallyOf } from "./resilience.ts";

export interface BreakerOptions {
  /** It opens when more than this share of the last `calls` failed, between 0 and 1. Default: 0.5. */
  readonly failureRate?: number;
  /** Default: 20. */
  readonly calls?: number;
  /** Not before so many calls. Default: 10. */
  readonly minimumCalls?: number;
  /** It opens after so many failures in a row, in place of a share. */
  readonly consecutive?: number;
  /** A call that takes longer counts as a failure, whatever came of it. Default: 60,000. */
  readonly slowMs?: number;
  /** How long it stays open, unless the provider asks for longer. Default: 10,000. */
  readonly openMs?: number;
  /** The longest that it stays open because the provider asks for it. Default: 60,000. */
  readonly longestOpenMs?: number;
  /** How many calls are let through to see whether the provider is back; all must succeed. Default: 3. */
  readonly probes?: number;
  /** What `toJSON()` of an earlier one gave, maybe in another process. */
  readonly state?: BreakerState;
}

/** Plain data. */
export interface BreakerState {
  readonly status: "closed" | "open" | "half-open";
  /** How much longer it stays open, in milliseconds. */
  readonly opensForMs?: number;
  /** The last calls, oldest first: whether each succeeded. */
  readonly recent: readonly boolean[];
}

/** A wrap; one breaker around several models is shared by them. */
export interface Breaker extends Wrap {
  readonly status: BreakerState["status"];
  toJSON(): BreakerState;
}

// Ten calls tell an outage from bad luck: where one in ten fails, six of ten do once in 6,800 times. 10 s lie between
// Polly's 5 and resilience4j's 60. 60 s are longer than a reply usually takes, so that what hangs is slow and what
// thinks is not.
const DEFAULTS = {
  ...{ failureRate: 0.5, calls: 20, minimumCalls: 10, slowMs: 60_000 },
  ...{ openMs: 10_000, longestOpenMs: 60_000, probes: 3 },
};
const KNOWN = [...Object.keys(DEFAULTS), "consecutive", "state"];

/** What is true between two changes. What ends in another era than it began in is not counted. */
type Era =
  | { readonly status: "closed"; readonly tally: Tally }
  | { readonly status: "open"; readonly until: number }
  | { readonly status: "half-open"; begun: number; lastBegun: number; succeeded: number };

/**
 * Asks a provider that fails no more until it may be back: then the call rejects with `model-shunned` and the time
 * left, and nothing is sent. Failures and slow calls count (`healthOf` says which and why); an abort counts neither
 * way. Half-open, it lets `probes` calls through and refuses all others until these are decided: one failure opens it
 * anew, all of them succeeding close it.
 *
 * Belongs inside `retry`, around each attempt.
 */
export function breaker(options: BreakerOptions = {}): Breaker {
  assertBreaker(options);
  const settings = { ...DEFAULTS, ...options };
  const { slowMs, openMs, longestOpenMs, probes, state } = settings;
  const closed = (recent: readonly boolean[]): Era => ({ status: "closed", tally: tallyOf(settings, recent) });
  const open = (forMs: number): Era => ({ status: "open", until: performance.now() + forMs });
  const halfOpen = (): Era => ({ status: "half-open", begun: 0, lastBegun: 0, succeeded: 0 });
  let era = restored(state);

  function restored(saved: BreakerState | undefined): Era {
    if (saved?.status === "open") return open(Math.min(saved.opensForMs ?? openMs, longestOpenMs));
    return saved?.status === "half-open" ? halfOpen() : closed(saved?.recent ?? []);
  }

  function enter(model: Model, { abortSignal, trace }: CallContext): Leave {
    const now = performance.now();
    if (era.status === "open" && now < era.until) throw shunned(era.until - now);
    if (era.status === "open") era = halfOpen();
    // A stream that nobody reads on, nor leaves, never ends: a probe that takes so long has failed before it tells.
    if (era.status === "half-open" && era.begun >= probes && now - era.lastBegun >= slowMs) {
      era = open(openMs);
      throw shunned(openMs);
    }
    if (era.status === "half-open") {
      if (era.begun >= probes) throw shunned();
      era.begun += 1;
      era.lastBegun = now;
    }
    const begunIn = era;
    return (ending) => {
      if (era !== begunIn) return;
      const { health, retryAfterMs = 0 } = healthOf(ending, slowMs, abortSignal);
      if (health === "unknown") {
        if (era.status === "half-open") era.begun -= 1;
        return;
      }
      if (health === "well") return succeed(begunIn);
      if (begunIn.status === "closed" && !begunIn.tally.fail()) return;
      era = open(Math.max(openMs, Math.min(retryAfterMs, longestOpenMs)));
      trace?.event("breaker-opened", { model: model.id });
    };
  }

  function succeed(begunIn: Era): void {
    if (begunIn.status === "closed") begunIn.tally.succeed();
    if (begunIn.status !== "half-open") return;
    begunIn.succeeded += 1;
    if (begunIn.succeeded >= probes) era = closed([]);
  }

  const around: Wrap = (model) => passage(model, (context) => enter(model, context));
  return Object.defineProperties(around, {
    status: { get: () => era.status, enumerable: true },
    toJSON: { value: () => saved(era) },
  }) as Breaker;
}

function saved(era: Era): BreakerState {
  if (era.status === "closed") return { status: "closed", recent: era.tally.recent() };
  if (era.status === "half-open") return { status: "half-open", recent: [] };
  return { status: "open", opensForMs: Math.max(0, era.until - performance.now()), recent: [] };
}

function shunned(forMs?: number): Error {
  return modelError({
    code: "model-shunned",
    message: "The breaker is open: the provider failed too often just now, and nothing was sent.",
    retryable: true,
    ...(forMs === undefined ? {} : { retryAfterMs: Math.ceil(forMs) }),
  });
}

function assertBreaker(options: BreakerOptions): void {
  assertKnown(options, KNOWN);
  const { failureRate, calls, minimumCalls, probes, slowMs, openMs, longestOpenMs } = { ...DEFAULTS, ...options };
  if (!(failureRate > 0 && failureRate < 1)) throw mistake("failureRate", "lie between 0 and 1", failureRate);
  for (const [name, value] of Object.entries({ calls, minimumCalls, probes })) assertWhole(name, value);
  if (minimumCalls > calls) throw mistake("minimumCalls", "be no more than `calls`", minimumCalls);
  for (const [name, value] of Object.entries({ slowMs, openMs, longestOpenMs })) assertMilliseconds(name, value);
  if (options.consecutive !== undefined) assertWhole("consecutive", options.consecutive);
  if (options.state !== undefined && !isState(options.state))
    throw mistake("state", "be what `toJSON` gave", options.state);
}

function isState(state: unknown): state is BreakerState {
  if (typeof state !== "object" || state === null) return false;
  const { status, opensForMs, recent } = state as { readonly [key: string]: unknown };
  return (
    (status === "closed" || status === "open" || status === "half-open") &&
    (opensForMs === undefined || (typeof opensForMs === "number" && opensForMs >= 0)) &&
    Array.isArray(recent) &&
    recent.every((one) => typeof one === "boolean")
  );
}
