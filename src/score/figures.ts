import { prepare } from "../text/prepared.ts";
import { words } from "../text/words.ts";
import type { Source } from "../types.ts";

/**
 * The figures of a claim, as written, that stand in no source and not in the question. Digits only, compared as
 * values: `1,500` is `1500`. A figure may be coarser than the source's ("about 2.5 million" for 2,487,000).
 */
export function figuresMissing(claim: string, sources: readonly Source[], question = ""): readonly string[] {
  const asked = new Set(words(question).filter(({ kind }) => kind === "number").map(({ key }) => key));
  return words(claim).flatMap(({ key, kind, start, end }) => {
    if (kind !== "number" || asked.has(key)) return [];
    const known = sources.some(({ text }) => {
      const { positions, words: all } = prepare(text);
      return positions.has(key) || all.some((word) => word.kind === "number" && isRounded(Number(key), Number(word.key)));
    });
    return known ? [] : [claim.slice(start, end)];
  });
}

/** Whether `value` is `exact` with fewer digits: 2.5 for 2.487, 2500000 for 2487000, 0.3 for 0.333; never the reverse. */
function isRounded(value: number, exact: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(exact) || value === 0) return false;
  const digits = String(value).replace(".", "").replace(/0+$/, "").replace(/^0+/, "").length;
  return digits >= 2 && digits <= 15 && Number(exact.toPrecision(digits)) === value;
}
