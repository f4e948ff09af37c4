import type { CalibrationCase } from "./case.ts";

/** Scores and their probabilities, both ascending, 0..1: straight lines lie between, and the ends go on level. */
export type ProbabilityMap = readonly (readonly [score: number, probability: number])[];

/**
 * Cases a step at least, and cases by which the share of all is weighed in with each step. Of Platt scaling (on the score,
 * its logit, both, or with three parameters), isotonic steps and their mixtures the least expected calibration error
 * after 300 labels, 20 draws by source, on hagrid, gensearch, fm2 and the three tasks of RAGTruth.
 */
const LEAST = 20;
const PRIOR = 2;

interface Step {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  readonly supported: number;
}

/**
 * The probability that a claim is supported, by its score: a rising step function (isotonic, by pooling neighbours that
 * are out of order) over steps of at least twenty cases, each drawn towards the share of all, joined by straight lines.
 */
export function fitMap(cases: readonly CalibrationCase[]): ProbabilityMap {
  const all = cases.filter(({ supported }) => supported).length;
  // Never 0 nor 1: so many cases do not say "never".
  const share = (all + 1) / (cases.length + 2);
  const weighted = steps(cases).map((step) => ({
    ...step,
    cases: step.cases + PRIOR,
    supported: step.supported + PRIOR * share,
  }));
  return pooled(weighted).flatMap(({ from, to, cases: count, supported }) => {
    const probability = supported / count;
    return from === to
      ? [[from, probability] as const]
      : ([
          [from, probability],
          [to, probability],
        ] as const);
  });
}

/** Cases of one score stay in one step. */
function steps(cases: readonly CalibrationCase[]): readonly Step[] {
  const sorted = [...cases].sort((a, b) => a.score - b.score);
  const found: Step[] = [];
  let current: Step | undefined;
  for (const { score, supported } of sorted) {
    if (current !== undefined && current.cases >= LEAST && current.to !== score) {
      found.push(current);
      current = undefined;
    }
    const before: Step = current ?? { from: score, to: score, cases: 0, supported: 0 };
    current = { ...before, to: score, cases: before.cases + 1, supported: before.supported + (supported ? 1 : 0) };
  }
  const last = found.at(-1);
  if (current === undefined) return found;
  // Too few for a step of their own go with those below.
  return current.cases < LEAST && last !== undefined
    ? [...found.slice(0, -1), joined(last, current)]
    : [...found, current];
}

const joined = (below: Step, above: Step): Step => ({
  from: below.from,
  to: above.to,
  cases: below.cases + above.cases,
  supported: below.supported + above.supported,
});

function pooled(found: readonly Step[]): readonly Step[] {
  const rising: Step[] = [];
  for (const step of found) {
    let next = step;
    for (let below = rising.at(-1); below !== undefined; below = rising.at(-1)) {
      if (below.supported * next.cases < next.supported * below.cases) break;
      rising.pop();
      next = joined(below, next);
    }
    rising.push(next);
  }
  return rising;
}

/** The probability at a score, 0..1. */
export function probabilityAt(map: ProbabilityMap, score: number): number {
  let below = map[0] ?? [0, 0];
  for (const knot of map) {
    if (score <= knot[0]) {
      const width = knot[0] - below[0];
      return width > 0 && score > below[0] ? below[1] + ((knot[1] - below[1]) * (score - below[0])) / width : knot[1];
    }
    below = knot;
  }
  return below[1];
}
