/** How a job grows: the factor by which its time goes up when its size doubles. */

const SIZES = 3;
const REPEATS = 5;
const ATTEMPTS = 6;
/** The shortest job of a ladder, if its size allows: long enough for the clock, too short for much collecting of garbage. */
const LEAST_MS = 1.5;
/** A job that takes less at the largest size is not measured. */
const NOTHING_MS = 0.5;
const MOST_MS = 3_000;

/** The same text in one piece: what was put together of pieces is copied when it is first read, which no clock should see. */
export function inOnePiece(text: string): string {
  text.indexOf("\u0007");
  return text;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function millisecondsOf(job: () => void): number {
  const started = performance.now();
  job();
  return performance.now() - started;
}

/**
 * The growth of a doubling, over a ladder of three sizes: medians of five repeats taken in turns, so that a loaded
 * machine slows all sizes alike. Load only ever adds time, so the best of up to six attempts counts, while what is
 * quadratic grows by four in each. `make` prepares a job of a size outside the clock, each time with another `turn`, by
 * which it can tell its text from all others and so meet no cache. Infinite if one job takes longer than three seconds.
 */
export function growthOf(make: (size: number, turn: number) => () => void, most: number, enough = 2.3): number {
  let turn = 0;
  const timed = (size: number): number => {
    turn += 1;
    return millisecondsOf(make(size, turn));
  };
  // The quickest of three: the first run of all is slow because it is the first.
  let size = 256;
  while (size * 2 ** SIZES <= most && Math.min(timed(size), timed(size), timed(size)) < LEAST_MS) size *= 2;
  const sizes = Array.from({ length: SIZES }, (_, step) => size * 2 ** step);
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && best > enough; attempt += 1) {
    const times: number[][] = sizes.map(() => []);
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      for (const [step, one] of sizes.entries()) {
        const took = timed(one);
        if (took > MOST_MS) return Number.POSITIVE_INFINITY;
        times[step]?.push(took);
      }
    }
    const [shortest = Number.NaN, longest = Number.NaN] = [times[0], times.at(-1)].map((list) => median(list ?? []));
    if (longest < NOTHING_MS) return 1;
    best = Math.min(best, (longest / shortest) ** (1 / (SIZES - 1)));
  }
  return best;
}
