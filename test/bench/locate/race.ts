import { median } from "../metrics.ts";

/** One thing that is timed: what `ready` does for a trial is not, what it returns is. */
export interface Lane {
  readonly ready: (trial: number) => () => unknown;
  /** Milliseconds after which a slow peer has run often enough, but for its first trial. */
  readonly budget?: number;
}

export interface Time {
  /** Microseconds. */
  readonly median: number;
  readonly trials: number;
}

/** Trials that a lane runs in a row, as an application asks for several quotations in a row. */
const IN_A_ROW = 20;

/** The median of each lane; a few trials of each in turn, from the first lane and from the last. */
export function race(lanes: readonly Lane[], trials: number): readonly Time[] {
  const found = lanes.map((): number[] => []);
  const spent = lanes.map(() => 0);
  for (let first = 0; first < trials; first += IN_A_ROW) {
    const order = [...lanes.entries()];
    for (const [at, { ready, budget = Number.POSITIVE_INFINITY }] of (first / IN_A_ROW) % 2 === 0
      ? order
      : order.reverse()) {
      for (let trial = first; trial < Math.min(trials, first + IN_A_ROW); trial += 1) {
        if ((spent[at] ?? 0) > budget) break;
        const run = ready(trial);
        const started = performance.now();
        run();
        const elapsed = performance.now() - started;
        found[at]?.push(1_000 * elapsed);
        spent[at] = (spent[at] ?? 0) + elapsed;
      }
    }
  }
  return found.map((all) => ({ median: median(all), trials: all.length }));
}

const microseconds = (value: number): string =>
  value >= 10_000
    ? `${(value / 1_000).toFixed(value < 1e5 ? 1 : 0)} ms`
    : `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} µs`;

/** "131× (2,410 µs : 18 µs)", and how many trials if they were fewer. */
export function ratioCell(peer: Time, own: Time, trials: number): string {
  const ratio = peer.median / own.median;
  const shown = ratio < 10 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString("en-US");
  const fewer = peer.trials < trials ? `, n = ${peer.trials}` : "";
  return `${shown}× (${microseconds(peer.median)} : ${microseconds(own.median)}${fewer})`;
}

/** How many times as long the second of two lanes took as the first. */
export const ratio = ([own, peer]: readonly Time[]): number =>
  (peer?.median ?? Number.NaN) / (own?.median ?? Number.NaN);
