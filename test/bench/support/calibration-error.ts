import { calibrationErrorOf } from "../../../src/eval/calibration-error.ts";
import { randomFrom } from "../../../src/eval/random.ts";
import { tiesOf, weighed } from "../../../src/eval/ties.ts";

/** A chance, 0..1, that a row is supported, and whether it is. */
export interface Forecast {
  readonly chance: number;
  readonly label: 0 | 1;
}

/** By how much chances miss how often it is so, in fifteen bins of equal mass, as `vouchsafe eval` counts it. */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const ties = tiesOf(forecasts.map(({ chance }) => chance));
  const isSupported = forecasts.map(({ label }) => label === 1);
  return calibrationErrorOf(weighed(ties, isSupported, new Uint8Array(forecasts.length).fill(1)));
}

/** The error that chances would show that are exactly right: so few rows a bin scatter. Labels are drawn by the chances themselves. */
export function errorOfPerfection(forecasts: readonly Forecast[], draws = 20): number {
  const random = randomFrom(1);
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1)
    sum += calibrationError(forecasts.map(({ chance }) => ({ chance, label: random() < chance ? 1 : 0 })));
  return sum / draws;
}
