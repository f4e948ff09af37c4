import type { ClaimPair, Entailment } from "vouchsafe/score";
import { claimStart } from "./claim-words.ts";
import { inputText, withoutMarks } from "./input-text.ts";
import { judgement } from "./judgement.ts";
import { type Reading, readRow } from "./read-row.ts";
import type { Encoded, Runtime } from "./runtime.ts";
import { piecesOf, windowsOf } from "./windows.ts";

const SLACK = 8; // tokens that a window may have more in its place than its words have alone, before it is cut in two

/** One window of the evidence of one pair. */
interface Row {
  readonly pair: number;
  readonly encoded: Encoded;
  /** The claim's tokens in it, for a model that judges tokens. */
  readonly claim: { readonly start: number; readonly length: number };
}

/**
 * What the model makes of each pair; `undefined` once nobody waits for it. Evidence longer than the model takes is read
 * in windows, see `judgement` for how they count together. Windows of one length are read together, whatever pair they are of.
 */
export async function entailPairs(
  given: readonly ClaimPair[],
  runtime: Runtime,
  { batchSize, isWanted, onProgress }: Run,
): Promise<readonly Entailment[] | undefined> {
  const pairs = given.map((pair) => cleaned(pair, runtime.marks));
  const rows = pairs.flatMap((pair, at) => rowsOf(pair, at, runtime));
  const byLength = [...rows].sort((a, b) => b.encoded.ids.length - a.encoded.ids.length);
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

export interface Run {
  readonly batchSize: number;
  readonly isWanted: () => boolean;
  readonly onProgress: () => void;
}

function cleaned({ claim, evidence, question }: ClaimPair, marks: readonly string[]): ClaimPair {
  return {
    claim: withoutMarks(claim, marks),
    evidence: withoutMarks(evidence, marks),
    ...(question !== undefined && { question: withoutMarks(question, marks) }),
  };
}

/** None where there is nothing to read, or nothing to be read about. */
function rowsOf(pair: ClaimPair, at: number, runtime: Runtime): readonly Row[] {
  const { form, maxTokens, eos, tokens } = runtime;
  const claim = tokens(pair.claim);
  const pieces = piecesOf(pair.evidence, (word) => tokens(word).length);
  if (claim.length === 0 || pieces.length === 0) return [];
  const encode = (evidence: string): Encoded => runtime.encode(inputText(form, { ...pair, evidence }, eos));
  const budget = maxTokens - encode("").ids.length - SLACK;
  const encoded = windowsOf(pair.evidence, pieces, {
    budget,
    encode(evidence) {
      const window = encode(evidence);
      return window.ids.length <= maxTokens ? window : undefined;
    },
  });
  return encoded.map((window) => ({
    pair: at,
    encoded: window,
    claim: {
      start: runtime.positions.kind === "token" ? claimStart(window.ids, claim) : 0,
      length: claim.length,
    },
  }));
}
