import type {
  CalendarDay,
  DateValue,
  MonthValue,
  PeriodValue,
  QuarterValue,
  TimeValue,
  Value,
  WeekdayValue,
} from "../../text/values.ts";
import type { KnownValues } from "./known-values.ts";
import type { Matched } from "./matched.ts";

export type CalendarValue = DateValue | MonthValue | PeriodValue | QuarterValue | TimeValue | WeekdayValue;

/** How a text has a date, a part of one or a time of a claim: to the day, or finer than the claim says. */
export function matchCalendar(claimed: CalendarValue, known: KnownValues): Matched | undefined {
  switch (claimed.kind) {
    case "date":
      return matchDate(claimed, known);
    case "month":
      return matchMonth(claimed, known);
    case "decade":
    case "century":
      return matchPeriod(claimed, known);
    case "quarter":
      return matchQuarter(claimed, known);
    case "weekday":
      return found(known.of("weekday").find(({ day }) => day === claimed.day));
    case "time":
      return matchTime(claimed, known);
  }
}

const found = (value: Value | undefined, how: Matched["how"] = "equal"): Matched | undefined =>
  value === undefined ? undefined : { how, value };

const readings = (date: DateValue): readonly CalendarDay[] => (date.other === undefined ? [date] : [date, date.other]);

/** A year that a source's date leaves out may stand anywhere in the source. */
const yearsAgree = (year: number | undefined, other: number | undefined, known: KnownValues): boolean =>
  year === undefined || year === other || (other === undefined && known.digits.has(String(year)));

function matchDate(claimed: DateValue, known: KnownValues): Matched | undefined {
  const same = (date: DateValue): boolean =>
    readings(date).some((one) =>
      readings(claimed).some(
        ({ year, month, day }) => one.month === month && one.day === day && yearsAgree(year, one.year, known),
      ),
    );
  return found(known.of("date").find(same));
}

function matchMonth({ month, year }: MonthValue, known: KnownValues): Matched | undefined {
  const same = known.of("month").find((one) => one.month === month && yearsAgree(year, one.year, known));
  if (same !== undefined) return found(same);
  const isIn = (date: DateValue): boolean =>
    readings(date).some((one) => one.month === month && yearsAgree(year, one.year, known));
  return found(known.of("date").find(isIn), "coarser");
}

function matchPeriod({ kind, from, to }: PeriodValue, known: KnownValues): Matched | undefined {
  const same = [...known.of("decade"), ...known.of("century")].find((one) => one.from >= from && one.to <= to);
  if (same !== undefined) return found(same, same.kind === kind ? "equal" : "coarser");
  const year = known.of("year").find(({ value }) => value >= from && value <= to);
  if (year !== undefined) return found(year, "coarser");
  const dated = [...known.of("date"), ...known.of("month")].find(
    (one) => one.year !== undefined && one.year >= from && one.year <= to,
  );
  return found(dated, "coarser");
}

function matchQuarter({ quarter, year }: QuarterValue, known: KnownValues): Matched | undefined {
  const same = known.of("quarter").find((one) => one.quarter === quarter && yearsAgree(year, one.year, known));
  if (same !== undefined) return found(same);
  // "the second quarter of last year" names no year, and is read as an ordinal.
  const ordinal = known.of("ordinal").find(({ value }) => value === quarter);
  if (ordinal !== undefined) return found(ordinal);
  const within = [...known.of("month"), ...known.of("date")].find(
    (one) => Math.ceil(one.month / 3) === quarter && yearsAgree(year, one.year, known),
  );
  return found(within, "coarser");
}

function matchTime(claimed: TimeValue, known: KnownValues): Matched | undefined {
  const own = [claimed.minutes, claimed.other ?? claimed.minutes];
  const same = known.of("time").find(({ minutes, other }) => own.includes(minutes) || own.includes(other ?? minutes));
  if (same !== undefined) return found(same);
  // "8 am" for a source's "at 8".
  if (isSqueezed(claimed, known.squeezed)) return { how: "equal" };
  const isWhole = claimed.minutes % 60 === 0;
  const hours = [Math.floor(claimed.minutes / 60), Math.floor(claimed.minutes / 60) % 12 || 12];
  return isWhole && hours.some((hour) => known.digits.has(String(hour))) && known.of("time").length === 0
    ? { how: "equal" }
    : undefined;
}

/** "3pm" in a text that runs on without spaces: "…3pm64°…". */
function isSqueezed({ minutes }: TimeValue, squeezed: string): boolean {
  const hour = Math.floor(minutes / 60) % 12 || 12;
  const minute = minutes % 60 === 0 ? "" : String(minutes % 60).padStart(2, "0");
  return squeezed.includes(`${hour}${minute}${minutes < 720 ? "am" : "pm"}`);
}
