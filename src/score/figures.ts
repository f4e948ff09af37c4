import { prepare } from "../text/prepared.ts";
import { words } from "../text/words.ts";
import type { Source } from "../types.ts";

/** Figures that speak of the answer itself, not of the world: "Step 6:", "in 83 words:". */
const OWN_PARTS =
  /\b(?:step|part|option|method|tip|reason) \d{1,2}\b|\b\d{1,4} (?:words|sentences)(?= or less:|:$|:\s)/gi;

/**
 * The figures of a claim, as written, that stand in no source and not in the question. Digits only, compared as
 * values: `1,500` is `1500`. A figure may be coarser than the source's ("about 2.5 million" for 2,487,000).
 */
export function figuresMissing(text: string, sources: readonly Source[], question = ""): readonly string[] {
  const claim = text.replaceAll(OWN_PARTS, " ");
  const asked = new Set(
    words(question)
      .filter(({ kind }) => kind === "number")
      .map(({ key }) => key),
  );
  return words(claim).flatMap(({ key, kind, start, end }) => {
    if (kind !== "number" || asked.has(key)) return [];
    const known = sources.some(({ text }) => {
      const prepared = prepare(text);
      return prepared.positions.has(key) || hasRounded(prepared.figures, Number(key));
    });
    return known ? [] : [claim.slice(start, end)];
  });
}

/** Whether a figure rounds to `value`: 2.5 for 2.487, 2500000 for 2487000; never the reverse. One digit rounds nothing. */
function hasRounded(figures: Float64Array, value: number): boolean {
  const digits = String(value).replace(".", "").replace(/^0+/, "").replace(/0+$/, "").length;
  if (!Number.isFinite(value) || value === 0 || digits < 2 || digits > 15) return false;
  // Half a unit of the last digit given, either way.
  const half = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1) / 2;
  const exact = figures[firstFrom(figures, value - half)];
  return exact !== undefined && exact <= value + half;
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
