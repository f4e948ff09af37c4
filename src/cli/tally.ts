import type { Stop } from "./session.ts";

/** How many answers came out how. */
export interface Tally {
  verified: number;
  escalated: number;
  invalid: number;
  /** Requests that a judge made. */
  modelCalls: number;
}

export function noneYet(): Tally {
  return { verified: 0, escalated: 0, invalid: 0, modelCalls: 0 };
}

export function checked(tally: Tally): number {
  return tally.verified + tally.escalated + tally.invalid;
}

/** 0 all verified, 1 something escalated, 2 something could not be read or written, 130 interrupted. */
export function exitCodeOf(tally: Tally, stop: Stop | undefined): number {
  if (stop === "interrupted") return 130;
  if (stop === "output-failed" || tally.invalid > 0) return 2;
  return tally.escalated > 0 ? 1 : 0;
}

/** `1,204 answers: 1,190 verified, 12 escalated, 2 invalid`, and with a judge `; 310 model calls`. */
export function summarise(tally: Tally): string {
  const total = checked(tally);
  const parts = (["verified", "escalated", "invalid"] as const)
    .filter((status) => tally[status] > 0)
    .map((status) => `${count(tally[status])} ${status}`);
  const { modelCalls } = tally;
  const calls = modelCalls === 0 ? "" : `; ${count(modelCalls)} model ${modelCalls === 1 ? "call" : "calls"}`;
  return `${count(total)} ${total === 1 ? "answer" : "answers"}${parts.length > 0 ? ": " : ""}${parts.join(", ")}${calls}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
