import type { Leaf, Place } from "../../text/record.ts";
import { timesIn } from "./clock.ts";
import { namedPlace } from "./names.ts";
import { weekdayOf } from "./weekdays.ts";

export type Hours = readonly [from: number, to: number];

/** What a record says of one weekday: from when to when, in minutes; no hours where it is closed. */
interface Day {
  readonly hours?: Hours;
  readonly leaf: Leaf;
  /** Written in a way that some mean as closed and others as open all day. */
  readonly isUnclear?: boolean;
}
/** Hours by weekday, counted from Monday. */
export type Schedule = ReadonlyMap<number, Day>;

const CLOSED = /^(?:closed|null|false|none|no|-|)$/iu;

/** The schedules of a record: what it holds under keys that are weekdays, where each day has one range of hours or none. */
export function schedulesOf(leaves: readonly Leaf[]): readonly Schedule[] {
  const weeks = new Map<Place | undefined, Map<number, Leaf[]>>();
  for (const leaf of leaves) {
    const place = dayPlace(leaf.place);
    const day = place === undefined ? undefined : weekdayOf(place.key);
    if (place === undefined || day === undefined) continue;
    const week = weeks.get(place.holder) ?? new Map<number, Leaf[]>();
    weeks.set(place.holder, week.set(day, week.get(day) ?? []));
    week.get(day)?.push(leaf);
  }
  return [...weeks.values()].flatMap((week) => scheduleOf(week) ?? []);
}

function dayPlace(place: Place | undefined): Place | undefined {
  for (let one = namedPlace(place); one !== undefined; one = namedPlace(one.holder))
    if (weekdayOf(one.key) !== undefined) return one;
  return undefined;
}

const MOST_LEAVES = 4; // of a day with one range: opening and closing, and a word or two more

function scheduleOf(week: ReadonlyMap<number, readonly Leaf[]>): Schedule | undefined {
  const schedule = new Map<number, Day>();
  for (const [day, leaves] of week) {
    const [leaf] = leaves;
    const [from, to, ...more] = leaves.slice(0, MOST_LEAVES).flatMap(({ text }) => timesIn(text));
    if (leaf === undefined || leaves.length > MOST_LEAVES || more.length > 0) return undefined;
    if (from === undefined && !leaves.every(({ text }) => CLOSED.test(text.trim()))) return undefined;
    if (from !== undefined && to === undefined) return undefined;
    // From midnight to midnight is how some data write "closed" and others "all day": it says that there are no hours.
    const isOpen = from !== undefined && to !== undefined && from.minutes !== to.minutes;
    schedule.set(
      day,
      isOpen
        ? { hours: [from.minutes, to.minutes], leaf }
        : { leaf, ...(from === undefined ? {} : { isUnclear: true }) },
    );
  }
  return [...schedule.values()].some(({ hours }) => hours !== undefined) ? schedule : undefined;
}
