import { OPERATING_POINTS } from "vouchsafe/score";
import { BAND } from "../../../src/judge/band.ts";
import { percent, table } from "../markdown.ts";
import { randomFrom, ratesOf } from "../metrics.ts";
import type { Fold, ScoredAnswer } from "../support/folds.ts";
import { shareOf } from "../support/left-out.ts";
import { mean, seeds } from "./methods.ts";

type Claim = ScoredAnswer["scored"][number];
/** Which claims are asked; the others are decided by their score. */
interface Way {
  /** Whether the guards come first: a block is final, and what they note needs nobody. */
  readonly isGuarded: boolean;
  readonly band: readonly [from: number, to: number];
}

const { balanced } = OPERATING_POINTS;
const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ["nobody judged", { isGuarded: true, band: [balanced, balanced] }],
  ["every claim judged", { isGuarded: false, band: [0, 1] }],
  ["what is open judged", { isGuarded: true, band: [0, 1] }],
  [`**the cascade, ${BAND[0]} to ${BAND[1]}**`, { isGuarded: true, band: BAND }],
];

function routeOf({ logit, isScored }: Claim, { isGuarded, band: [from, to] }: Way): "fails" | "passes" | "asked" {
  if (isGuarded && !isScored) return "passes";
  const score = shareOf(logit);
  return score < from ? "fails" : score > to ? "passes" : "asked";
}
const JUDGES = [0.8, 0.9, 0.95];

/** RAGTruth's answers as they are escalated or verified, scored by trees of folds that have not seen their sources. */
export function answers(folds: readonly Fold[]): readonly string[] {
  const all = folds.flatMap(({ own }) => own);
  return [
    table(
      [
        "judge",
        "asked",
        "claims asked an answer",
        "bad answers caught",
        "clean ones escalated",
        "verified answers that are bad",
      ],
      JUDGES.flatMap((right) => WAYS.map(([name, way]) => [percent(right), name, ...cellsOf(all, way, 1 - right)])),
    ),
    "",
    `${all.length} answers, ${all.filter(({ bad }) => bad).length} of them bad; a claim is wrong if it overlaps what people marked. The judge's errors are drawn for each claim by itself, ${seeds().length} seeds: over the seven claims of an answer they add up, so that judging all of them escalates most clean answers.`,
  ];
}

function cellsOf(all: readonly ScoredAnswer[], way: Way, error: number): readonly string[] {
  const drawn = seeds().map((seed) => {
    const random = randomFrom(Math.imul(seed, 0x9e3779b1));
    let asked = 0;
    const decisions = all.map((answer) => {
      if (way.isGuarded && answer.isFlagged) return { bad: answer.bad, flagged: true };
      const routes = answer.scored.map((claim) => {
        const isWrong = random() < error;
        const route = routeOf(claim, way);
        if (route !== "asked") return route;
        asked += 1;
        return isMarked(answer, claim) !== isWrong ? "fails" : "passes";
      });
      return { bad: answer.bad, flagged: routes.includes("fails") };
    });
    const rates = ratesOf(decisions);
    return {
      asked: asked / all.length,
      caught: rates.recall,
      alarms: rates.cleanFlagged / rates.clean,
      passed: rates.badPassed / rates.passed,
    };
  });
  const over = (key: "asked" | "caught" | "alarms" | "passed"): number => mean(drawn.map((one) => one[key]));
  return [over("asked").toFixed(2), percent(over("caught")), percent(over("alarms")), percent(over("passed"))];
}

const isMarked = ({ marked }: ScoredAnswer, { at }: Claim): boolean =>
  marked.some(({ start, end }) => start < at.end && at.start < end);
