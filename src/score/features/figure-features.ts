import { calendarMissing } from "../calendar.ts";
import { figuresMissing } from "../figures.ts";
import { type Feature, share, type View } from "./feature.ts";

const YEAR = /^(?:1[5-9]|20)\d\d$/;
const few = (count: number): number => Math.min(count, 3) / 3;

const made = new WeakMap<object, readonly string[]>();
function missingOf(view: View): readonly string[] {
  const known = made.get(view.wanted);
  if (known !== undefined) return known;
  const missing = figuresMissing(view.claim, view.texts, view.asked);
  made.set(view.wanted, missing);
  return missing;
}

/** Figures, months and days of the claim that its sources lack. */
export const FIGURES: readonly Feature[] = [
  { name: "figures-missing", sign: -1, of: (view) => few(missingOf(view).length) },
  { name: "years-missing", sign: -1, of: (view) => few(missingOf(view).filter((one) => YEAR.test(one)).length) },
  {
    name: "calendar-missing",
    sign: -1,
    of: ({ claim, texts, asked }) => few(calendarMissing(claim, texts, asked).length),
  },
  {
    name: "figures-elsewhere",
    sign: -1,
    of: ({ wanted: { words, keyOf }, near, found }) => {
      const numbers = words.flatMap(({ kind }, at) => (kind === "number" ? [keyOf[at] ?? -1] : []));
      return share(numbers.filter((key) => found[key] === 1 && near[key] !== 1).length, numbers.length);
    },
  },
];
