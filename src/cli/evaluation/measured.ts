import type { Outcome } from "vouchsafe";
import type { EvalCase } from "vouchsafe/eval";
import { type Calibration, isReleased, probabilityOf } from "vouchsafe/score";
import { readRows } from "../cases.ts";
import type { Place } from "../entries.ts";
import { openProgress } from "../progress.ts";
import { describeInvalid, type Invalid, invalid } from "../report.ts";
import { resultsOf } from "../results.ts";
import type { Batch } from "../scoring/batch.ts";
import { scoringCheck } from "../scoring/check.ts";
import { tallied } from "../scoring/ended.ts";
import { failureOf, scoresOf } from "../scoring/scores.ts";
import type { Session } from "../session.ts";
import { type LabelledRow, readLabelled } from "./labelled-row.ts";

export interface Measured {
  readonly cases: readonly EvalCase[];
  /** How many could not be read, each named on standard error. */
  readonly invalid: number;
}

/**
 * Every labelled case with what the guards make of it. Flagged is what they withhold; with a calibration, what it does
 * not release. Of each case its numbers are kept, and no text.
 */
export async function measuredCases(
  { files, workers, maxLineBytes }: Batch,
  { session, calibration }: { readonly session: Session; readonly calibration: Calibration | undefined },
): Promise<Measured> {
  const cases: EvalCase[] = [];
  const keys = new Map<string, number>();
  let faults = 0;
  const progress = openProgress();
  const rows = readRows(files, { session, maxLineBytes }, readLabelled);
  for await (const result of resultsOf(rows, session, scoringCheck(session, workers))) {
    if (session.stop !== undefined) break;
    const found = caseOf(result, calibration);
    if ("status" in found) {
      faults += 1;
      progress.clear();
      process.stderr.write(`vouchsafe: ${describeInvalid(found)}\n`);
    } else cases.push({ ...found, id: unique(found.id, keys) });
    progress.advance(cases.length + faults, () => tallied("case", { scored: cases.length, invalid: faults }));
  }
  progress.clear();
  return { cases, invalid: faults };
}

type Found = LabelledRow & { readonly place: Place; readonly outcome: Outcome };

function caseOf(result: Found | Invalid, calibration: Calibration | undefined): EvalCase | Invalid {
  if (!("outcome" in result)) return result;
  const { key, supported, cluster, group, place, outcome } = result;
  const failure = failureOf(outcome);
  if (failure !== undefined) return invalid(place, { message: failure });
  const { support } = scoresOf(outcome);
  return {
    id: key,
    supported,
    score: support,
    ...(calibration === undefined ? {} : { probability: probabilityOf(calibration, support) }),
    flagged: calibration === undefined ? outcome.status === "escalated" : !isReleased(calibration, support),
    cluster,
    ...(group === undefined ? {} : { group }),
  };
}

/** Of several cases with one id each gets its number, so that two runs tell them apart. */
function unique(id: string, known: Map<string, number>): string {
  const count = (known.get(id) ?? 0) + 1;
  known.set(id, count);
  return count === 1 ? id : `${id} (${count})`;
}
