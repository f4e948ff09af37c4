/** One yes-or-no decision beside the truth. Positive is a bad answer: `flagged` says so, `bad` is so. */
export interface Decision {
  readonly bad: boolean;
  readonly flagged: boolean;
}

export interface Scored {
  readonly label: 0 | 1;
  readonly score: number;
}

/** Rates are shares 0..1, and `NaN` where there is nothing to divide by. */
export interface Rates {
  readonly clean: number;
  readonly bad: number;
  readonly cleanFlagged: number;
  readonly badFlagged: number;
  readonly passed: number;
  readonly badPassed: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly balancedAccuracy: number;
}

export function ratesOf(decisions: readonly Decision[]): Rates {
  const count = (bad: boolean, flagged: boolean): number =>
    decisions.filter((decision) => decision.bad === bad && decision.flagged === flagged).length;
  const caught = count(true, true);
  const missed = count(true, false);
  const alarms = count(false, true);
  const quiet = count(false, false);
  const recall = caught / (caught + missed);
  return {
    clean: alarms + quiet,
    bad: caught + missed,
    cleanFlagged: alarms,
    badFlagged: caught,
    passed: quiet + missed,
    badPassed: missed,
    precision: caught / (caught + alarms),
    recall,
    f1: (2 * caught) / (2 * caught + alarms + missed),
    balancedAccuracy: (recall + quiet / (alarms + quiet)) / 2,
  };
}

/**
 * The chance, 0..1, that a row labelled 1 scores above one labelled 0, a tie counting half: the rank sum of the
 * positives, tied scores sharing their mean rank. `NaN` unless both labels occur.
 */
export function auroc(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ label }) => label === 1).length;
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    const meanRank = (from + 1 + to) / 2;
    rankSum += meanRank * sorted.slice(from, to).filter(({ label }) => label === 1).length;
    from = to;
  }
  const negatives = sorted.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The smallest value that at least this share of the values does not exceed; `NaN` of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Numbers 0..1, the same for the same seed: a xorshift of 32 bits. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1; // zero is the one state that a xorshift never leaves
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * The 95 % interval of the share of `hit` rows, by drawing whole sources with replacement: answers to one prompt share
 * its difficulty, so drawing rows would promise too much.
 */
export function intervalOf(
  rows: readonly { readonly source: string; readonly hit: boolean }[],
  { resamples = 1_000, seed = 1 } = {},
): readonly [low: number, high: number] {
  const bySource = new Map<string, { rows: number; hits: number }>();
  for (const { source, hit } of rows) {
    const known = bySource.get(source) ?? { rows: 0, hits: 0 };
    bySource.set(source, { rows: known.rows + 1, hits: known.hits + (hit ? 1 : 0) });
  }
  const sources = [...bySource.values()];
  const random = randomFrom(seed);
  const shares: number[] = [];
  while (sources.length > 0 && shares.length < resamples) {
    let drawn = 0;
    let hits = 0;
    for (let draw = 0; draw < sources.length; draw += 1) {
      const source = sources[Math.floor(random() * sources.length)];
      drawn += source?.rows ?? 0;
      hits += source?.hits ?? 0;
    }
    shares.push(hits / drawn);
  }
  return [quantile(shares, 0.025), quantile(shares, 0.975)];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How many units the spans mark, each unit counted once however often it is marked, and how many lie in no range. */
export function unitsOutside(
  spans: readonly Range[],
  ranges: readonly Range[],
): { readonly marked: number; readonly outside: number } {
  const marked = new Set<number>();
  for (const { start, end } of spans) for (let unit = start; unit < end; unit += 1) marked.add(unit);
  const outside = [...marked].filter((unit) => !ranges.some(({ start, end }) => start <= unit && unit < end));
  return { marked: marked.size, outside: outside.length };
}

/**
 * The largest threshold, in steps of 0.005, below which at most this share of the rows labelled 1 falls, mean of the
 * sets: the rule by which the threshold of `supported` is fitted, for whatever is measured beside it.
 */
export function largestThreshold(sets: readonly (readonly Scored[])[], mostFalseAlarms: number): number {
  const below = (threshold: number): number => {
    const shares = sets.map((rows) => {
      const supported = rows.filter(({ label }) => label === 1);
      return supported.filter(({ score }) => score < threshold).length / supported.length;
    });
    return shares.reduce((a, b) => a + b, 0) / shares.length;
  };
  let steps = 0;
  while (steps < 200 && below((steps + 1) / 200) <= mostFalseAlarms) steps += 1;
  return steps / 200;
}
