import type { Account, CallContext, Context, Trace } from "./types.ts";

const silent: Trace = Object.freeze({ event() {} });

/** The last parameter of everything that can wait. The library itself never writes to the console. */
export function contextOf({ abortSignal, trace, onCall, account }: CallContext = {}): Context {
  return {
    abortSignal: abortSignal ?? new AbortController().signal,
    trace: trace ?? silent,
    ...(onCall === undefined ? {} : { onCall }),
    ...(account === undefined ? {} : { account }),
  };
}

/** The context with the request named on whose account models are asked; a name of the caller's own stands. */
export function forRequest<C extends { readonly account?: Account }>(context: C, request: string): C {
  return { ...context, account: { request, ...context.account } };
}

/** One signal for the caller's abort and for a deadline. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the time is over: by the clock, since work that never yields outruns a timer. */
  isOver(): boolean;
  /** Leaves no timer and no listener. */
  release(): void;
}

// Kept beside the signals, so that a wait that would outlast its call can be refused wherever the signal has come to.
const ends = new WeakMap<AbortSignal, () => number>();

/** When the time of a signal is over, by `performance.now()`; infinite where nobody has told. */
export function endOf(signal: AbortSignal | undefined): number {
  return (signal && ends.get(signal)?.()) ?? Number.POSITIVE_INFINITY;
}

export function tellEnd(signal: AbortSignal, end: () => number): void {
  ends.set(signal, end);
}

export function deadlineOf(options: { readonly abortSignal?: AbortSignal; readonly timeoutMs?: number }): Deadline {
  const { abortSignal, timeoutMs } = options;
  const started = performance.now();
  const controller = new AbortController();
  tellEnd(controller.signal, () => Math.min(endOf(abortSignal), started + (timeoutMs ?? Number.POSITIVE_INFINITY)));
  const onAbort = (): void => controller.abort(abortSignal?.reason);
  abortSignal?.addEventListener("abort", onAbort, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(), timeoutMs);
  return {
    signal: controller.signal,
    isOver: () => timeoutMs !== undefined && performance.now() - started >= timeoutMs,
    release() {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", onAbort);
    },
  };
}

/** The event loop once round, so that whatever waits for the network is heard first. */
export const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // Elsewhere than in Node a timer of nothing is as close as one gets.
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
