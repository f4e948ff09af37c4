/** How much is measured; sizes in UTF-16 units. */
export interface Settings {
  readonly small: number;
  readonly page: number;
  readonly large: number;
  readonly huge: number;
  readonly whole: number;
  /** Quotations a cell of a table of times. */
  readonly trials: number;
  /** How often each bar of time is measured; its figure is the median. */
  readonly repeats: number;
  /** Quotations a case, length and size where right places are counted; fabricated ones are twice as many. */
  readonly planted: number;
}

export const FULL: Settings = {
  small: 2_000,
  page: 20_000,
  large: 200_000,
  huge: 2_000_000,
  whole: 20_000_000,
  trials: 20,
  repeats: 5,
  planted: 100,
};

/** For a smoke test: every line runs, and no figure means anything. */
export const SMOKE: Settings = {
  small: 2_000,
  page: 4_000,
  large: 8_000,
  huge: 16_000,
  whole: 32_000,
  trials: 2,
  repeats: 1,
  planted: 4,
};

/** "200 kB": of text with one byte a unit. */
export const sizeName = (units: number): string => (units < 1e6 ? `${units / 1e3} kB` : `${units / 1e6} MB`);
