import type { Leaf } from "../../text/record.ts";
import { bound, marksIn, type Range } from "./hour-marks.ts";
import type { Hours, Schedule } from "./schedule.ts";

export interface HoursVerdict {
  /** `partly`: it holds of some of the days that may be meant, or the record does not say it clearly. */
  readonly says: "agrees" | "differs" | "partly";
  readonly leaf: Leaf;
}

const OF_OPENING = /\b(?:open|opens|opened|opening|operates|operating|operation|hours?|closed?|closes|closing)\b/iu;
const DAYS_A_WEEK =
  /\b(?:(?<word>one|two|three|four|five|six|seven)|(?<figure>[1-7])) days (?:a|per|each|every) week\b/iu;
const COUNTED = ["one", "two", "three", "four", "five", "six", "seven"];

/**
 * What a schedule says to the weekdays and times of a claim about opening: the first that differs, else one that
 * agrees; `undefined` where the claim says nothing of them.
 */
export function checkHours(claim: string, schedule: Schedule): HoursVerdict | undefined {
  const isAbout = OF_OPENING.test(claim);
  const marks = marksIn(claim, isAbout);
  if (!isAbout && !marks.some(({ range }) => range?.to !== undefined)) return undefined;
  const all = [...schedule.values()];
  const anyLeaf = (all.find(({ hours }) => hours !== undefined) ?? all[0])?.leaf;
  if (anyLeaf === undefined) return undefined;
  let agreeing: Leaf | undefined;
  let unclear: Leaf | undefined;
  const { word, figure } = DAYS_A_WEEK.exec(claim)?.groups ?? {};
  if (isAbout && (word !== undefined || figure !== undefined)) {
    const count = word === undefined ? Number(figure) : COUNTED.indexOf(word.toLowerCase()) + 1;
    if (all.filter(({ hours }) => hours !== undefined).length !== count) return { says: "differs", leaf: anyLeaf };
    agreeing = anyLeaf;
  }
  for (const { days, range, isClosed } of bound(marks)) {
    if (range === undefined && !isAbout) continue;
    if (days === undefined && range !== undefined) {
      const open = all.filter(({ hours }) => hours !== undefined);
      const fitting = open.filter(({ hours }) => fits(hours, range));
      if (fitting.length === 0) return { says: "differs", leaf: anyLeaf };
      // One time alone, of no day: the days that differ may be meant.
      if (fitting.length < open.length && range.to === undefined)
        unclear ??= open.find((day) => !fitting.includes(day))?.leaf;
      agreeing ??= fitting[0]?.leaf;
    }
    for (const day of days ?? []) {
      const given = schedule.get(day);
      const fit = range === undefined ? (given?.hours === undefined) === isClosed : fits(given?.hours, range);
      if (!fit) return { says: "differs", leaf: given?.leaf ?? anyLeaf };
      if (given?.isUnclear !== true) agreeing ??= given?.leaf ?? anyLeaf;
    }
  }
  if (unclear !== undefined) return { says: "partly", leaf: unclear };
  return agreeing === undefined ? undefined : { says: "agrees", leaf: agreeing };
}

const HALF_DAY = 720;

function fits(hours: Hours | undefined, { from, to, role, isBare }: Range): boolean {
  if (hours === undefined) return false;
  const same = (one: number, other: number): boolean => (isBare ? one % HALF_DAY === other % HALF_DAY : one === other);
  const [opening, closing] = hours;
  if (to !== undefined) return same(opening, from) && same(closing, to);
  if (role === "opening") return same(opening, from);
  if (role === "closing") return same(closing, from);
  // "Open at 8 PM": some time between.
  const end = closing <= opening ? closing + 2 * HALF_DAY : closing;
  const within = (time: number): boolean =>
    role === "before" ? opening < time : (opening <= time && time < end) || time + 2 * HALF_DAY < end;
  if (role !== undefined) return within(from) || (isBare && within((from + HALF_DAY) % (2 * HALF_DAY)));
  return same(opening, from) || same(closing, from);
}
