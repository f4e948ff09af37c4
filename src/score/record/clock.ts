/** A time of day in a text: minutes since midnight, and where it stands. */
export interface Time {
  readonly minutes: number;
  readonly start: number;
  readonly end: number;
}

const TIME =
  /(?<![\d:.$€£])(?:(?<hour>\d{1,2})(?::(?<minute>\d{1,2}))?\s?(?<half>[ap]\.?\s?m\b\.?)?(?![\d:]|\.\d)|\b(?<word>noon|midday|midnight)\b)/giu;
const JOINS = /^\s?(?:to|until|till|through|and|[-–—])\s?$/iu;

/**
 * The times of day in a text: "5 PM", "17:00" and "17:0" are one time. A bare figure counts only at the head of a range whose end is
 * plainly a time ("9 to 5 pm"): it is of the half of the day that puts it before that end.
 */
export function timesIn(text: string): readonly Time[] {
  const found: Time[] = [];
  let bare: { readonly hour: number; readonly start: number; readonly end: number } | undefined;
  for (const match of text.matchAll(TIME)) {
    const { hour, minute, half, word } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    if (word !== undefined) {
      found.push({ minutes: /midnight/i.test(word) ? 0 : 720, start, end });
      continue;
    }
    const hours = Number(hour);
    if (hours > 24 || Number(minute ?? 0) > 59) continue;
    if (minute === undefined && half === undefined) {
      bare = { hour: hours, start, end };
      continue;
    }
    const minutes = minutesOf(hours, Number(minute ?? 0), half);
    if (bare !== undefined && JOINS.test(text.slice(bare.end, start))) {
      const early = (bare.hour % 24) * 60;
      const late = bare.hour < 12 ? early + 720 : early;
      found.push({ minutes: late < minutes ? late : early, start: bare.start, end: bare.end });
    }
    bare = undefined;
    found.push({ minutes, start, end });
  }
  return found;
}

function minutesOf(hour: number, minute: number, half: string | undefined): number {
  const late = half !== undefined && /^p/i.test(half);
  const early = half !== undefined && !late;
  const hours = late && hour < 12 ? hour + 12 : early && hour === 12 ? 0 : hour;
  return (hours * 60 + minute) % 1440;
}

/** Two times in a row that a text joins: from one to the other. */
export const areJoined = (text: string, from: Time, to: Time): boolean => JOINS.test(text.slice(from.end, to.start));
