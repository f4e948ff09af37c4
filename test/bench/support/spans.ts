import type { PlainSpan } from "vouchsafe";
import { percent, table } from "../markdown.ts";
import { type Characters, characterF1, characterRates, characters } from "./character-f1.ts";
import type { ScoredAnswer } from "./folds.ts";
import { CAUGHT, catching, KINDS, MARGIN, only } from "./operating.ts";
import type { Part } from "./stage.ts";

const STEPS = 40; // thresholds that are tried, at equal shares of the scored claims

/** Which places of an answer are highlighted, at a threshold. */
type Highlight = (answer: ScoredAnswer, threshold: number) => readonly PlainSpan[];

const below = ({ scored }: ScoredAnswer, threshold: number) =>
  scored.filter(({ isScored, logit }) => isScored && logit < threshold);
const byFindings: Highlight = (answer, threshold) => [
  ...answer.highlights,
  ...below(answer, threshold).flatMap(({ highlights }) => highlights),
];
/** The whole of every claim in which something is highlighted. */
const byClaims: Highlight = (answer, threshold) => {
  const places = byFindings(answer, threshold);
  return answer.scored
    .map(({ at }) => at)
    .filter((at) => places.some((place) => place.start < at.end && at.start < place.end));
};

/** How well the words that findings highlight are those that people marked, five-fold by source. */
export const spans: Part = async ({ folds }) => {
  const all = await folds();
  const fitted = KINDS.flatMap(([, has]) =>
    all.map((fold) => {
      const { own, others } = only(fold, has);
      const rest = others.flat();
      return {
        own,
        caught: catching(rest, CAUGHT + MARGIN),
        best: bestThreshold(rest, byFindings),
        bestOfClaims: bestThreshold(rest, byClaims),
      };
    }),
  );
  const methods: readonly (readonly [name: string, of: (at: (typeof fitted)[number]) => readonly Judged[]])[] = [
    ["every character", ({ own }) => judged(own, (answer) => [{ start: 0, end: answer.length }])],
    [
      `whole claims, threshold that catches ${percent(CAUGHT + MARGIN)} of bad answers`,
      ({ own, caught }) => judged(own, (answer) => byClaims(answer, caught)),
    ],
    [
      "whole claims, threshold of the best F1",
      ({ own, bestOfClaims }) => judged(own, (answer) => byClaims(answer, bestOfClaims)),
    ],
    ["findings, whatever the threshold", ({ own }) => judged(own, (answer) => answer.highlights)],
    [
      `**findings, threshold that catches ${percent(CAUGHT + MARGIN)}**`,
      ({ own, caught }) => judged(own, (answer) => byFindings(answer, caught)),
    ],
    ["findings, threshold of the best F1", ({ own, best }) => judged(own, (answer) => byFindings(answer, best))],
  ];
  const results = methods.map(([name, of]) => ({ name, judged: fitted.flatMap(of) }));
  const tasks = ["qa", "summary", "data2txt"];
  // What a user sees: the chain at the threshold that it ships with, not at one that was chosen for this measure.
  const seen = results.find(({ name }) => name.startsWith("**"))?.judged ?? [];
  return {
    lines: [
      table(
        ["highlighted", "character F1", "precision", "recall", ...tasks.map((task) => `F1 ${task}`)],
        results.map(({ name, judged: own }) => {
          const { precision, recall } = characterRates(own);
          return [
            name,
            ...[characterF1(own), precision, recall].map(percent),
            ...tasks.map((task) => percent(characterF1(own.filter((one) => one.task === task)))),
          ];
        }),
      ),
      "",
      "Micro-averaged over all answers; each character counts once, however often it is highlighted or marked. Thresholds of a fold are fitted on the four others, for records apart.",
    ],
    bars: [
      {
        name: "character F1 of what findings highlight",
        figure: characterF1(seen),
        limit: 0.32,
        aim: 0.4,
        shown: percent,
      },
    ],
  };
};

interface Judged extends Characters {
  readonly task: string;
}

const judged = (
  answers: readonly ScoredAnswer[],
  of: (answer: ScoredAnswer) => readonly PlainSpan[],
): readonly Judged[] => answers.map((answer) => ({ task: answer.task, ...characters(of(answer), answer.marked) }));

function bestThreshold(answers: readonly ScoredAnswer[], highlight: Highlight): number {
  const logits = answers
    .flatMap(({ scored }) => scored.flatMap(({ isScored, logit }) => (isScored ? logit : [])))
    .sort((a, b) => a - b);
  let best = { f1: -1, threshold: Number.NEGATIVE_INFINITY };
  for (let step = 0; step < STEPS; step += 1) {
    const threshold = step === 0 ? Number.NEGATIVE_INFINITY : (logits[Math.floor((step * logits.length) / STEPS)] ?? 0);
    const f1 = characterF1(answers.map((answer) => characters(highlight(answer, threshold), answer.marked)));
    if (f1 > best.f1) best = { f1, threshold };
  }
  return best.threshold;
}
