import { type LabelledRow, labelledRows } from "../../fit/rows.ts";
import type { Bar } from "../locate/bars.ts";
import { answersOf, type TakenApart } from "./answers-of.ts";
import { type Fold, foldsOf, foldsScored } from "./folds.ts";
import { type TrainedWithout, trainedWithout } from "./left-out.ts";

/** What parts share: read and trained when first asked for, once. */
export interface Stage {
  readonly folder: string;
  readonly rows: () => readonly LabelledRow[];
  readonly withoutGroups: () => TrainedWithout;
  readonly folds: () => Promise<readonly Fold[]>;
}

/** One part of the benchmark: what it prints, and the bars it answers to. */
export type Part = (stage: Stage) => Shown | Promise<Shown>;
export interface Shown {
  readonly lines: readonly string[];
  readonly bars: readonly Bar[];
}

export function stageOf(folder: string): Stage {
  const rows = once(() => labelledRows(folder));
  return {
    folder,
    rows,
    withoutGroups: once(() => trainedWithout(rows(), ({ group }) => group)),
    folds: once(async () => foldsIn(rows(), await answersOf(folder))),
  };
}

/** Folds of RAGTruth's sources: their sentences leave training with their answers, all other sets stay in. */
function foldsIn(rows: readonly LabelledRow[], answers: readonly TakenApart[]): readonly Fold[] {
  const folds = foldsOf(answers);
  const foldOf = ({ group, source }: LabelledRow): string | undefined =>
    group === "ragtruth" ? folds.get(source.slice(source.indexOf("/") + 1)) : undefined;
  return foldsScored(answers, trainedWithout(rows, foldOf));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
