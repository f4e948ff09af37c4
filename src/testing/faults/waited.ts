/** Resolves after so many milliseconds, or never; rejects with the signal's reason when it is aborted. */
export function waited(ms: undefined, abortSignal?: AbortSignal): Promise<never>;
export function waited(ms: number, abortSignal?: AbortSignal): Promise<void>;
export function waited(ms: number | undefined, abortSignal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(abortSignal?.reason);
    };
    const timer =
      ms === undefined
        ? undefined
        : setTimeout(() => {
            abortSignal?.removeEventListener("abort", stop);
            resolve();
          }, ms);
    if (abortSignal?.aborted === true) stop();
    else abortSignal?.addEventListener("abort", stop, { once: true });
  });
}
