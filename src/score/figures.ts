import { prepare } from "../text/prepared.ts";
import { words } from "../text/words.ts";
import type { Source } from "../types.ts";

/** Figures that speak of the answer itself, not of the world: "Step 6: …" at its head, "… in 83 words:" at its end. */
const OWN_PARTS =
  /^[\s*_#]{0,6}(?:step|part|option|method|tip|reason) \d{1,2}[.:)]|\b(?:in|within|of|under) \d{1,4} (?:words|sentences)(?: or (?:less|fewer))?:$/gi;

/**
 * The figures of a claim, as written, that stand in none of the sources at the positions asked. Compared as values, in the digits of any script: `1,500`
 * is `1500`. A figure may be coarser than the source's ("about 2.5 million" for 2,487,000), never finer. A figure of
 * the question excuses nothing: a wrong premise repeated is a wrong answer.
 */
export function figuresMissing(text: string, sources: readonly Source[], asked: readonly number[]): readonly string[] {
  const claim = text.replaceAll(OWN_PARTS, " ");
  return words(claim).flatMap(({ key, kind, start, end }) => {
    if (kind !== "number") return [];
    const written = claim.slice(start, end);
    const known = asked.some((at) => {
      const prepared = prepare(sources[at]?.text ?? "");
      const spelled = SPELLED.get(key)?.some((word) => prepared.positions.has(word)) ?? false;
      return spelled || prepared.positions.has(key) || hasRounded(prepared.figures, Number(key), written);
    });
    return known ? [] : [written];
  });
}

/** Figures that English writes out, as keys of words. */
const SPELLED: ReadonlyMap<string, readonly string[]> = new Map(
  (
    "0:zero 1:one,single,first 2:two,both,twice,second,couple,pair 3:three,third 4:four,fourth 5:five,fifth 6:six,sixth " +
    "7:seven,seventh 8:eight,eighth 9:nine,ninth 10:ten,tenth 11:eleven 12:twelve,dozen 13:thirteen 14:fourteen " +
    "15:fifteen 16:sixteen 17:seventeen 18:eighteen 19:nineteen 20:twenty 30:thirty 40:forty 50:fifty,half 60:sixty " +
    "70:seventy 80:eighty 90:ninety 100:hundred,century,centenary,centennial 1000:thousand"
  )
    .split(" ")
    .map((row): [string, readonly string[]] => {
      const [figure = "", names = ""] = row.split(":");
      return [figure, words(names).map(({ key }) => key)];
    }),
);

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
