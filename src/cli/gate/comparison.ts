import { clip, codes } from "vouchsafe";
import { describePlace } from "../summary/collect.ts";
import type { Result } from "../view.ts";
import { type Baseline, type Known, type RepeatedIds, tellRepeated } from "./baseline.ts";
import { contentKey, idKey, invalidKey } from "./case-key.ts";

/** Cases of one kind: how many, and the first of them by name. */
export interface Named {
  number: number;
  readonly names: string[];
}
/** This run beside an earlier one. */
export interface Comparison {
  /** Escalated or invalid now; verified before, or unknown before. */
  readonly newly: Named;
  /** Verified now; escalated or invalid before. */
  readonly mended: Named;
  /** Escalated or invalid, now as before. */
  readonly still: number;
  /** In the earlier run and not in this one. */
  readonly gone: number;
  /** Ids that this run has several times, and those that the earlier run had. */
  readonly repeated: RepeatedIds;
  readonly repeatedBefore: RepeatedIds;
}
export interface Comparer {
  add(result: Result): void;
  result(): Comparison;
}

const MOST_NAMED = 20; // of each kind: the others are counted, and are in the outcomes

export function compareWith(baseline: Baseline): Comparer {
  const newly: Named = { number: 0, names: [] };
  const mended: Named = { number: 0, names: [] };
  const repeated: RepeatedIds = { number: 0 };
  const ids = new Set<string>();
  let still = 0;
  return {
    add(result) {
      const known = knownOf(baseline, result);
      if (known !== undefined) known.isSeen = true;
      const id = "outcome" in result ? result.answer.id : undefined;
      if (id !== undefined && ids.has(idKey(id))) tellRepeated(repeated, id);
      if (id !== undefined) ids.add(idKey(id));
      const isVerified = "outcome" in result && result.outcome.status === "verified";
      if (isVerified && known?.wasVerified === false) tell(mended, nameOf(result));
      if (isVerified) return;
      if (known?.wasVerified === false) still += 1;
      else tell(newly, describeCase(result, known === undefined));
    },
    result: () => ({
      ...{ newly, mended, still, repeated },
      gone: baseline.gone(),
      repeatedBefore: baseline.repeated,
    }),
  };
}

/** What the earlier run had of this case. */
function knownOf({ byId, byContent }: Baseline, result: Result): Known | undefined {
  if (!("outcome" in result)) return byId.get(invalidKey(result));
  const { id } = result.answer;
  return id === undefined ? byContent.get(contentKey(result.outcome)) : byId.get(idKey(id));
}

function tell(named: Named, name: string): void {
  named.number += 1;
  if (named.names.length < MOST_NAMED) named.names.push(name);
}

function nameOf(result: Result): string {
  if (!("outcome" in result)) return describePlace(result);
  const place = describePlace(result.place);
  return result.answer.id === undefined ? place : `${clip(result.answer.id, LONGEST)} (${place})`;
}

const LONGEST = 80; // units of an id or of the codes

function describeCase(result: Result, isNew: boolean): string {
  const why = "outcome" in result ? clip(codes(result.outcome).join(", "), LONGEST) : clip(result.message, LONGEST);
  return `${nameOf(result)}: ${why}${isNew ? "; not in the baseline" : ""}`;
}
