import type { CallContext } from "../calls.ts";
import { endOf } from "../context.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { sleep } from "./aborting.ts";
import { type ModelFailure, modelFailureOf } from "./failure.ts";
import { identityOf } from "./identity.ts";
import { inTurn, type Tries } from "./in-turn.ts";
import type { Model, Wrap } from "./model.ts";
import { assertMilliseconds, assertWhole } from "./options.ts";
import { type RetryBucket, retryBucket } from "./retry-bucket.ts";

export interface RetryOptions {
  /** Requests a call at most, the first included. Default: 3. */
  readonly attempts?: number;
  /**
   * The wait before the first retry is anything from 0 to this; twice as much before each further one. Default: 500.
   */
  readonly firstWaitMs?: number;
  /**
   * The longest wait, that which a provider asks for included: if it asks for more, the call fails at once. Default:
   * 20,000.
   */
  readonly longestWaitMs?: number;
  /** No attempt begins later than this after the first. Default: no bound but the call's own deadline. */
  readonly withinMs?: number;
  /** What retries are paid from. Default: one bucket for the whole process. */
  readonly bucket?: RetryBucket;
  /** 0 up to 1; for tests. Default: `Math.random`. */
  readonly random?: () => number;
}

// Half a second is what OpenAI's own client begins with, twenty are the AWS SDK's longest.
const DEFAULTS = { attempts: 3, firstWaitMs: 500, longestWaitMs: 20_000, withinMs: Number.POSITIVE_INFINITY };
const KNOWN = [...Object.keys(DEFAULTS), "bucket", "random"];
const forProcess = retryBucket();

/**
 * Asks again after a failure that may pass, waiting a random time up to a bound that doubles ("full jitter": callers
 * who failed together do not come back together). `Retry-After` is honoured, never shortened: a wait over
 * `longestWaitMs` or past the deadline of the call is not begun, and the failure, with its `retryAfterMs`, goes to
 * the caller or the next route at once.
 *
 * Each retry is paid from a bucket that successes refill. Not retried: what another attempt cannot mend (`retryable:
 * false`), `model-shunned` and `model-saturated` (waiting callers would come back all at once), errors that are no
 * model's, and a stream that has given text.
 */
export function retry(options: RetryOptions = {}): Wrap {
  assertRetry(options);
  const { attempts, firstWaitMs, longestWaitMs, withinMs } = { ...DEFAULTS, ...options };
  const { bucket = forProcess, random = Math.random } = options;

  const begin = (model: Model, { abortSignal, trace }: CallContext): Tries => {
    const began = performance.now();
    let retries = 0;
    let paid: number | undefined;
    return {
      first: model,
      async next(error) {
        abortSignal?.throwIfAborted();
        const failure = modelFailureOf(error);
        if (failure === undefined || !isWorthIt(failure) || retries + 1 >= attempts) throw error;
        const least = asked(failure);
        if (least > longestWaitMs) throw error;
        // The jitter comes on top of what was asked for: not sooner, and not all at that very moment.
        const waitMs = least + random() * Math.min(longestWaitMs - least, firstWaitMs * 2 ** retries);
        if (performance.now() + waitMs >= Math.min(began + withinMs, endOf(abortSignal))) throw error;
        paid = bucket.take(failure.code);
        if (paid === undefined) throw error;
        retries += 1;
        trace?.event("model-retried", { model: model.id, code: failure.code, waitMs });
        await sleep(waitMs, abortSignal);
        return model;
      },
      succeed: () => bucket.give(paid),
    };
  };
  return (model) => inTurn(identityOf(model), (context) => begin(model, context));
}

function isWorthIt({ code, retryable }: ModelFailure): boolean {
  return retryable && code !== "model-shunned" && code !== "model-saturated";
}

/** The wait that the provider asks for; a header that says nothing sensible asks for none. */
function asked({ retryAfterMs = 0 }: ModelFailure): number {
  return retryAfterMs > 0 ? retryAfterMs : 0;
}

function assertRetry(options: RetryOptions): void {
  assertKnown(options, KNOWN);
  const { attempts, firstWaitMs, longestWaitMs, withinMs, bucket, random } = options;
  if (attempts !== undefined) assertWhole("attempts", attempts);
  if (firstWaitMs !== undefined) assertMilliseconds("firstWaitMs", firstWaitMs);
  if (longestWaitMs !== undefined) assertMilliseconds("longestWaitMs", longestWaitMs);
  if (withinMs !== undefined) assertMilliseconds("withinMs", withinMs);
  if (bucket !== undefined && typeof bucket?.take !== "function")
    throw mistake("bucket", "be what `retryBucket` makes", bucket);
  if (random !== undefined && typeof random !== "function") throw mistake("random", "be a function", random);
}
