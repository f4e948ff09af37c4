import { words } from "../../text/words.ts";
import { cardinalAt } from "../cardinals.ts";
import { areJoined, type Time, timesIn } from "./clock.ts";
import { daysIn } from "./weekdays.ts";

export interface Range {
  readonly from: number;
  /** Absent: one time alone. */
  readonly to?: number;
  /** What one time alone is said to be; absent where the claim does not tell. */
  readonly role?: "opening" | "closing" | "after" | "before" | "at";
  /** Without its half of the day: "at nine". */
  readonly isBare: boolean;
}

export interface Bound {
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

const EXCEPT = /\b(?:except|apart from|other than|excluding)(?: for)?(?: on)?\s$/iu;
const OPEN_OR_CLOSED =
  /\b(?:(?<closed>closed|closes on|(?:not|never|n['’]t)\s(?:be\s)?(?:open|opens|opened|operate|operates|operating)|isn['’]t open)|(?:do|does|is|are|was|were|will|wo)(?<denied>n['’]t)\s(?:be\s)?(?:open|opened|operate|operating)|opens?|opened|operates?|operating|from)\b/giu;
/** What leads to one time alone: of several, the last. */
const CUE =
  /\b(?:(?<closing>closes?|closed|closing|shuts?|ends?|until|till|up to)|(?<after>after|past|later than)|(?<before>before)|(?<opening>opens|opening|starts?|begins?|from)|(?<at>open at))\b|[.;]/giu;
const LOOK_BACK = 50; // units before a time in which what it is said to be stands

/** The times and weekdays of a claim, in order, two joined times as one range; hours without their half only if asked. */
export function marksIn(claim: string, hasBare: boolean): readonly Mark[] {
  const states = [...claim.matchAll(OPEN_OR_CLOSED)];
  let state = 0;
  const days = daysIn(claim).map(({ days: own, start }): Mark => {
    while ((states[state + 1]?.index ?? Number.POSITIVE_INFINITY) < start) state += 1;
    const { closed, denied } = states[state]?.groups ?? {};
    const isException = EXCEPT.test(claim.slice(Math.max(0, start - 20), start));
    return { days: own, start, isClosed: closed !== undefined || denied !== undefined, isException };
  });
  const times = hourTimesIn(claim, hasBare);
  const ranges: Mark[] = [];
  for (let at = 0; at < times.length; at += 1) {
    const [one, next] = [times[at], times[at + 1]];
    if (one === undefined) break;
    const isRange = next !== undefined && areJoined(claim, one, next);
    const isBare = one.isBare || (isRange && next.isBare);
    const role = roleOf(claim, ranges.length === 0 ? 0 : (times[at - 1]?.end ?? 0), one.start);
    const range: Range = isRange
      ? { from: one.minutes, to: next.minutes, isBare }
      : { from: one.minutes, isBare, ...(role === undefined ? {} : { role }) };
    ranges.push({ range, start: one.start, isClosed: false });
    if (isRange) at += 1;
  }
  return [...days, ...ranges].sort((a, b) => a.start - b.start);
}

/** The times of a claim, in order; those without their half of the day only if asked. */
export function hourTimesIn(claim: string, hasBare: boolean): readonly (Time & { readonly isBare: boolean })[] {
  const plain = timesIn(claim);
  const bare = hasBare ? bareTimesIn(claim, plain) : [];
  return [...plain.map((time) => ({ ...time, isBare: false })), ...bare].sort((a, b) => a.start - b.start);
}

function roleOf(claim: string, from: number, to: number): Range["role"] {
  const cues = [...claim.slice(Math.max(from, to - LOOK_BACK), to).matchAll(CUE)].map(({ groups }) => groups ?? {});
  const { closing, after, before, opening, at } = cues.at(-1) ?? {};
  // "Closed after 8 PM" is said of the closing, "open after 8 PM" is not.
  const isOfClosing = (after ?? before) !== undefined && cues.at(-2)?.closing !== undefined;
  if (closing !== undefined || isOfClosing) return "closing";
  if (after !== undefined) return "after";
  if (before !== undefined) return "before";
  if (opening !== undefined) return "opening";
  return at === undefined ? undefined : "at";
}

const HEAD = /\b(?:at|from|until|till|to|by|before|after)\s$/iu;
const GOES_ON = /^[:.]\d/;
const HALF = /^\s?[ap]\.?m/iu;
const COUNTS = /^\s?(?:%|[a-z])/iu;
const CLOCK_WORDS =
  /^\s?(?:o['’]clock|on|every|each|from|until|till|to|and|in|at|daily|but|or|sharp|mon|tue|wed|thu|fri|sat|sun)/iu;

/** "At nine", "from 9 to 5": hours from 1 to 12 behind what leads to a time, in minutes of the first half of the day. */
function bareTimesIn(claim: string, taken: readonly Time[]): readonly (Time & { readonly isBare: true })[] {
  const starts = new Set(taken.map(({ start }) => start));
  const list = words(claim);
  return list.flatMap((word, at) => {
    const value = word.kind === "number" ? Number(word.key) : cardinalAt(list, at)?.value;
    if (value === undefined || !Number.isInteger(value) || value < 1 || value > 12 || starts.has(word.start)) return [];
    const rest = claim.slice(word.end, word.end + 12);
    const isCount = (COUNTS.test(rest) && !CLOCK_WORDS.test(rest)) || GOES_ON.test(rest) || HALF.test(rest);
    if (isCount || !HEAD.test(claim.slice(Math.max(0, word.start - 8), word.start))) return [];
    return [{ minutes: (value % 12) * 60, start: word.start, end: word.end, isBare: true }];
  });
}

/** Each range of times with the days it is said of: those before it where the claim begins with days, else those behind it. */
export function bound(marks: readonly Mark[]): readonly Bound[] {
  const daysFirst = marks[0]?.days !== undefined;
  const groups: { days?: Set<number>; range?: Range; readonly isClosed: boolean }[] = [];
  for (const { days, range, isClosed, isException } of marks) {
    const last = groups.at(-1);
    if (isException === true && last?.days !== undefined) {
      for (const day of days ?? []) last.days.delete(day);
      continue;
    }
    if (days !== undefined) {
      if (last?.isClosed === isClosed && (!daysFirst || last.range === undefined)) {
        last.days ??= new Set();
        for (const day of days) last.days.add(day);
      } else groups.push({ days: new Set(days), isClosed });
    } else if (range !== undefined) {
      if (daysFirst && last?.isClosed === false && last.range === undefined) last.range = range;
      else groups.push({ range, isClosed });
    }
  }
  // "On weekdays …, on Fridays …": what is said of fewer days is the exception.
  const bySize = Array.from({ length: 8 }, () => new Set<number>());
  for (const { days } of groups) for (const day of days ?? []) bySize[days?.size ?? 0]?.add(day);
  return groups.map(({ days, range, isClosed }) => {
    const smaller = bySize.slice(0, days?.size ?? 0);
    const left = days && new Set([...days].filter((day) => !smaller.some((one) => one.has(day))));
    return { isClosed, ...(left === undefined ? {} : { days: left }), ...(range === undefined ? {} : { range }) };
  });
}
