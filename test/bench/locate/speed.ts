import type { Bar } from "./bars.ts";
import { coldBars } from "./cold-speed.ts";
import { growthBar, manyBars, preparedBars } from "./speed-bars.ts";
import { lengthTable, peerTable, preparedTable } from "./speed-tables.ts";
import { type Stage, warmUp } from "./stage.ts";
import { versusIndexOf } from "./verbatim-speed.ts";

/** All that hangs on a clock: tables, and bars that are measured several times. */
export function speed(stage: Stage): readonly Bar[] {
  warmUp(stage);
  preparedTable(stage);
  lengthTable(stage);
  peerTable(stage);
  return [...preparedBars(stage), ...manyBars(stage), ...coldBars(stage), ...versusIndexOf(stage), growthBar(stage)];
}
