// Time of the default chain: `npm run bench:speed [-- --rows N]`. What importing costs beside zod: `test/bench/import.ts`.
// With --rows, only the first N fixtures and synthetic answers of at most N claims and 20 kB, for a smoke test.
import { readFileSync } from "node:fs";
import { type Answer, verify } from "vouchsafe";
import { rowLimit } from "./data.ts";
import { milliseconds, table } from "./markdown.ts";
import { median, quantile } from "./metrics.ts";
import { syntheticAnswer } from "./synthetic.ts";

const RUNS = 5;
const CLAIMS = [1, 10, 100, 1_000];
const SOURCES = [2_000, 20_000, 200_000, 2_000_000]; // UTF-16 units, all of them ASCII: bytes

const limit = rowLimit();

async function timeOf(answer: Answer): Promise<number> {
  const started = performance.now();
  await verify(answer);
  return performance.now() - started;
}

const file = new URL("../../fixtures/verified.jsonl", import.meta.url);
const fixtures = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .slice(0, limit)
  .map((line) => (JSON.parse(line) as { readonly answer: Answer }).answer);
const passes: number[][] = [];
for (let pass = 0; pass <= RUNS; pass += 1) {
  const times: number[] = [];
  for (const answer of fixtures) times.push(await timeOf(answer));
  // The first pass prepares the sources and warms the code; what it took is what a fresh process takes.
  passes.push(times);
}
const [first = [], ...later] = passes;
const over = (at: number): string => milliseconds(median(later.map((times) => quantile(times, at))));
console.log(
  table(
    [`milliseconds an answer, ${fixtures.length} of fixtures/verified.jsonl`, "median", "99th percentile"],
    [
      ["first pass of a fresh process", milliseconds(median(first)), milliseconds(quantile(first, 0.99))],
      [`median of ${RUNS} later passes`, over(0.5), over(0.99)],
    ],
  ),
);

console.log(`\nOne source of invented words that the library has not seen; median of ${RUNS}, milliseconds.\n`);
let seed = 0; // another for each run, so that none finds the sources of one before it prepared
const rows: string[][] = [];
for (const units of SOURCES.filter((size) => limit >= 1_000 || size <= 20_000)) {
  const cells: string[] = [];
  for (const claims of CLAIMS.filter((count) => count <= limit)) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      seed += 1;
      times.push(await timeOf(syntheticAnswer({ claims, units, seed })));
    }
    cells.push(milliseconds(median(times)));
  }
  rows.push([`source of ${units / 1_000} kB`, ...cells]);
}
console.log(
  table(
    ["", ...CLAIMS.filter((count) => count <= limit).map((count) => (count === 1 ? "1 claim" : `${count} claims`))],
    rows,
  ),
);
