export const DAY_MS = 86_400_000;

/** The day in UTC, `2026-01-31`: by the clock on the wall, so that all processes and providers mean the same one. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, "2026-01-31".length);
}
