/**
 * Fits `src/score/document-frequency.data.json`: how rare a stem is among the sentences of the shared data, RAGTruth
 * left out whole because the benchmark reports on it. `npm run fit:weights -- --data DIR`.
 */
import { writeFileSync } from "node:fs";
import { sentenceEnds } from "../../src/text/sentences.ts";
import { words } from "../../src/text/words.ts";
import { dataFolder, dataSet } from "../bench/data.ts";

const SETS = [
  "gensearch",
  "attributedqa",
  "attrscore_gensearch",
  "hagrid",
  "fm2",
  "begin_wow",
  "begin_tc",
  "begin_cmu",
  "cg2c_doc",
  "scifact_rte",
];
const RARE = 1 / 2_000; // a stem in fewer sentences than this counts as rare, and is not listed

const folder = dataFolder();
const counts = new Map<string, number>();
let sentences = 0;
for (const name of SETS) {
  const { claims, texts } = dataSet(folder, name);
  for (const text of [...texts.values(), ...claims.map(({ claim }) => claim)]) {
    let from = 0;
    for (const end of sentenceEnds(text, 0, text.length)) {
      sentences += 1;
      for (const key of new Set(words(text, from, end).flatMap(({ key, kind }) => (kind === "word" ? [key] : [])))) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      from = end;
    }
  }
}
const rarest = Math.log(1 / RARE);
const weights = [...counts]
  .filter(([, count]) => count / sentences > RARE)
  .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  .map(([key, count]) => [key, Math.round((100 * Math.log(sentences / count)) / rarest) / 100] as const);
const file = new URL("../../src/score/document-frequency.data.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ sentences, weights: Object.fromEntries(weights) })}\n`);
console.log(`${weights.length} stems of ${counts.size}, from ${sentences} sentences`);
