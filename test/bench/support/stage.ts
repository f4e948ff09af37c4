import { type LabelledRow, labelledRows } from "../../fit/rows.ts";
import type { Bar } from "../locate/bars.ts";
import { type TrainedWithout, trainedWithout } from "./left-out.ts";

/** What parts share: read and trained when first asked for, once. */
export interface Stage {
  readonly folder: string;
  readonly rows: () => readonly LabelledRow[];
  readonly withoutGroups: () => TrainedWithout;
}

/** One part of the benchmark: what it prints, and the bars it answers to. */
export type Part = (stage: Stage) => Shown | Promise<Shown>;
export interface Shown {
  readonly lines: readonly string[];
  readonly bars: readonly Bar[];
}

export function stageOf(folder: string): Stage {
  const rows = once(() => labelledRows(folder));
  return { folder, rows, withoutGroups: once(() => trainedWithout(rows(), ({ group }) => group)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
