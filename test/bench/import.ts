// Time to import the built package beside zod: `npm run build && node test/bench/import.ts [runs]`.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const entries = {
  vouchsafe: new URL("../../dist/src/index.js", import.meta.url).href,
  "vouchsafe/core": new URL("../../dist/src/core.js", import.meta.url).href,
  zod: import.meta.resolve("zod"),
};
const runs = Number(process.argv[2] ?? 21);
if (!existsSync(fileURLToPath(entries.vouchsafe))) {
  console.error("There is no dist: run `npm run build` first.");
  process.exit(2);
}

// Each process measures one import and nothing else: a second one would find its modules loaded.
const program = `
const start = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - start));
`;

function milliseconds(url: string): number {
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program, url], { encoding: "utf8" }));
}

const times = Object.entries(entries).map(([name, url]) => ({ name, url, measured: [] as number[] }));
// In turns, so that whatever else the machine does falls on all of them alike; the first turn only warms the disk.
for (let turn = 0; turn <= runs; turn += 1) {
  for (const { url, measured } of times) {
    const time = milliseconds(url);
    if (turn > 0) measured.push(time);
  }
}

console.log(`| import, ${runs} processes each, Node ${process.versions.node} | median ms | fastest ms |`);
console.log("|---|---:|---:|");
for (const { name, measured } of times) {
  const sorted = measured.sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  console.log(`| ${name} | ${median.toFixed(1)} | ${(sorted[0] ?? Number.NaN).toFixed(1)} |`);
}
