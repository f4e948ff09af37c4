import { plainDigits } from "../digits.ts";
import type { Id, MarkerContext } from "../marker.ts";

const MAX_RANGE = 30; // "[1-3]" is three sources; "[1-400]" is no citation anybody wrote
const RANGE = /^(\d{1,4})\s?[-–－⁻]\s?(\d{1,4})$/;
const LONGEST_SHOWN = 200;
const SEPARATOR = /[,;，；、،˒]/;
const JOINED = /[,;，；、،˒]|\s(?:and|und|et|y|и|&)\s/;

const NUMBERS = /^[\d\s#|&,;，；、،˒–－⁻‐‑‒—―−-]{1,200}$/;

const GROUPED = /^\d{1,3}(?:\s\d{3}){1,4}$/; // "10 000" is one figure

/** Numbers however they are joined, as "1,3" and "1-3": `1 3`, `1|3`, `#3`, `**3**`, `1—3`, `1 to 3`. Other texts as they are. */
export function plainNumbers(written: string): string {
  const plain = plainDigits(written)
    .replaceAll(/^[*_]{1,3}|[*_]{1,3}$/g, "")
    .replaceAll(/\s(?:to|bis|through|until)\s/g, "-")
    .replaceAll(/\s(?:and|und|et|y|и)\s/g, ",");
  if (!NUMBERS.test(plain) || !/\d/.test(plain) || GROUPED.test(plain)) return written;
  return plain
    .replaceAll("#", "")
    .replaceAll(/\s{0,3}[–－⁻‐‑‒—―−-]\s{0,3}/g, "-")
    .replaceAll(/\s{0,3}[|&,;，；、،˒]\s{0,3}/g, ",")
    .trim()
    .replaceAll(/\s+/g, ",");
}

/** "1, 3" as its parts; "1 and 3" too, where all of them are numbers. */
export function partsOf(text: string): readonly string[] {
  const joined = text.split(JOINED).map((part) => part.trim());
  const numbers = joined.every((part) => /^[\d\s–-]+$/.test(plainDigits(part)));
  return numbers ? joined : text.split(SEPARATOR).map((part) => part.trim());
}

/** "1-3" as three numbers; anything else as it is. */
export function rangeOf(part: string): readonly string[] {
  const [, from, to] = RANGE.exec(plainDigits(part)) ?? [];
  if (from === undefined || to === undefined) return [part];
  const count = Number(to) - Number(from) + 1;
  if (count < 2 || count > MAX_RANGE) return [part];
  return Array.from({ length: count }, (_, at) => String(Number(from) + at));
}

/** What is written, with its digits as ASCII where it is a number. */
export function idOf(written: string, { resolve }: Pick<MarkerContext, "resolve">): Id {
  const plain = plainDigits(written);
  const sourceId = /^\d+$/.test(plain) ? plain : written.slice(0, LONGEST_SHOWN);
  return { sourceId, sources: resolve(sourceId === plain ? plain : written) };
}

export const leadsSomewhere = (ids: readonly Id[]): boolean => ids.some(({ sources }) => sources.length > 0);
