// Memory of a long run: `npm run bench:memory [-- --rows N]`, by default a million answers with texts of their own.
// Each setting runs in a process of its own with a small heap; workers have one of that size each.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { rowLimit } from "./data.ts";
import { table } from "./markdown.ts";

const ROWS = 1_000_000;
// Megabytes. The cache of prepared texts fills to some 92 with these rows; twice that leaves room for what is at hand.
const HEAP = 200;
const SETTINGS = [0, 2];

interface Point {
  readonly done: number;
  readonly right: number;
  readonly heap: number;
  readonly rss: number;
}

function run(rows: number, workers: number): readonly Point[] {
  const script = fileURLToPath(new URL("./memory-run.ts", import.meta.url));
  const flags = ["--conditions=@vouchsafe/source", `--max-old-space-size=${HEAP}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, String(rows), String(workers)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${rows} rows on ${workers} workers: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Point);
}

const rows = Math.min(rowLimit(), ROWS);
const [here = [], threads = []] = SETTINGS.map((workers) => run(rows, workers));
const cells = ({ heap, rss }: Point): readonly string[] => [heap.toFixed(1), rss.toFixed(0)];
console.log(
  table(
    ["answers", "heap, MB, this thread", "resident, MB", "heap, MB, main thread of two workers", "resident, MB, all"],
    here.map((point, at) => [point.done.toLocaleString("en-US"), ...cells(point), ...cells(threads[at] ?? point)]),
  ),
);
const wrong = [...here, ...threads].filter(({ done, right }) => done !== right).length;
console.log(`\n${wrong === 0 ? "Every outcome was as it should be." : "Some outcome was not as it should be."}`);
