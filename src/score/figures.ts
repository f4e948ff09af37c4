import { prepare } from "../text/prepared.ts";
import { words } from "../text/words.ts";
import type { Source } from "../types.ts";

/** Figures that speak of the answer itself, not of the world: "Step 6:", "in 83 words:". */
const OWN_PARTS =
  /\b(?:step|part|option|method|tip|reason) \d{1,2}\b|\b\d{1,4} (?:words|sentences)(?= or less:|:$|:\s)/gi;

/**
 * The figures of a claim, as written, that stand in no source. Compared as values, in the digits of any script: `1,500`
 * is `1500`. A figure may be coarser than the source's ("about 2.5 million" for 2,487,000), never finer. A figure of
 * the question excuses nothing: a wrong premise repeated is a wrong answer.
 */
export function figuresMissing(text: string, sources: readonly Source[]): readonly string[] {
  const claim = text.replaceAll(OWN_PARTS, " ");
  return words(claim).flatMap(({ key, kind, start, end }) => {
    if (kind !== "number") return [];
    const written = claim.slice(start, end);
    const known = sources.some((source) => {
      const prepared = prepare(source.text);
      return prepared.positions.has(key) || hasRounded(prepared.figures, Number(key), written);
    });
    return known ? [] : [written];
  });
}

/** Whether a figure rounds to `value` as written: 2.5 for 2.487, 2500000 for 2487000. One digit rounds nothing. */
function hasRounded(figures: Float64Array, value: number, written: string): boolean {
  const digits = significantDigits(written);
  if (!Number.isFinite(value) || value === 0 || digits < 2 || digits > 15) return false;
  // Half a unit of the last digit given, either way.
  const half = 10 ** (Math.floor(Math.log10(value)) - digits + 1) / 2;
  const exact = figures[firstFrom(figures, value - half)];
  return exact !== undefined && exact <= value + half;
}

/** Zeros behind a decimal point were written on purpose ("4.90"); those of a whole number may stand for rounding. */
function significantDigits(written: string): number {
  let end = written.length;
  if (!/[.,]\d{1,2}$/.test(written)) while (end > 0 && written[end - 1] === "0") end -= 1;
  return written
    .slice(0, end)
    .replaceAll(/\D/g, "")
    .replace(/^0{1,20}/, "").length;
}

/** Index of the first figure that is not below `from`. */
function firstFrom(figures: Float64Array, from: number): number {
  let low = 0;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((figures[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
