import { readFileSync } from "node:fs";
import { read } from "vouchsafe";
const text = readFileSync("test/laws/linear.test.ts", "utf8");
const list = text.slice(text.indexOf("= [\n") + 2, text.indexOf("\n];") + 2);
const rows = eval(list) as [string, string][];
const sources = [{ id: "1", text: "a b c d", title: "a", url: "https://a.example/r" }];
const time = (answer: string) => { let best = 1e9; for (let k = 0; k < 3; k++) { const s = performance.now(); read({ answer, sources }); best = Math.min(best, performance.now() - s); } return best; };
for (const [what, unit] of rows) {
  const a = time(unit.repeat(40000 / unit.length)), b = time(unit.repeat(80000 / unit.length)), c = time(unit.repeat(160000 / unit.length));
  if (c / a > 5.5 && c > 60) console.log(what, a.toFixed(0), b.toFixed(0), c.toFixed(0), (c / a).toFixed(1));
}
