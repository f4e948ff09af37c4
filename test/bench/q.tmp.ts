import { readFileSync } from "node:fs";
import { normaliseText } from "../../src/text/normalise.ts";
import { gramsOf } from "../../src/text/locate/grams.ts";
import { prepare } from "vouchsafe/core";
let prose = readFileSync("/tmp/prose.txt", "utf8");
while (prose.length < 20e6) prose += prose;
const med = (f: () => void, n: number) => { const ts: number[] = []; for (let r = 0; r < n; r++) { const s = performance.now(); f(); ts.push(performance.now() - s); } ts.sort((a, b) => a - b); return [ts[n >> 1]!, ts[0]!] as const; };
for (const size of [2_000, 200_000, 2_000_000, 20_000_000]) {
  const t = Buffer.from(prose.slice(0, size), "utf16le").toString("utf16le");
  const n = size > 5e6 ? 5 : size < 5e3 ? 2000 : 15;
  const a = med(() => normaliseText(t), n); const nt = normaliseText(t);
  const b = med(() => gramsOf(nt.text), n);
  const c = med(() => prepare(t), n);
  console.log(size, "normalise", a.map((x) => (x * 1e6 / size).toFixed(2)), "grams", b.map((x) => (x * 1e6 / size).toFixed(2)), "prepare", c.map((x) => (x * 1e6 / size).toFixed(2)));
}
