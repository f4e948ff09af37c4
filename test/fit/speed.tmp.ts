import { growTrees } from "./grow-trees.ts";
import { parseTrees, logitOf } from "../../src/score/model/trees.ts";
import { auroc, randomFrom } from "../bench/metrics.ts";
const r = randomFrom(5);
const F = 60, N = 18000;
const samples = Array.from({ length: N }, () => { const features = Float64Array.from({ length: F }, () => r()); const s = (features[0]??0) + (features[1]??0) * (features[2]??0) - (features[3]??0); return { features, label: (s + 0.6*(r()-.5) > .25 ? 1 : 0) as 0|1, weight: r() + .5 }; });
const names = Array.from({ length: F }, (_, i) => ({ name: `f${i}`, sign: (i === 3 ? -1 : 1) as 1|-1 }));
for (let k = 0; k < 3; k++) {
const t = performance.now();
const file = growTrees(samples, names, { trees: 150, depth: 3, rate: .1, lambda: 20, leastRows: 20, leastWeight: 60, columns: 1, seed: 1 });
const json = JSON.stringify(file);
console.log(performance.now() - t, json.length, file.trees[0]);
const trees = parseTrees(JSON.parse(json), names.map(n => n.name));
const t2 = performance.now();
const scored = samples.map((s) => ({ label: s.label, score: logitOf(trees, s.features) }));
console.log((performance.now() - t2)/N*1000, "us", auroc(scored));
}
