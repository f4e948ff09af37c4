// Finding quotations beside named peers: `npm run bench:locate -- --data DIR [--part speed|quality|quotesum|memory|scripts]`.
// With --rows, every part on texts of a few kilobytes, for a smoke test; with --list, each wrong answer on standard error.
import { dataFolder, rowLimit } from "./data.ts";
import { type Bar, barTable } from "./locate/bars.ts";
import { memory } from "./locate/memory.ts";
import { readProse } from "./locate/prose.ts";
import { quality } from "./locate/quality.ts";
import { quotesum } from "./locate/quotesum.ts";
import { plantedEdits } from "./locate/sanity.ts";
import { scripts } from "./locate/scripts.ts";
import { FULL, SMOKE } from "./locate/settings.ts";
import { speed } from "./locate/speed.ts";
import type { Stage } from "./locate/stage.ts";

const PARTS: Readonly<Record<string, (stage: Stage) => readonly Bar[]>> = {
  speed,
  quality: (stage) => {
    plantedEdits(stage);
    return quality(stage);
  },
  quotesum,
  memory,
  scripts: (stage) => {
    scripts(stage);
    return [];
  },
};

const folder = dataFolder();
const at = process.argv.indexOf("--part");
const wanted = at < 0 ? Object.keys(PARTS) : [process.argv[at + 1] ?? ""];
const unknown = wanted.find((part) => !Object.hasOwn(PARTS, part));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

const stage: Stage = { folder, prose: readProse(folder), settings: Number.isFinite(rowLimit()) ? SMOKE : FULL };
const { sentences, heldOut } = stage.prose;
const shown = (count: number): string => count.toLocaleString("en-US");
console.log(
  `Texts are ${shown(sentences.length)} sentences of the data sets, no two alike, shuffled; ` +
    `${shown(heldOut.length)} of other documents are held out for fabricated quotations.\n` +
    "What a text needs beyond them (the largest does) is sentences walked along their pairs of words, the same each time.",
);
const bars = wanted.flatMap((part) => PARTS[part]?.(stage) ?? []);
if (bars.length > 0) console.log(`\n## Bars\n\n${barTable(bars)}`);
