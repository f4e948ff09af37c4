/** How a job grows: the factor by which its time goes up when its size doubles. */

const SIZES = 4;
const REPEATS = 5;
const ATTEMPTS = 10;
/** The shortest job of a ladder, if its size allows: long enough for the clock, too short for much collecting of garbage. */
const LEAST_MS = 1;
/** A job that takes less at the largest size is not measured. */
const NOTHING_MS = 0.5;
const MOST_MS = 3_000;

/** The same text in one piece: what was put together of pieces is copied when it is first read, which no clock should see. */
export function inOnePiece(text: string): string {
  text.indexOf("\u0007");
  return text;
}

function millisecondsOf(job: () => void): number {
  const started = performance.now();
  job();
  return performance.now() - started;
}

/**
 * The growth of a doubling, over a ladder of four sizes: repeats are taken in turns, so that a loaded machine
 * slows all sizes alike, and load only ever adds time, so of each size the quickest counts; up to ten attempts add
 * repeats, while what is quadratic grows by four in each. `make` prepares a job of a size outside the clock, each time with another `turn`, by
 * which it can tell its text from all others and so meet no cache; `least` is the smallest size. Infinite if one job takes longer than three seconds.
 */
export function growthOf(
  make: (size: number, turn: number) => () => void,
  most: number,
  enough = 2.3,
  least = 256,
): number {
  let turn = 0;
  const timed = (size: number): number => {
    turn += 1;
    return millisecondsOf(make(size, turn));
  };
  // The quickest of ten: the first runs of all are slow because they are the first.
  let size = least;
  while (size * 2 ** SIZES <= most && Math.min(...Array.from({ length: 10 }, () => timed(size))) < LEAST_MS) size *= 2;
  const sizes = Array.from({ length: SIZES }, (_, step) => size * 2 ** step);
  const quickest = sizes.map(() => Number.POSITIVE_INFINITY);
  let growth = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && growth > enough; attempt += 1) {
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      for (const [step, one] of sizes.entries()) {
        const took = timed(one);
        if (took > MOST_MS) return Number.POSITIVE_INFINITY;
        quickest[step] = Math.min(quickest[step] ?? took, took);
      }
    }
    const [shortest = Number.NaN, longest = Number.NaN] = [quickest[0], quickest.at(-1)];
    if (longest < NOTHING_MS) return 1;
    growth = (longest / shortest) ** (1 / (SIZES - 1));
  }
  return growth;
}
