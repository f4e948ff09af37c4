import { check, type Finding, supported } from "vouchsafe";
import { answerOf, dataSet, withoutMarkers } from "../data.ts";

/** What `supported` itself makes of one labelled sentence. */
export interface Guarded {
  readonly source: string;
  readonly label: 0 | 1;
  /** Whatever its score: a block, or word for word in its source, or nothing claimed. Absent: the score decides. */
  readonly free?: Decided;
  /** Its findings as shipped. */
  readonly shipped: readonly Finding[];
}
export type Decided = "fails" | "passes";

const FOLDERS = ["ragtruth_sentences", "gensearch", "attributedqa", "attrscore_gensearch", "hagrid"];

/** By set, in the order of the data. */
export async function guardedSets(folder: string): Promise<ReadonlyMap<string, readonly Guarded[]>> {
  const sets = new Map<string, Guarded[]>();
  for (const name of FOLDERS) {
    const { claims, texts } = dataSet(folder, name);
    for (const row of claims) {
      const set = row.task === undefined ? name : `ragtruth_${row.task}`;
      const answer = answerOf({ ...row, claim: withoutMarkers(row.claim) }, texts.get(row.source_id) ?? "");
      // No score reaches this threshold: what is a note here is one whatever the trees say.
      const unscored = await check(supported({ threshold: 1 }), answer);
      const { findings } = await check(supported(), answer);
      const free = freely(unscored.findings);
      const own = sets.get(set) ?? [];
      own.push({ source: row.source_id, label: row.label, shipped: findings, ...(free && { free }) });
      sets.set(set, own);
    }
  }
  return sets;
}

function freely(findings: readonly Finding[]): Decided | undefined {
  if (findings.some(({ severity }) => severity === "block")) return "fails";
  return findings.every(({ severity }) => severity === "note") ? "passes" : undefined;
}
