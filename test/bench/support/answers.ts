import { percent, table } from "../markdown.ts";
import { auroc, type Decision, ratesOf, type Scored } from "../metrics.ts";
import { answerScore, lowestCoverage, lowestLogit } from "./answer-score.ts";
import type { Fold, ScoredAnswer } from "./folds.ts";
import { middle, resampled } from "./resampled.ts";
import type { Part } from "./stage.ts";
import { flaggingThreshold } from "./thresholds.ts";

interface Judged extends Scored, Decision {
  readonly source: string;
  readonly task: string;
}

type Score = (answer: ScoredAnswer) => number;
/** A score fitted on some answers. */
type Learn = (answers: readonly ScoredAnswer[]) => Score;

const METHODS: readonly (readonly [name: string, learn: Learn])[] = [
  ["coverage alone, the lowest", () => lowestCoverage],
  ["the lowest score", () => lowestLogit],
  ["**learned from all scores**", answerScore],
];

/** Which answers hold something unsupported: order and F1, nested in five folds by source. */
export const answers: Part = async ({ folds }) => {
  const all = await folds();
  const results = METHODS.map(([name, learn]) => ({ name, judged: all.flatMap((fold) => judgedIn(fold, learn)) }));
  const learned = results.at(-1)?.judged ?? [];
  const tasks = [...new Set(learned.map(({ task }) => task))];
  const rows = [
    ...results.map(({ name, judged }) => rowOf(name, judged)),
    ...tasks.map((task) =>
      rowOf(
        `learned, ${task} alone`,
        learned.filter((one) => one.task === task),
      ),
    ),
  ];
  const draws = [...resampled(learned)].map((counts) =>
    learned.flatMap((one, at) => Array<Judged>(counts[at] ?? 0).fill(one)),
  );
  const interval = (of: (rows: readonly Judged[]) => number): string => middle(draws.map(of)).map(percent).join(" to ");
  const rates = ratesOf(learned);
  const order = auroc(learned);
  return {
    lines: [
      table(
        ["answers", "AUROC", "F1", "always flagging", "precision", "recall", "clean ones flagged", "balanced accuracy"],
        rows,
      ),
      "",
      `Positive is an answer that people marked something in: ${percent(rates.bad / learned.length)} of ${learned.length}. F1 rises with that share, so it compares only at the same one;`,
      "recall and the share of clean ones flagged do not depend on it. Published figures of RAGTruth are of a test split with 34.9 %.",
      `95 % intervals by source of what is learned: AUROC ${interval(auroc)}, F1 ${interval((rows) => ratesOf(rows).f1)}.`,
      `At 34.9 % the same recall and false alarms would make an F1 of ${percent(f1At(0.349, rates.recall, rates.cleanFlagged / rates.clean))}.`,
    ],
    bars: [
      { name: "answers: AUROC", figure: order, limit: 0.78, aim: 0.82, shown: percent },
      { name: "answers: F1", figure: rates.f1, limit: 0.69, aim: 0.73, shown: percent },
    ],
  };
};

/** The fold's answers, scored and flagged by what was fitted on the other four; the threshold on scores that each of these got from the other three. */
function judgedIn({ own, others }: Fold, learn: Learn): readonly Judged[] {
  const inner = others.flatMap((fold, at) => {
    const score = learn(others.filter((_, other) => other !== at).flat());
    return fold.map((answer) => ({ label: labelOf(answer), score: score(answer) }));
  });
  const threshold = flaggingThreshold(inner);
  const score = learn(others.flat());
  return own.map((answer) => ({
    label: labelOf(answer),
    score: score(answer),
    bad: answer.bad,
    flagged: score(answer) < threshold,
    source: answer.source,
    task: answer.task,
  }));
}

const labelOf = ({ bad }: ScoredAnswer): 0 | 1 => (bad ? 0 : 1);

function rowOf(name: string, judged: readonly Judged[]): readonly string[] {
  const { precision, recall, f1, cleanFlagged, clean, balancedAccuracy } = ratesOf(judged);
  const always = ratesOf(judged.map(({ bad }) => ({ bad, flagged: true }))).f1;
  return [name, ...[auroc(judged), f1, always, precision, recall, cleanFlagged / clean, balancedAccuracy].map(percent)];
}

/** F1 where this share of the answers is bad. */
export function f1At(bad: number, recall: number, falseAlarms: number): number {
  const caught = bad * recall;
  return (2 * caught) / (caught + (1 - bad) * falseAlarms + bad);
}
