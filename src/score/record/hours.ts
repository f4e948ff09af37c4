import type { Leaf } from "../../text/record.ts";
import { areJoined, timesIn } from "./clock.ts";
import type { Hours, Schedule } from "./schedule.ts";
import { daysIn } from "./weekdays.ts";

export interface HoursVerdict {
  readonly agrees: boolean;
  readonly leaf: Leaf;
}

const OF_OPENING = /\b(?:open|opens|opened|opening|operates|operating|operation|hours?|closed?|closes|closing)\b/iu;
const DAYS_A_WEEK =
  /\b(?:(?<word>one|two|three|four|five|six|seven)|(?<figure>[1-7])) days (?:a|per|each|every) week\b/iu;
const COUNTED = ["one", "two", "three", "four", "five", "six", "seven"];
const EXCEPT = /\b(?:except|apart from|other than|excluding)(?: for)?(?: on)?\s$/iu;
const OPEN_OR_CLOSED = /\b(?:(?<closed>closed|not open|isn['’]t open)|opens?|opened|operates|operating|from)\b/giu;

/**
 * What a schedule says to the weekdays and times of a claim about opening: the first that differs, else one that
 * agrees; `undefined` where the claim says nothing of them.
 */
export function checkHours(claim: string, schedule: Schedule): HoursVerdict | undefined {
  const marks = marksIn(claim);
  const isAbout = OF_OPENING.test(claim);
  if (!isAbout && !marks.some(({ range }) => range?.to !== undefined)) return undefined;
  const all = [...schedule.values()];
  const anyLeaf = (all.find(({ hours }) => hours !== undefined) ?? all[0])?.leaf;
  if (anyLeaf === undefined) return undefined;
  let agreeing: Leaf | undefined;
  const { word, figure } = DAYS_A_WEEK.exec(claim)?.groups ?? {};
  if (isAbout && (word !== undefined || figure !== undefined)) {
    const count = word === undefined ? Number(figure) : COUNTED.indexOf(word.toLowerCase()) + 1;
    if (all.filter(({ hours }) => hours !== undefined).length !== count) return { agrees: false, leaf: anyLeaf };
    agreeing = anyLeaf;
  }
  for (const { days, range, isClosed } of bound(marks)) {
    if (range === undefined && !isAbout) continue;
    if (days === undefined) {
      const day = range === undefined ? undefined : all.find(({ hours }) => fits(hours, range));
      if (day === undefined && range !== undefined) return { agrees: false, leaf: anyLeaf };
      agreeing ??= day?.leaf;
    }
    for (const day of days ?? []) {
      const given = schedule.get(day);
      const fit = range === undefined ? (given?.hours === undefined) === isClosed : fits(given?.hours, range);
      if (!fit) return { agrees: false, leaf: given?.leaf ?? anyLeaf };
      agreeing ??= given?.leaf ?? anyLeaf;
    }
  }
  return agreeing === undefined ? undefined : { agrees: true, leaf: agreeing };
}

interface Range {
  readonly from: number;
  /** Absent: one time alone, of opening or of closing. */
  readonly to?: number;
}

const fits = (hours: Hours | undefined, { from, to }: Range): boolean =>
  hours !== undefined && (to === undefined ? hours.includes(from) : hours[0] === from && hours[1] === to);

interface Bound {
  readonly days?: ReadonlySet<number>;
  readonly range?: Range;
  /** It is said of the days that they are closed. */
  readonly isClosed: boolean;
}
interface Mark extends Bound {
  /** The days are left out of what is said: "every day except Monday". */
  readonly isException?: boolean;
  readonly start: number;
}

/** The times and weekdays of a claim, in order, two joined times as one range. */
function marksIn(claim: string): readonly Mark[] {
  const times = timesIn(claim);
  const words = [...claim.matchAll(OPEN_OR_CLOSED)];
  const days = daysIn(claim).map(({ days: own, start }): Mark => {
    const word = words.findLast(({ index }) => index < start) ?? words[0];
    const isException = EXCEPT.test(claim.slice(Math.max(0, start - 20), start));
    return { days: own, start, isClosed: word?.groups?.closed !== undefined, isException };
  });
  const ranges: Mark[] = [];
  for (let at = 0; at < times.length; at += 1) {
    const [one, next] = [times[at], times[at + 1]];
    if (one === undefined) break;
    const isRange = next !== undefined && areJoined(claim, one, next);
    const range = isRange ? { from: one.minutes, to: next.minutes } : { from: one.minutes };
    ranges.push({ range, start: one.start, isClosed: false });
    if (isRange) at += 1;
  }
  return [...days, ...ranges].sort((a, b) => a.start - b.start);
}

/** Each range of times with the days it is said of: those before it where the claim begins with days, else those behind it. */
function bound(marks: readonly Mark[]): readonly Bound[] {
  const daysFirst = marks[0]?.days !== undefined;
  const groups: { days?: Set<number>; range?: Range; readonly isClosed: boolean }[] = [];
  for (const { days, range, isClosed, isException } of marks) {
    const last = groups.at(-1);
    if (isException === true && last?.days !== undefined) {
      for (const day of days ?? []) last.days.delete(day);
      continue;
    }
    if (days !== undefined) {
      if (last?.isClosed === isClosed && (!daysFirst || last.range === undefined))
        last.days = new Set([...(last.days ?? []), ...days]);
      else groups.push({ days: new Set(days), isClosed });
    } else if (range !== undefined) {
      if (daysFirst && last?.isClosed === false && last.range === undefined) last.range = range;
      else groups.push({ range, isClosed });
    }
  }
  // "On weekdays …, on Fridays …": what is said of fewer days is the exception.
  return groups.map(({ days, range, isClosed }) => {
    const others = groups.filter((other) => other.days !== undefined && other.days.size < (days?.size ?? 0));
    const left = days && new Set([...days].filter((day) => !others.some((other) => other.days?.has(day))));
    return { isClosed, ...(left === undefined ? {} : { days: left }), ...(range === undefined ? {} : { range }) };
  });
}
