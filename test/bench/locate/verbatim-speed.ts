import { table } from "../markdown.ts";
import { median } from "../metrics.ts";
import { type Bar, times } from "./bars.ts";
import { firstPlace, ours } from "./ours.ts";
import { indexOfAll } from "./peers.ts";
import { race, ratioCell, type Time } from "./race.ts";
import { sizeName } from "./settings.ts";
import { type Stage, sceneAt } from "./stage.ts";

const BATCH = 20; // quotations a trial: one alone is shorter than a clock can tell
const nothing: Time = { median: Number.NaN, trials: 0 };

/** A hit word for word in a raw string, beside what the language itself does. */
export function versusIndexOf(stage: Stage): readonly Bar[] {
  const { small, page, large, huge, trials, repeats } = stage.settings;
  const sizes = [small, page, large, huge];
  const [first, all] = [[] as number[], [] as number[]];
  const [firstCells, allCells] = [["first place"], ["all places"]];
  for (const units of sizes) {
    const runs = Array.from({ length: repeats }, (_, repeat) => {
      const { text, quotes } = sceneAt(stage, {
        units,
        number: 150 + repeat,
        of: "verbatim",
        length: 80,
        count: BATCH,
      });
      const lane = (find: (text: string, quote: string) => unknown) => ({
        ready: () => () => quotes.map(({ quote }) => find(text, quote)),
      });
      return race([firstPlace, (a: string, b: string) => a.indexOf(b), ours.cold, indexOfAll].map(lane), trials);
    });
    const column = (at: number): Time => ({
      median: median(runs.map((run) => run[at]?.median ?? Number.NaN)) / BATCH,
      trials,
    });
    const ratios = (own: number, peer: number): number =>
      median(runs.map((run) => (run[own] ?? nothing).median / (run[peer] ?? nothing).median));
    first.push(ratios(0, 1));
    all.push(ratios(2, 3));
    // Turned round: how many times as long we take.
    firstCells.push(ratioCell(column(0), column(1), trials));
    allCells.push(ratioCell(column(2), column(3), trials));
  }
  console.log(`\n## A hit word for word in a raw string, against String.indexOf, 80 characters\n`);
  console.log("Our time divided by its (our median : its).\n");
  console.log(table(["", ...sizes.map(sizeName)], [firstCells, allCells]));
  const bar = (name: string, figures: readonly number[]): Bar => ({
    name: `verbatim hit on a raw string, ${name}, the slowest size, against String.indexOf`,
    figure: Math.max(...figures),
    limit: 1.5,
    aim: 1.1,
    most: true,
    shown: times,
  });
  return [bar("first place", first), bar("all places", all)];
}
