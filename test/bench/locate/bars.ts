import { table } from "../markdown.ts";

/** A figure that must not be below (or, with `most`, above) a limit. */
export interface Bar {
  readonly name: string;
  readonly figure: number;
  readonly limit: number;
  readonly aim: number;
  readonly most?: boolean;
  readonly shown: (value: number) => string;
}

export const times = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en-US")}×`;
export const inPercent = (value: number): string => `${(100 * value).toFixed(2)} %`;
export const inBytes = (value: number): string => `${value.toFixed(2)} B`;

const meets = ({ figure, most }: Bar, limit: number): boolean => (most === true ? figure <= limit : figure >= limit);

export function barTable(bars: readonly Bar[]): string {
  const rows = bars.map((bar) => {
    const sign = bar.most === true ? "≤" : "≥";
    const verdict = meets(bar, bar.aim) ? "met, aim too" : meets(bar, bar.limit) ? "met" : "**missed**";
    return [bar.name, bar.shown(bar.figure), `${sign} ${bar.shown(bar.limit)}`, bar.shown(bar.aim), verdict];
  });
  return table(["bar", "measured", "at least", "aim", ""], rows);
}
