const SECONDS = /^\d+(?:\.\d+)?(?:e\+?\d+)?$/i;
/** As HTTP writes dates: `Sun, 06 Nov 1994 08:49:37 GMT`. `Date.parse` would make a date of almost anything. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The milliseconds from now that a provider asks to wait, by `retry-after-ms` or `retry-after` (seconds, or a date):
 * finite, from 0, not bounded. Absent where it asks for nothing that can be read.
 */
export function retryAfterMs(header: (name: string) => string | null | undefined): number | undefined {
  return inMs(header("retry-after-ms"), 1) ?? inMs(header("retry-after"), 1000) ?? untilDate(header("retry-after"));
}

function inMs(text: string | null | undefined, unit: number): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (!SECONDS.test(trimmed)) return undefined;
  const ms = Number(trimmed) * unit;
  return Number.isFinite(ms) ? ms : undefined;
}

function untilDate(text: string | null | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  const at = HTTP_DATE.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isFinite(at) ? Math.max(0, at - Date.now()) : undefined;
}
