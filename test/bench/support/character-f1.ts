import type { PlainSpan } from "vouchsafe";
import { unitsOutside } from "../metrics.ts";

/** Characters of an answer, in UTF-16 units, each counted once. */
export interface Characters {
  readonly highlighted: number;
  readonly marked: number;
  /** Both. */
  readonly caught: number;
}

export function characters(highlighted: readonly PlainSpan[], marked: readonly PlainSpan[]): Characters {
  const { marked: all, outside } = unitsOutside(highlighted, marked);
  return { highlighted: all, marked: unitsOutside(marked, []).marked, caught: all - outside };
}

/** Of all answers together, so that a long one counts for more. `NaN` where nothing is marked or highlighted. */
export function characterRates(answers: readonly Characters[]) {
  const sum = (key: keyof Characters): number => answers.reduce((total, answer) => total + answer[key], 0);
  return {
    precision: sum("caught") / sum("highlighted"),
    recall: sum("caught") / sum("marked"),
    f1: (2 * sum("caught")) / (sum("highlighted") + sum("marked")),
  };
}

export const characterF1 = (answers: readonly Characters[]): number => characterRates(answers).f1;
