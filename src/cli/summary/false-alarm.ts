import { OPERATING_POINTS } from "vouchsafe/score";
import type { StoredEscalated, StoredFinding } from "./stored-outcome.ts";

/** What of an escalated answer failed. */
export interface FalseAlarm {
  /** 0..1, for ordering only: it is no probability. 0 if no guard doubted what the answer says. */
  readonly likelihood: number;
  readonly claims: number;
  readonly failed: number;
}

// What a failed claim weighs. Only words are missing, and few: a paraphrase looks so. Only its form is at fault: no
// citation, or a quotation that differs. All else, a figure that no source has for one, is seldom false.
const NARROW = 0.6;
const FORM = 0.5;
const HEAVY = 1;
const FORMAL = ["claim-uncited", "quote-not-found", "quote-misattributed", "quote-stitched", "quote-altered"];
/** A claim fell short narrowly between these scores; with a higher one what failed was an address or what a record says. */
const { permissive: NEAR, balanced: THRESHOLD } = OPERATING_POINTS;

/**
 * How likely the guards were wrong about an answer: the less of it failed, and the more narrowly, the likelier. One
 * less the weight of the failed claims over the number of claims and one more. An answer that was cut off, that
 * abstains or that could not be checked is no false alarm of a guard.
 *
 * Of the first 30 among the escalated answers of one half of RAGTruth's test sources people had marked nothing in 65 %;
 * of 30 drawn at random in 42 %. Weights were chosen on that half; on the other one it is 60 % against 40 %
 * (`npm run bench:summary -- --data DIR`).
 */
export function likelihoodOfFalseAlarm({ claims, escalation }: StoredEscalated): FalseAlarm {
  const failed = claims.filter(({ state }) => state !== "carried");
  const found = { claims: claims.length, failed: failed.length };
  const isDoubt = escalation.reason === "rejected" || escalation.reason === "undecided";
  if (!isDoubt || escalation.failures.length > 0 || failed.length === 0) return { ...found, likelihood: 0 };
  let weight = 0;
  for (const { findings } of failed) weight += weightOf(findings);
  return { ...found, likelihood: 1 - weight / (claims.length + 1) };
}

function weightOf(findings: readonly StoredFinding[]): number {
  let heaviest = 0;
  for (const { severity, code, score } of findings) {
    if (severity !== "block" && severity !== "open") continue;
    const isNarrow = code === "claim-unsupported" && score !== undefined && score >= NEAR && score < THRESHOLD;
    heaviest = Math.max(heaviest, FORMAL.includes(code) ? FORM : isNarrow ? NARROW : HEAVY);
  }
  return heaviest === 0 ? HEAVY : heaviest;
}
