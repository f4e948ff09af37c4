import { modelError } from "../failure.ts";

export interface PatienceOptions {
  readonly abortSignal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
}

/** How long one request is waited for. One wait at a time. */
export interface Patience {
  /** Aborts with the caller's reason, or with the failure of a deadline. */
  readonly signal: AbortSignal;
  /** Settles as the promise does, or rejects with the signal's reason as soon as that aborts. */
  wait<T>(promise: PromiseLike<T>): Promise<T>;
  /** The same, and it may take no longer than one idle time. */
  waitForMore<T>(promise: PromiseLike<T>): Promise<T>;
  /** Aborts what still runs, and leaves neither timer nor listener. */
  end(): void;
}

/** Throws the signal's reason if that is aborted already. */
export function patienceOf({ abortSignal, timeoutMs, idleTimeoutMs }: PatienceOptions): Patience {
  abortSignal?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  let fail: ((reason: unknown) => void) | undefined;
  const give = (reason: unknown): void => {
    if (signal.aborted) return;
    controller.abort(reason);
    fail?.(reason);
  };
  const abort = (): void => give(abortSignal?.reason);
  abortSignal?.addEventListener("abort", abort, { once: true });
  const total = setTimeout(() => give(timedOut(`no end within ${timeoutMs} ms`)), timeoutMs);
  // Not a race of promises: a signal's promise would keep a listener of every part that was waited for.
  const wait = <T>(promise: PromiseLike<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      fail = reject;
      if (signal.aborted) reject(signal.reason);
      promise.then(resolve, reject);
    });
  return {
    signal,
    wait,
    waitForMore: (promise) => {
      const idle = setTimeout(() => give(timedOut(`nothing more within ${idleTimeoutMs} ms`)), idleTimeoutMs);
      return wait(promise).finally(() => clearTimeout(idle));
    },
    end: () => {
      clearTimeout(total);
      abortSignal?.removeEventListener("abort", abort);
      controller.abort();
    },
  };
}

const timedOut = (what: string): Error =>
  modelError({ code: "model-timed-out", message: `The model gave ${what}.`, retryable: true });
