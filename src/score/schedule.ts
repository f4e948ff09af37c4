import { type Leaf, type Place } from "../text/record.ts";
import { areJoined, type Time, timesIn } from "./clock.ts";
import { namedPlace } from "./record-names.ts";
import { type Days, daysIn, weekdayOf } from "./weekdays.ts";

/** What a record says of one weekday: from when to when, in minutes; `undefined` where it is closed, or empty. */
interface Day {
  readonly hours: readonly [from: number, to: number] | undefined;
  readonly leaf: Leaf;
}
/** Hours by weekday, from Monday, of one object whose keys are weekdays. */
export type Schedule = ReadonlyMap<number, Day>;

export function schedulesOf(leaves: readonly Leaf[]): readonly Schedule[] {
  const byHolder = new Map<Place | undefined, Map<number, Leaf[]>>();
  for (const leaf of leaves) {
    for (let place = namedPlace(leaf.place); place !== undefined; place = namedPlace(place.holder)) {
      const day = weekdayOf(place.key);
      if (day === undefined) continue;
      const days = byHolder.get(place.holder) ?? new Map<number, Leaf[]>();
      byHolder.set(place.holder, days);
      days.set(day, [...(days.get(day) ?? []), leaf]);
      break;
    }
  }
  return [...byHolder.values()].flatMap((days) => {
    const schedule = new Map<number, Day>();
    for (const [day, own] of days) {
      const [leaf] = own;
      const times = own.slice(0, 4).flatMap(({ text }) => timesIn(text));
      const [from, to] = times;
      // More than two times a day, or words, are more than a schedule can say.
      if (leaf === undefined || times.length > 2 || (times.length === 1)) return [];
      if (times.length === 0 && !/^(?:closed|null|false|none|)$/iu.test(leaf.text.trim())) return [];
      const isOpen = from !== undefined && to !== undefined && from.minutes !== to.minutes;
      schedule.set(day, { hours: isOpen ? [from.minutes, to.minutes] : undefined, leaf });
    }
    return [schedule];
  });
}

const OF_OPENING = /\b(?:open|opens|opened|opening|operat\p{L}*|hours?|closed?|closes|closing)\b/iu;
const CLOSED = /\b(?:closed|not open|isn['’]t open)\b/iu;

export interface HoursVerdict {
  readonly agrees: boolean;
  readonly leaf: Leaf;
}

/** What a schedule says to the days and times of a claim: the first that differs, or one that agrees; `undefined` if the claim is not about them. */
export function checkHours(claim: string, schedule: Schedule): HoursVerdict | undefined {
  const about = OF_OPENING.test(claim);
  const tokens = tokensOf(claim);
  if (!about && !tokens.some((token) => "from" in token)) return undefined;
  const bound = bind(tokens);
  let seen: Leaf | undefined;
  for (const { days, range } of bound) {
    const closed = range === undefined && CLOSED.test(claim);
    if (range === undefined && (!about)) continue;
    for (const day of days ?? []) {
      const given = schedule.get(day);
      const leaf = given?.leaf ?? [...schedule.values()][0]?.leaf;
      if (leaf === undefined) continue;
      const ok = closed ? given?.hours === undefined : given?.hours !== undefined && (range === undefined || fits(given.hours, range));
      if (!ok) return { agrees: false, leaf };
      seen = leaf;
    }
    if (days === undefined && range !== undefined) {
      const all = [...schedule.values()];
      const fit = all.find(({ hours }) => hours !== undefined && fits(hours, range));
      if (fit === undefined) {
        const [first] = all;
        if (first !== undefined && (about || range.to !== undefined)) return { agrees: false, leaf: first.leaf };
      } else seen = fit.leaf;
    }
  }
  return seen === undefined ? undefined : { agrees: true, leaf: seen };
}

interface Range {
  readonly from: number;
  /** Absent: one time alone, of opening or of closing. */
  readonly to?: number;
}
const fits = ([from, to]: readonly [number, number], range: Range): boolean =>
  range.to === undefined ? range.from === from || range.from === to : range.from === from && range.to === to;

type Token = ({ readonly from: number; readonly to?: number } | { readonly days: ReadonlySet<number> }) & { readonly start: number; readonly end: number };

function tokensOf(claim: string): readonly Token[] {
  const times = timesIn(claim);
  const found: Token[] = [];
  for (let at = 0; at < times.length; at += 1) {
    const [one, next] = [times[at] as Time, times[at + 1]];
    if (next !== undefined && areJoined(claim, one, next)) {
      found.push({ from: one.minutes, to: next.minutes, start: one.start, end: next.end });
      at += 1;
    } else found.push({ from: one.minutes, start: one.start, end: one.end });
  }
  const inTime = (days: Days): boolean => times.some(({ start, end }) => days.start < end && start < days.end);
  for (const days of daysIn(claim)) if (!inTime(days)) found.push(days);
  return found.sort((a, b) => a.start - b.start);
}

interface Bound {
  readonly days?: ReadonlySet<number>;
  readonly range?: Range;
}

/** Each range of times with the days that it is said of: those before it if the claim begins with days, else those behind it. */
function bind(tokens: readonly Token[]): readonly Bound[] {
  const groups: { days?: Set<number>; range?: Range }[] = [];
  const daysFirst = tokens[0] !== undefined && "days" in tokens[0];
  for (const token of tokens) {
    const last = groups.at(-1);
    if ("days" in token) {
      if (last !== undefined && ((daysFirst && last.range === undefined) || !daysFirst)) {
        last.days = new Set([...(last.days ?? []), ...token.days]);
      } else groups.push({ days: new Set(token.days) });
    } else {
      const range: Range = { from: token.from, ...(token.to === undefined ? {} : { to: token.to }) };
      if (daysFirst && last !== undefined && last.range === undefined) last.range = range;
      else groups.push({ range });
    }
  }
  // "On weekdays …, but on Fridays …": what is said of fewer days is the exception.
  for (const group of groups) {
    for (const other of groups) {
      if (other === group || group.days === undefined || other.days === undefined || other.days.size >= group.days.size) continue;
      for (const day of other.days) group.days.delete(day);
    }
  }
  return groups;
}
