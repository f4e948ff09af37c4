import { clip, codes } from "vouchsafe";
import { describePlace } from "../summary/collect.ts";
import type { Result } from "../view.ts";
import { type Baseline, type Known, type RepeatedIds, tellRepeated } from "./baseline.ts";
import { contentKey, idKey, invalidKey, sharedKey } from "./case-key.ts";

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
      const id = "outcome" in result ? result.answer.id : undefined;
      const isRepeated = id !== undefined && ids.has(idKey(id));
      if (id !== undefined) ids.add(idKey(id));
      if (isRepeated) {
        tellRepeated(repeated, id);
        const own = baseline.byId.get(idKey(id));
        // What was taken for the case of this id by the id alone may be another one.
        if (own?.isLoose === true) {
          own.isLoose = false;
          still -= 1;
          tell(newly, `${clip(id, LONGEST)}: an earlier case of this run with this id; not in the baseline as it is`);
        }
      }
      const known = knownOf(baseline, result, isRepeated);
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

/**
 * What the earlier run had of this case. Where several cases share its id, then or now, the id alone says nothing: its
 * content must be the same, and be there as often.
 */
function knownOf({ byId, byContent, byBoth }: Baseline, result: Result, isRepeated: boolean): Known | undefined {
  if (!("outcome" in result)) return seen(byId.get(invalidKey(result)));
  const { answer, outcome } = result;
  if (answer.id === undefined) return seen(byContent.get(contentKey(outcome)));
  const own = seen(byId.get(idKey(answer.id)));
  const both = seen(byBoth.get(sharedKey(answer.id, outcome)));
  if (isRepeated || (own !== undefined && own.lines > 1))
    return both !== undefined && both.seen <= both.lines ? both : undefined;
  if (own !== undefined && both === undefined) own.isLoose = !own.wasVerified && outcome.status === "escalated";
  return own;
}

function seen(known: Known | undefined): Known | undefined {
  if (known !== undefined) known.seen += 1;
  return known;
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
