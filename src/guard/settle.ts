export type Settled =
  | { readonly status: "returned"; readonly value: unknown }
  | { readonly status: "threw"; readonly reason: unknown }
  | { readonly status: "aborted" };

/**
 * How a stranger's work ended; never rejects, and leaves no listener on the signal.
 *
 * Work whose signal is aborted is given up at once, and not begun if it was aborted before. What throws after an
 * abort comes too late to be heard. A synchronous loop cannot be interrupted.
 */
export function settle(work: () => unknown, abortSignal: AbortSignal): Promise<Settled> {
  if (abortSignal.aborted) return Promise.resolve({ status: "aborted" });
  return new Promise((resolve) => {
    const end = (settled: Settled) => {
      abortSignal.removeEventListener("abort", onAbort);
      resolve(settled);
    };
    const onAbort = () => end({ status: "aborted" });
    const onReturn = (value: unknown) => end({ status: "returned", value });
    const onThrow = (reason: unknown) => end({ status: "threw", reason });

    // Before the work begins: then an abort is heard here before it makes the work itself reject.
    abortSignal.addEventListener("abort", onAbort);
    try {
      const result = work();
      const then = thenOf(result);
      // Not `await`: a thenable that resolves to itself would spin in the microtask queue, out of reach of any abort.
      if (then === undefined) onReturn(result);
      else then.call(result, onReturn, onThrow);
    } catch (reason) {
      onThrow(reason);
    }
  });
}

type Then = (this: unknown, onReturn: (value: unknown) => void, onThrow: (reason: unknown) => void) => void;

function thenOf(result: unknown): Then | undefined {
  // A list is the result itself, whatever a proxy answers when asked for `then`.
  if (typeof result !== "object" || result === null || Array.isArray(result)) return undefined;
  const { then } = result as { readonly then?: unknown };
  return typeof then === "function" ? (then as Then) : undefined;
}
