import type { ClaimPair, Entailment } from "vouchsafe/score";
import { withoutMarks } from "./input-text.ts";
import { judgement } from "./judgement.ts";
import { type Reading, readRow } from "./read-row.ts";
import { rowsOf } from "./rows.ts";
import type { Runtime } from "./runtime.ts";

const PAIRS_AT_ONCE = 256; // enough to put windows of one length together; and between two such stretches a call can end

export interface Run {
  /** Windows that the model is given at once. */
  readonly batchSize: number;
  readonly isWanted: () => boolean;
  readonly onProgress: () => void;
}

/**
 * What the model makes of each pair; `undefined` once nobody waits for it. Evidence longer than the model takes is read
 * in windows, see `judgement` for how they count together.
 */
export async function entailPairs(
  pairs: readonly ClaimPair[],
  runtime: Runtime,
  run: Run,
): Promise<readonly Entailment[] | undefined> {
  const results: Entailment[] = [];
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    if (!run.isWanted()) return undefined;
    const some = await entailSome(pairs.slice(from, from + PAIRS_AT_ONCE), runtime, run);
    if (some === undefined) return undefined;
    results.push(...some);
  }
  return results;
}

/** Windows of like length are read together, whatever pair they are of: the shorter are filled up to the longest. */
async function entailSome(
  given: readonly ClaimPair[],
  runtime: Runtime,
  { batchSize, isWanted, onProgress }: Run,
): Promise<readonly Entailment[] | undefined> {
  const pairs = given.map((pair) => cleaned(pair, runtime.marks));
  const rows = pairs.flatMap((pair, at) => rowsOf(pair, runtime).map((row) => ({ ...row, pair: at })));
  const byLength = rows.sort((a, b) => b.encoded.ids.length - a.encoded.ids.length);
  const readings: Reading[][] = pairs.map(() => []);
  for (let from = 0; from < byLength.length; from += batchSize) {
    if (!isWanted()) return undefined;
    const batch = byLength.slice(from, from + batchSize);
    const logits = await runtime.run(batch.map(({ encoded }) => encoded));
    for (const [row, { pair, claim }] of batch.entries()) {
      readings[pair]?.push(readRow(logits, { row, rows: batch.length, claim }, runtime));
    }
    onProgress();
  }
  return pairs.map(({ claim }, at) => judgement(claim, readings[at] ?? [], runtime));
}

function cleaned({ claim, evidence, question }: ClaimPair, marks: readonly string[]): ClaimPair {
  return {
    claim: withoutMarks(claim, marks),
    evidence: withoutMarks(evidence, marks),
    ...(question !== undefined && { question: withoutMarks(question, marks) }),
  };
}
