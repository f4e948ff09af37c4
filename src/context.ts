import type { Context, Trace } from "./types.ts";

const silent: Trace = Object.freeze({ event() {} });

/** The last parameter of everything that can wait. The library itself never writes to the console. */
export function contextOf(options: { readonly abortSignal?: AbortSignal; readonly trace?: Trace } = {}): Context {
  return {
    abortSignal: options.abortSignal ?? new AbortController().signal,
    trace: options.trace ?? silent,
  };
}

/** One signal for the caller's abort and for a deadline. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the time is over: by the clock, since work that never yields outruns a timer. */
  isOver(): boolean;
  /** Leaves no timer and no listener. */
  release(): void;
}

export function deadlineOf(options: { readonly abortSignal?: AbortSignal; readonly timeoutMs?: number }): Deadline {
  const { abortSignal, timeoutMs } = options;
  const started = performance.now();
  const controller = new AbortController();
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
