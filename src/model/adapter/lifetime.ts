import { modelError } from "../failure.ts";
import { failed } from "./failed.ts";
import type { Limits } from "./limits.ts";

/** One request's time, from its sending to its end. One wait at a time. */
export interface Lifetime {
  /** Aborts as soon as the request is to end: by the caller, by a limit, or by `release`. */
  readonly signal: AbortSignal;
  /** Throws if the caller has aborted or time is over. */
  check(): void;
  /** As the promise settles; rejects at once when the caller aborts or time is over, whatever the promise does. */
  within<T>(promise: Promise<T>, limit: "headersTimeoutMs" | "idleTimeoutMs"): Promise<T>;
  /** The same, but nothing comes (`undefined`) is no fault: neither a wait of `ms` nor a promise that rejects. */
  lingering<T>(promise: Promise<T>, ms: number): Promise<T | undefined>;
  /** Ends what is still open, and leaves no timer and no listener. */
  release(): void;
}

const WORDS = { headersTimeoutMs: "no headers", idleTimeoutMs: "no byte", timeoutMs: "no end" };

export function lifetimeOf(limits: Required<Limits>, abortSignal: AbortSignal | undefined): Lifetime {
  const controller = new AbortController();
  const started = performance.now();
  let over: { readonly reason: unknown } | undefined;
  let refuse: ((reason: unknown) => void) | undefined;

  const end = (reason: unknown): void => {
    if (over) return;
    over = { reason };
    // Before the connection is torn down: what that rejects with is not what is told.
    refuse?.(reason);
    release();
  };
  const expire = (limit: keyof typeof WORDS): void =>
    end(modelError(failed("model-timed-out", `The provider sent ${WORDS[limit]} within ${limits[limit]} ms.`)));
  const onAbort = (): void => end(abortSignal?.reason);
  const timer = setTimeout(() => expire("timeoutMs"), limits.timeoutMs);
  abortSignal?.addEventListener("abort", onAbort, { once: true });
  const release = (): void => {
    clearTimeout(timer);
    abortSignal?.removeEventListener("abort", onAbort);
    controller.abort();
  };
  /** Chunks that are always there leave no timer its turn. */
  const look = (): void => {
    if (performance.now() - started >= limits.timeoutMs) expire("timeoutMs");
  };
  /** Rejects from outside; racing a promise that outlives each wait would keep something for every chunk. */
  const wait = <T>(promise: Promise<T>, ms: number, onTime: (resolve: (value: undefined) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      look();
      if (over) {
        promise.catch(() => {});
        reject(over.reason);
        return;
      }
      const idle = setTimeout(() => onTime(resolve), ms);
      const done = (): void => {
        clearTimeout(idle);
        refuse = undefined;
      };
      refuse = (reason) => {
        done();
        reject(reason);
      };
      promise.then(
        (value) => {
          if (over === undefined) done();
          resolve(value);
        },
        (error) => {
          if (over === undefined) done();
          reject(error);
        },
      );
    });

  return {
    signal: controller.signal,
    check() {
      look();
      if (over) throw over.reason;
    },
    within: <T>(promise: Promise<T>, limit: "headersTimeoutMs" | "idleTimeoutMs") =>
      wait(promise, limits[limit], () => expire(limit)) as Promise<T>,
    lingering: (promise, ms) =>
      wait(
        promise.catch(() => undefined),
        ms,
        (resolve) => resolve(undefined),
      ),
    release,
  };
}
