import type { CallContext } from "../calls.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { modelError, modelFailureOf } from "./failure.ts";
import type { Wrap } from "./model.ts";
import { assertMilliseconds, assertWhole } from "./options.ts";
import { type Ending, type Leave, passage } from "./passage.ts";
import { type Rate, rateOf } from "./rate.ts";

export interface LimitOptions {
  /** Calls under way at once. Default: no bound. */
  readonly concurrency?: number;
  /** Calls begun within any second. Default: no bound. */
  readonly perSecond?: number;
  /** Calls begun within any minute. Default: no bound. */
  readonly perMinute?: number;
  /** How many calls may wait for their turn; one more is refused. Default: 100. */
  readonly queue?: number;
  /** How long a call may wait for its turn, in milliseconds. Default: as long as its caller does. */
  readonly longestWaitMs?: number;
}

const KNOWN = ["concurrency", "perSecond", "perMinute", "queue", "longestWaitMs"];
const SECOND = 1_000;
const MINUTE = 60_000;

/**
 * As many calls at once, and in any second or minute, as are allowed; the others wait in the order they came. One
 * that finds the queue full or waits too long rejects with `model-saturated`; nothing was sent. An aborted one leaves
 * the queue at once. A stream holds its place until its reader is done. One limit around several models is shared by
 * them.
 *
 * Belongs inside `retry`, so that a call that waits to be repeated holds no place.
 */
export function limit(options: LimitOptions): Wrap {
  assertLimit(options);
  const { concurrency = Number.POSITIVE_INFINITY, perSecond, perMinute, queue = 100, longestWaitMs } = options;
  const rates: Rate[] = [];
  if (perSecond !== undefined) rates.push(rateOf(perSecond, SECOND));
  if (perMinute !== undefined) rates.push(rateOf(perMinute, MINUTE));
  const waiting = new Set<() => void>();
  let running = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const waitMs = (): number => Math.max(0, ...rates.map((rate) => rate.waitMs(performance.now())));

  function begin(): Leave {
    running += 1;
    const start = performance.now();
    for (const rate of rates) rate.start(start);
    return (ending) => {
      running -= 1;
      if (wasNotSent(ending)) for (const rate of rates) rate.undo(start);
      letIn();
    };
  }

  /** As many as may; wakes again when the next may for the rate, if that is what holds it. */
  function letIn(): void {
    clearTimeout(timer);
    for (const enter of waiting) {
      if (running >= concurrency) return;
      const ms = waitMs();
      if (ms > 0) {
        timer = setTimeout(letIn, Math.ceil(ms));
        return;
      }
      enter();
    }
  }

  function wait({ abortSignal }: CallContext): Promise<Leave> {
    return new Promise((resolve, reject) => {
      let tooLong: ReturnType<typeof setTimeout> | undefined;
      const leaveQueue = (): void => {
        waiting.delete(enter);
        clearTimeout(tooLong);
        abortSignal?.removeEventListener("abort", onAbort);
        if (waiting.size === 0) clearTimeout(timer);
      };
      const enter = (): void => {
        leaveQueue();
        resolve(begin());
      };
      const onAbort = (): void => {
        leaveQueue();
        reject(abortSignal?.reason);
      };
      const giveUp = (): void => {
        leaveQueue();
        reject(saturated(`Waited ${longestWaitMs} ms for a turn, and nothing was sent.`));
      };
      waiting.add(enter);
      abortSignal?.addEventListener("abort", onAbort, { once: true });
      if (longestWaitMs !== undefined) tooLong = setTimeout(giveUp, longestWaitMs);
      letIn();
    });
  }

  const enter = (context: CallContext): Leave | Promise<Leave> => {
    if (waiting.size === 0 && running < concurrency && waitMs() === 0) return begin();
    if (waiting.size >= queue) throw saturated(`${queue} calls wait already, and nothing was sent.`);
    return wait(context);
  };
  return (model) => passage(model, enter);
}

/** A breaker inside, a second limit: what cost the provider nothing costs no turn either. */
function wasNotSent(ending: Ending): boolean {
  const code = ending.status === "failed" ? modelFailureOf(ending.error)?.code : undefined;
  return code === "model-shunned" || code === "model-saturated";
}

function saturated(message: string): Error {
  return modelError({ code: "model-saturated", message, retryable: true });
}

function assertLimit(options: LimitOptions): void {
  assertKnown(options, KNOWN);
  const { concurrency, perSecond, perMinute, queue, longestWaitMs } = options;
  if (concurrency === undefined && perSecond === undefined && perMinute === undefined)
    throw mistake("options", "set one of concurrency, perSecond, perMinute", options);
  for (const [name, value] of Object.entries({ concurrency, perSecond, perMinute }))
    if (value !== undefined) assertWhole(name, value);
  if (queue !== undefined) assertWhole("queue", queue, 0);
  if (longestWaitMs !== undefined) assertMilliseconds("longestWaitMs", longestWaitMs);
}
