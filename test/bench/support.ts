// The scorer against its bars: `npm run bench:support -- --data DIR [--part sets|labels|…] [--rows N]`.
// Every figure is of rows that neither trees nor threshold have seen. Exits with 0 whatever the figures; with 2 without data.
import { dataFolder } from "./data.ts";
import { type Bar, barTable } from "./locate/bars.ts";
import { answers } from "./support/answers.ts";
import { calibration } from "./support/calibration.ts";
import { escalations } from "./support/escalations.ts";
import { labels } from "./support/labels.ts";
import { sets } from "./support/sets.ts";
import { spans } from "./support/spans.ts";
import { speed } from "./support/speed.ts";
import { type Part, stageOf } from "./support/stage.ts";

const PARTS: Readonly<Record<string, Part>> = { escalations, sets, labels, answers, calibration, spans, speed };

const stage = stageOf(dataFolder());
const at = process.argv.indexOf("--part");
const wanted = at < 0 ? Object.keys(PARTS) : [process.argv[at + 1] ?? ""];
const unknown = wanted.find((part) => !Object.hasOwn(PARTS, part));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

const bars: Bar[] = [];
for (const name of wanted) {
  const started = performance.now();
  const shown = await PARTS[name]?.(stage);
  console.log(`## ${name}\n\n${(shown?.lines ?? []).join("\n")}\n`);
  console.log(`This part took ${((performance.now() - started) / 1_000).toFixed(0)} s.\n`);
  bars.push(...(shown?.bars ?? []));
}
if (bars.length > 0) console.log(`## Bars\n\n${barTable(bars)}`);
