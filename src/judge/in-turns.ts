/**
 * What the work makes of each item, in order, so many at a time. When one fails, the others are aborted and the first
 * failure is thrown, once all have ended. Leaves no listener on the signal.
 */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  most: number,
  abortSignal: AbortSignal,
  work: (item: Item, abortSignal: AbortSignal) => Promise<Result>,
): Promise<readonly Result[]> {
  abortSignal.throwIfAborted();
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(abortSignal.reason);
  abortSignal.addEventListener("abort", onAbort, { once: true });
  const results: Result[] = [];
  let failed: { readonly reason: unknown } | undefined;
  let next = 0;
  const runner = async (): Promise<void> => {
    while (failed === undefined && next < items.length) {
      const at = next++;
      const item = items[at];
      if (item === undefined) break;
      try {
        results[at] = await work(item, controller.signal);
      } catch (reason) {
        failed ??= { reason };
        controller.abort(reason);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(most, items.length) }, runner));
  } finally {
    abortSignal.removeEventListener("abort", onAbort);
  }
  abortSignal.throwIfAborted();
  if (failed !== undefined) throw failed.reason;
  return results;
}
