/**
 * Trains the scorer on all labelled sets and writes `src/score/model/support.data.json`, the same bytes from the same data:
 * `npm run train -- --data DIR`.
 */
import { writeFileSync } from "node:fs";
import { FEATURES } from "../../src/score/features/features.ts";
import { parseTrees, type TreesFile } from "../../src/score/model/trees.ts";
import { dataFolder } from "../bench/data.ts";
import { percent, table } from "../bench/markdown.ts";
import { auroc } from "../bench/metrics.ts";
import { labelledRows } from "./rows.ts";
import { GROWN, rowLogit, samplesOf, trainedFile } from "./train-trees.ts";

const MOST_BYTES = 100_000;

const started = performance.now();
const rows = labelledRows(dataFolder());
const extracted = performance.now();
const file = trainedFile(rows);
const trained = performance.now();
const text = `${JSON.stringify(file)}\n`;
if (text.length >= MOST_BYTES) {
  console.error(`The weights would take ${text.length} bytes, and ${MOST_BYTES} are too many. Nothing was written.`);
  process.exit(1);
}
writeFileSync(new URL("../../src/score/model/support.data.json", import.meta.url), text);

const trees = parseTrees(
  file,
  FEATURES.map(({ name }) => name),
);
const samples = samplesOf(rows);
const asked = usesOf(file);
console.log(
  `${samples.length} of ${rows.length} rows claim something. ${file.trees.length} trees of depth ${file.depth} over ` +
    `${FEATURES.length} features, seed ${GROWN.seed}: ${text.length} bytes.\n` +
    `Features took ${seconds(extracted - started)}, training ${seconds(trained - extracted)}.\n`,
);
console.log(
  table(
    ["set", "rows", "supported", "claim nothing", "AUROC on what was trained on"],
    [...Map.groupBy(rows, ({ set }) => set)].map(([set, own]) => [
      set,
      String(own.length),
      String(own.filter(({ label }) => label === 1).length),
      String(own.filter(({ claims }) => claims.length === 0).length),
      percent(auroc(own.map((row) => ({ label: row.label, score: rowLogit(trees, row) })))),
    ]),
  ),
);
console.log(
  `\n${table(
    ["feature", "sign", "asked about"],
    FEATURES.map(({ name, sign }, at) => [name, sign === 1 ? "+" : "-", String(asked.get(at) ?? 0)]),
  )}`,
);

/** How often each feature is asked about, questions without a difference left out. */
function usesOf({ trees, depth }: TreesFile): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const tree of trees) {
    for (let question = 0; question < 2 ** depth - 1; question += 1) {
      const feature = tree[2 * question] ?? 0;
      if (feature !== 0 || tree[2 * question + 1] !== 0) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
  }
  return counts;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
