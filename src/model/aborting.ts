import { LONGEST_TIMER_MS } from "./options.ts";

/** As `promise` does, or rejects with the signal's reason as soon as it is aborted. Leaves no listener. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let leave = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    leave = () => signal.removeEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    leave();
  }
}

/**
 * Resolves after `waitMs`; rejects with the signal's reason as soon as it is aborted. Leaves no timer and no
 * listener.
 */
export async function sleep(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(waitMs, LONGEST_TIMER_MS));
  });
  try {
    await unlessAborted(slept, signal);
  } finally {
    clearTimeout(timer);
  }
}
