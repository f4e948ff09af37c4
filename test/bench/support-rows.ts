import { read } from "vouchsafe/core";
import { support } from "vouchsafe/score";
import { answerOf, dataSet, withoutMarkers } from "./data.ts";
import type { Scored } from "./metrics.ts";

/** A labelled claim of a public data set with its support. */
export interface SupportRow extends Scored {
  /** The set, and the task where it has several. */
  readonly name: string;
  readonly source: string;
  /** The answer it is a sentence of. */
  readonly group: string;
}

/** Each claim as it stands, scored by `support`. */
export function supportRows(folder: string, set: string): readonly SupportRow[] {
  const { claims, texts } = dataSet(folder, set);
  return claims.map((row) => {
    const claim = withoutMarkers(row.claim);
    const { sources } = read(answerOf({ ...row, claim }, texts.get(row.source_id) ?? ""));
    const { score } = support(claim, sources, row.question === undefined ? {} : { question: row.question });
    const name = row.task === undefined ? set : `${set}, ${row.task}`;
    return { name, source: row.source_id, group: row.response_id ?? row.id, label: row.label, score };
  });
}
