/** What the provider asked to wait, in milliseconds from now: `retry-after-ms`, else `retry-after` in seconds or as a date. */
export function retryAfterMs(header: (name: string) => string | undefined): number | undefined {
  const exact = Number(header("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const written = header("retry-after");
  if (written === undefined || written.trim() === "") return undefined;
  const seconds = Number(written);
  if (!Number.isNaN(seconds)) return Number.isFinite(seconds) && seconds >= 0 ? 1_000 * seconds : undefined;
  const date = Date.parse(written);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
