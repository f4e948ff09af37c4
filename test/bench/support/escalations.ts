import { OPERATING_POINTS } from "vouchsafe/score";
import { percent, share, table } from "../markdown.ts";
import { intervalOf, median, ratesOf } from "../metrics.ts";
import type { ScoredAnswer } from "./folds.ts";
import { CAUGHT, catching, KINDS, leastScored, MARGIN, only } from "./operating.ts";
import type { Part } from "./stage.ts";

interface Decided {
  readonly bad: boolean;
  readonly flagged: boolean;
  readonly source: string;
  readonly task: string;
}

/** Clean answers that the default chain escalates, each fold at the threshold that catches enough of the four others' bad ones. */
export const escalations: Part = async ({ folds }) => {
  const all = await folds();
  const results = KINDS.map(([name, has]) => {
    const own = all.map((fold) => only(fold, has));
    const thresholds = own.map(({ others }) => catching(others.flat(), CAUGHT + MARGIN));
    const decided = own.flatMap((fold, at) => fold.own.map((answer) => decidedAt(answer, thresholds[at] ?? 0)));
    return { name, decided, thresholds, scored: own.flatMap((fold) => fold.own) };
  });
  const rows = results.flatMap(({ name, decided, scored }) => {
    const tasks = [...new Set(decided.map(({ task }) => task))];
    const parts =
      tasks.length > 1 ? tasks.map((task) => [task, decided.filter((one) => one.task === task)] as const) : [];
    const always = scored.map((answer) => decidedAt(answer, Number.NEGATIVE_INFINITY));
    return [
      ...[...parts, [`**${name}**`, decided] as const].map(([label, own]) => rowOf(label, own)),
      rowOf(`${name}, whatever the threshold`, always),
      rowOf(
        `${name}, one threshold for all folds that catches ${percent(CAUGHT)}`,
        scored.map((answer) => decidedAt(answer, catching(scored, CAUGHT))),
      ),
    ];
  });
  const bars = results.map(({ name, decided }) => {
    const rates = ratesOf(decided);
    const isProse = name !== "JSON records";
    return {
      name: `clean answers escalated, ${name}, at ${percent(rates.recall)} of bad ones caught`,
      // With fewer caught, no figure meets the bar.
      figure: rates.recall < CAUGHT ? Number.POSITIVE_INFINITY : rates.cleanFlagged / rates.clean,
      limit: isProse ? 0.18 : 0.45,
      aim: isProse ? 0.1 : 0.25,
      most: true,
      shown: percent,
    };
  });
  const points = Object.entries(OPERATING_POINTS).flatMap(([name, score]) =>
    results.map(({ name: kind, scored }) =>
      rowOf(
        `\`${name}\`, a score from ${score}: ${kind}`,
        scored.map((answer) => decidedAt(answer, Math.log(score / (1 - score)))),
      ),
    ),
  );
  const fitted = [0.5, CAUGHT + MARGIN, 0.8].map((wanted) => {
    const [prose] = KINDS;
    const thresholds = all.map((fold) => catching(only(fold, prose[1]).others.flat(), wanted));
    return `${percent(wanted)} are caught from a score of ${(1 / (1 + Math.exp(-median(thresholds)))).toFixed(2)} on`;
  });
  return {
    lines: [
      table(["operating point", "clean ones escalated", "bad ones caught", "verified answers that are bad"], points),
      "",
      `Scored by the folds' own trees. Of QA and summary, ${fitted.join(", ")} (medians of the folds).`,
      "",
      table(["answers", "clean ones escalated", "bad ones caught", "verified answers that are bad"], rows),
      "",
      ...results.map(
        ({ name, decided, thresholds }) =>
          `${name}: 95 % intervals by source, clean ${interval(decided, false)}, bad ${interval(decided, true)}; ` +
          `thresholds of the folds ${thresholds.map(inLogits).join(", ")}, median ${inLogits(median(thresholds))} (logits).`,
      ),
      `Five folds by source; trees and threshold of a fold have not seen its sources. Thresholds are fitted to catch ${percent(CAUGHT + MARGIN)}.`,
    ],
    bars: bars.filter(({ figure }) => !Number.isNaN(figure)),
  };
};

const decidedAt = (answer: ScoredAnswer, threshold: number): Decided => ({
  bad: answer.bad,
  source: answer.source,
  task: answer.task,
  flagged: answer.isFlagged || leastScored(answer) < threshold,
});

function rowOf(name: string, decided: readonly Decided[]): readonly string[] {
  const rates = ratesOf(decided);
  return [
    name,
    share(rates.cleanFlagged, rates.clean),
    share(rates.badFlagged, rates.bad),
    share(rates.badPassed, rates.passed),
  ];
}

function interval(decided: readonly Decided[], bad: boolean): string {
  const own = decided.filter((one) => one.bad === bad).map(({ source, flagged }) => ({ source, hit: flagged }));
  return intervalOf(own).map(percent).join(" to ");
}

const inLogits = (threshold: number): string => (Number.isFinite(threshold) ? threshold.toFixed(2) : "none");
