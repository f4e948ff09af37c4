/**
 * Fits the threshold of `supported`: the largest coverage, in steps of 0.005, below which at most 5 % of the supported
 * claims fall, mean of three sets. RAGTruth is left out whole. `npm run fit:threshold -- --data DIR` prints it.
 */
import { read } from "vouchsafe/core";
import { coverage } from "vouchsafe/score";
import { dataFolder, dataSet, withoutMarkers } from "../bench/data.ts";

const SETS = ["gensearch", "attributedqa", "hagrid"];
const MOST_FALSE_ALARMS = 0.05; // a claim; an answer has several, so a clean answer is escalated more often

const folder = dataFolder();
const sets = SETS.map((name) => {
  const { claims, texts } = dataSet(folder, name);
  return claims.map(({ claim, label, question, source_id }) => {
    const sources = [{ id: "source", text: texts.get(source_id) ?? "" }];
    const draft = read({
      answer: withoutMarkers(claim),
      sources,
      ...(question === undefined ? {} : { question }),
    });
    const scores = draft.claims
      .filter(({ kind }) => kind !== "absence")
      .map((one) => coverage(one.text, draft.sources, [0])?.score ?? 0);
    return { label, score: Math.min(1, ...scores) };
  });
});
const below = (threshold: number, label: 0 | 1): number => {
  const shares = sets.map((rows) => {
    const own = rows.filter((row) => row.label === label);
    return own.filter(({ score }) => score < threshold).length / own.length;
  });
  return shares.reduce((a, b) => a + b, 0) / shares.length;
};
let threshold = 0;
while (below(threshold + 0.005, 1) <= MOST_FALSE_ALARMS) threshold += 0.005;
console.log(`| threshold | supported claims below it | unsupported claims below it |\n|--:|--:|--:|`);
console.log(
  `| ${threshold.toFixed(3)} | ${(100 * below(threshold, 1)).toFixed(1)} % | ${(100 * below(threshold, 0)).toFixed(1)} % |`,
);
console.log(`| 0.200 | ${(100 * below(0.2, 1)).toFixed(1)} % | ${(100 * below(0.2, 0)).toFixed(1)} % |`);
