/** Days of the week named in one expression, as positions from Monday, and where it stands. */
export interface Days {
  readonly days: ReadonlySet<number>;
  readonly start: number;
  readonly end: number;
}

const DAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?";
const EXPRESSION = new RegExp(
  `\\b(?:(?<from>${DAY})\\s?(?:to|through|thru|until|till|[-–—])\\s?(?<to>${DAY})|(?<day>${DAY})|(?<work>weekdays?|working days|business days)|(?<end>weekends?)|(?<all>every ?day|daily|(?:seven|7) days|all week|throughout the week))\\b`,
  "giu",
);
const ORDER = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/** The position of a weekday from Monday by its English name, whole or cut; `undefined` for anything else. */
export function weekdayOf(name: string): number | undefined {
  if (!new RegExp(`^${DAY}$`, "iu").test(name.trim())) return undefined;
  return ORDER.indexOf(name.trim().slice(0, 2).toLowerCase());
}

/** The expressions of days in a text, in order; a range may run over Sunday. */
export function daysIn(text: string): readonly Days[] {
  return [...text.matchAll(EXPRESSION)].map((match) => {
    const { from, to, day, work, end } = match.groups ?? {};
    const place = { start: match.index, end: match.index + match[0].length };
    if (from !== undefined && to !== undefined) return { days: between(from, to), ...place };
    if (day !== undefined) return { days: new Set([weekdayOf(day) ?? 0]), ...place };
    if (work !== undefined) return { days: new Set([0, 1, 2, 3, 4]), ...place };
    return { days: new Set(end !== undefined ? [5, 6] : [0, 1, 2, 3, 4, 5, 6]), ...place };
  });
}

function between(from: string, to: string): ReadonlySet<number> {
  const days = new Set<number>();
  const last = weekdayOf(to) ?? 0;
  for (let day = weekdayOf(from) ?? 0; days.size < 7; day = (day + 1) % 7) {
    days.add(day);
    if (day === last) break;
  }
  return days;
}
