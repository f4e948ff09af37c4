import { mistake } from "../text/mistake.ts";

/** A value as it lies in a store. Throws `TypeError` for what JSON has no word for, such as `undefined`. */
export function asJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw mistake("value", "be plain data", value);
  return json;
}

/** Throws `TypeError` for a time that is none. */
export function assertTtl(ttlMs: number | undefined): void {
  if (ttlMs !== undefined && !(Number.isFinite(ttlMs) && ttlMs > 0))
    throw mistake("ttlMs", "be a number of milliseconds above 0", ttlMs);
}
