import { randomFrom } from "../metrics.ts";
import type { Claim } from "./sets.ts";

export interface JudgeOptions {
  /** Its share of wrong verdicts, of supported claims and of the others alike: balanced accuracy is one less that. */
  readonly error: number;
  readonly seed: number;
  /** How much more often it is wrong where the score is wrong than where it is right; its mean error stays. Default: 0. */
  readonly shared?: number;
}

/** A judge simulated from the human labels: 1 for each claim that it is right about. */
export function verdictsOf(claims: readonly Claim[], { error, seed, shared = 0 }: JudgeOptions): Uint8Array {
  // A xorshift begins with small numbers for a small seed: every judge would be wrong about the first claims.
  const random = randomFrom(Math.imul(seed, 0x9e3779b1));
  const shareRight = [0, 1].map((label) => {
    const own = claims.filter((claim) => claim.label === label);
    return own.filter(isScoreRight).length / Math.max(1, own.length);
  });
  return Uint8Array.from(claims, (claim) => {
    const right = shareRight[claim.label] ?? 0;
    const own = error + shared * (isScoreRight(claim) ? right - 1 : right);
    return random() < own ? 0 : 1;
  });
}

const isScoreRight = ({ score, label }: Claim): boolean => score >= 0.5 === (label === 1);
