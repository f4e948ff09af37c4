import { read } from "vouchsafe/core";
import { coverage } from "../../src/score/coverage.ts";
import { measure } from "../../src/score/measure.ts";
import { asText } from "../../src/score/record/as-text.ts";
import { answerOf, dataSet, type LabelledClaim, withoutMarkers } from "../bench/data.ts";

/** A claim that was read in a labelled row. */
export interface ClaimFeatures {
  readonly features: Float64Array;
  /** Logits beside those of the trees. */
  readonly given: number;
  /** 0..1, by `coverage` alone. */
  readonly coverage: number;
}

/** A labelled sentence of a data set. */
export interface LabelledRow {
  /** As it is reported: of RAGTruth each task by itself. */
  readonly set: string;
  /** What is left out of training together. */
  readonly group: string;
  /** Unique over all sets. */
  readonly source: string;
  readonly label: 0 | 1;
  /** None if it claims nothing that words could carry: then it counts as supported. */
  readonly claims: readonly ClaimFeatures[];
}

interface LabelledSet {
  readonly folder: string;
  readonly group: string;
  /** How much it counts in training beside a set that is reported. */
  readonly weight: number;
  /** Only so many of its first rows are read. */
  readonly most?: number;
}

/**
 * What is trained on. The sets of a group leave together; no two groups share a source or a claim. The first five groups are
 * reported. The others count for less: they are minimal edits, dialogue that word overlap nearly solves, and
 * labels by a model.
 */
const SETS: readonly LabelledSet[] = [
  { folder: "ragtruth_sentences", group: "ragtruth", weight: 1 },
  { folder: "gensearch", group: "gensearch", weight: 1 },
  { folder: "attributedqa", group: "attributedqa", weight: 1 },
  { folder: "attrscore_gensearch", group: "attrscore_gensearch", weight: 1 },
  { folder: "hagrid", group: "hagrid", weight: 1 },
  { folder: "fm2", group: "fm2", weight: 0.5 },
  { folder: "scifact_rte", group: "scifact_rte", weight: 0.5 },
  { folder: "begin_wow", group: "begin", weight: 0.3, most: 1_200 },
  { folder: "begin_tc", group: "begin", weight: 0.3 },
  { folder: "begin_cmu", group: "begin", weight: 0.3 },
  { folder: "cg2c_doc", group: "cg2c", weight: 0.5 },
];

/** The groups that are reported, each left out whole. */
export const GROUPS: readonly string[] = SETS.filter(({ weight }) => weight === 1).map(({ group }) => group);

/** The sets that are reported, in their order. */
export const REPORTED: readonly string[] = [
  "ragtruth_qa",
  "ragtruth_summary",
  "ragtruth_data2txt",
  ...GROUPS.filter((group) => group !== "ragtruth"),
];

/** How much a set counts in training. */
export const weightOfSet = (set: string): number =>
  set === UNRELATED
    ? 1
    : (SETS.find(({ folder, group }) => folder === set || (group === "ragtruth" && set.startsWith("ragtruth_")))
        ?.weight ?? 0);

/** All labelled rows with the features of their claims: the slow part, done once for all models of a run. */
export function labelledRows(folder: string): readonly LabelledRow[] {
  return SETS.flatMap(({ folder: name, group, most }) => {
    const { claims, texts } = dataSet(folder, name);
    const own = claims.slice(0, most);
    const labelled = own.map((row): LabelledRow => {
      const set = group === "ragtruth" ? `ragtruth_${row.task ?? ""}` : name;
      const source = `${name}/${row.source_id}`;
      return { set, group, source, label: row.label, claims: claimsOf(row, texts.get(row.source_id) ?? "") };
    });
    return [...labelled, ...unrelatedRows(own, texts, { name, group })];
  });
}

/** The set of rows that nobody labelled: claims beside the source of another row. */
export const UNRELATED = "unrelated";
const EVERY = 8; // rows for one that is laid beside another's source

/**
 * Claims over a source that has nothing to do with them, not supported: in labelled data even a wrong claim is about its source,
 * and trees that never saw one that is not called such a claim as likely as any.
 */
function unrelatedRows(
  rows: readonly LabelledClaim[],
  texts: ReadonlyMap<string, string>,
  { name, group }: { readonly name: string; readonly group: string },
): readonly LabelledRow[] {
  const ids = [...texts.keys()];
  return rows
    .filter(({ task }, at) => at % EVERY === 0 && task !== "data2txt")
    .map((row): LabelledRow => {
      const other = ids[(ids.indexOf(row.source_id) + Math.ceil(ids.length / 2)) % ids.length] ?? row.source_id;
      const claims = claimsOf(row, texts.get(other) ?? "");
      return { set: UNRELATED, group, source: `${name}/${row.source_id}`, label: 0, claims };
    });
}

function claimsOf(row: LabelledClaim, text: string): readonly ClaimFeatures[] {
  const draft = read(answerOf({ ...row, claim: withoutMarkers(row.claim) }, text));
  const asked = draft.sources.map((_, at) => at);
  const texts = draft.sources.map(asText);
  return draft.claims.flatMap((claim) => {
    if (claim.kind === "absence") return [];
    const measured = measure(claim.text, draft.sources, asked, draft.question);
    if (measured === undefined) return [];
    const { features, given } = measured;
    return { features, given, coverage: coverage(claim.text, texts, asked)?.score ?? 0 };
  });
}
