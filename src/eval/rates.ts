/** One yes-or-no decision beside the truth. Positive is a bad answer: `flagged` says so, `bad` is so. */
export interface Decision {
  readonly bad: boolean;
  readonly flagged: boolean;
}

/** How many came out how. `caught`: bad and flagged; `missed`: bad and passed; `alarms`: good and flagged; `quiet`: neither. */
export interface Counts {
  readonly caught: number;
  readonly missed: number;
  readonly alarms: number;
  readonly quiet: number;
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
  return ratesOfCounts({
    caught: count(true, true),
    missed: count(true, false),
    alarms: count(false, true),
    quiet: count(false, false),
  });
}

export function ratesOfCounts({ caught, missed, alarms, quiet }: Counts): Rates {
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
