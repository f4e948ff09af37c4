// Claims that a judge never sees, and what judging costs: `npm run bench:cascade -- --data DIR [--rows N]`. No score, band or
// threshold has seen the labels of the set it is measured on, but where it says so. Exits with 0 whatever the figures; with 2 without data.
import { answers } from "./cascade/answers.ts";
import { costs } from "./cascade/costs.ts";
import { guardedSets } from "./cascade/guarded.ts";
import { neverSent } from "./cascade/never-sent.ts";
import { shipped } from "./cascade/shipped.ts";
import { dataFolder } from "./data.ts";
import { barTable } from "./locate/bars.ts";
import { stageOf } from "./support/stage.ts";

const folder = dataFolder();
const { rows, withoutGroups, folds } = stageOf(folder);
const guarded = await guardedSets(folder);
const sent = neverSent({ rows: rows(), guarded, without: withoutGroups() });

console.log(`## Claims never sent to a judge\n\n${sent.lines.join("\n")}\n`);
console.log(`## The guard as shipped, on the same claims\n\n${shipped(guarded).join("\n")}\n`);
console.log(`## Whole answers\n\n${answers(await folds()).join("\n")}\n`);
console.log(`## What judging costs\n\n${(await costs(folder)).join("\n")}\n`);
console.log(`## Bars\n\n${barTable(sent.bars)}`);
