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
const CLOSED = /\b(?:closed|not open|isn['’]t open)\b/iu;

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
  for (const { days, range } of bound(marks)) {
    if (range === undefined && !isAbout) continue;
    if (days === undefined) {
      const day = range === undefined ? undefined : all.find(({ hours }) => fits(hours, range));
      if (day === undefined && range !== undefined) return { agrees: false, leaf: anyLeaf };
      agreeing ??= day?.leaf;
    }
    for (const day of days ?? []) {
      const given = schedule.get(day);
      const fit = range !== undefined ? fits(given?.hours, range) : (given?.hours === undefined) === CLOSED.test(claim);
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
}
interface Mark extends Bound {
  readonly start: number;
}

/** The times and weekdays of a claim, in order, two joined times as one range. */
function marksIn(claim: string): readonly Mark[] {
  const times = timesIn(claim);
  const days: readonly Mark[] = daysIn(claim);
  const ranges: Mark[] = [];
  for (let at = 0; at < times.length; at += 1) {
    const [one, next] = [times[at], times[at + 1]];
    if (one === undefined) break;
    const isRange = next !== undefined && areJoined(claim, one, next);
    const range = isRange ? { from: one.minutes, to: next.minutes } : { from: one.minutes };
    ranges.push({ range, start: one.start });
    if (isRange) at += 1;
  }
  return [...days, ...ranges].sort((a, b) => a.start - b.start);
}

/** Each range of times with the days it is said of: those before it where the claim begins with days, else those behind it. */
function bound(marks: readonly Mark[]): readonly Bound[] {
  const daysFirst = marks[0]?.days !== undefined;
  const groups: { days?: Set<number>; range?: Range }[] = [];
  for (const { days, range } of marks) {
    const last = groups.at(-1);
    if (days !== undefined) {
      if (last !== undefined && (!daysFirst || last.range === undefined))
        last.days = new Set([...(last.days ?? []), ...days]);
      else groups.push({ days: new Set(days) });
    } else if (range !== undefined) {
      if (daysFirst && last !== undefined && last.range === undefined) last.range = range;
      else groups.push({ range });
    }
  }
  // "On weekdays …, on Fridays …": what is said of fewer days is the exception.
  return groups.map(({ days, range }) => {
    const others = groups.filter((other) => other.days !== undefined && other.days.size < (days?.size ?? 0));
    const left = days && new Set([...days].filter((day) => !others.some((other) => other.days?.has(day))));
    return { ...(left === undefined ? {} : { days: left }), ...(range === undefined ? {} : { range }) };
  });
}
