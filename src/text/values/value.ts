/** How a text says that a figure is not exact: "about", "more than", "less than". */
export type Hedge = "about" | "above" | "below";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A figure as far as it is a number. */
export interface Amount extends Place {
  readonly value: number;
  /** Other values that it may have as written: "1.234" is 1.234 or 1234. */
  readonly readings?: readonly number[];
  /** What one more in the last digit given would add: 0.1 of "2.5", 100,000 of "2.5 million", 1,000 of "7,000". */
  readonly step: number;
  readonly hedge?: Hedge;
  /** Written out in words: "twelve", "a third". */
  readonly spelled?: true;
}

/** Day and month are 1-based. Absent is what the text does not say. */
export interface CalendarDay {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

export type NumberValue = Amount & { readonly kind: "number" | "ordinal" };
/** `percentage-points` has basis points too, a hundredth each. */
export type ShareValue = Amount & { readonly kind: "percent" | "percentage-points" };
export type FractionValue = Amount & {
  readonly kind: "fraction";
  readonly numerator: number;
  readonly denominator: number;
};
/** `currency` is an ISO code; `shared` where the sign is that of several currencies, as "$" is. */
export type MoneyValue = Amount & { readonly kind: "money"; readonly currency: string; readonly shared?: true };
/** `base` is the value in the first unit of its dimension: metres, kilograms, seconds, bytes, degrees Celsius. */
export type MeasuredValue = Amount & {
  readonly kind: "quantity" | "duration";
  readonly unit: string;
  readonly dimension: string;
  readonly base: number;
};
/** `other` is the second reading of "3/4/2024". */
export type DateValue = Place & CalendarDay & { readonly kind: "date"; readonly other?: CalendarDay };
export type MonthValue = Place & { readonly kind: "month"; readonly month: number; readonly year?: number };
/** Years before our era are negative. */
export type YearValue = Amount & { readonly kind: "year" };
/** A decade or a century, both years within. */
export type PeriodValue = Place & { readonly kind: "decade" | "century"; readonly from: number; readonly to: number };
export type QuarterValue = Place & { readonly kind: "quarter"; readonly quarter: number; readonly year?: number };
/** 1 is Monday. */
export type WeekdayValue = Place & { readonly kind: "weekday"; readonly day: number };
/** Minutes since midnight; `other` where the half of the day is not said ("at 5:30"). */
export type TimeValue = Place & { readonly kind: "time"; readonly minutes: number; readonly other?: number };
/** Its two ends stand in the list as values of their own too. */
type RangeValue = Place & { readonly kind: "range"; readonly from: number; readonly to: number };
/** A version, a telephone number, an order number: letters in lower case and digits, without what stands between. */
type IdentifierValue = Place & { readonly kind: "identifier"; readonly key: string };
export type NameValue = Place & { readonly kind: "name"; readonly key: string };

/** What a text says that has one value, and where it stands. */
export type Value =
  | NumberValue
  | ShareValue
  | FractionValue
  | MoneyValue
  | MeasuredValue
  | DateValue
  | MonthValue
  | YearValue
  | PeriodValue
  | QuarterValue
  | WeekdayValue
  | TimeValue
  | RangeValue
  | IdentifierValue
  | NameValue;
