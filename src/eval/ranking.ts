import { type Tied, tiesOf, weighed } from "./ties.ts";

export interface Scored {
  readonly label: 0 | 1;
  readonly score: number;
}

/**
 * The chance, 0..1, that a row labelled 1 scores above one labelled 0, a tie counting half. `NaN` unless both labels
 * occur.
 */
export function auroc(rows: readonly Scored[]): number {
  const ties = tiesOf(rows.map(({ score }) => score));
  const labels = rows.map(({ label }) => label === 1);
  return aurocOf(weighed(ties, labels, new Uint8Array(rows.length).fill(1)));
}

/** The same of ties, the highest score first. */
export function aurocOf(ties: readonly Tied[]): number {
  let above = 0;
  let below = 0;
  let inOrder = 0;
  for (const { supported, unsupported } of ties) {
    inOrder += unsupported * (above + supported / 2);
    above += supported;
    below += unsupported;
  }
  return inOrder / (above * below);
}

/**
 * The area under the risk-coverage curve, 0..1: the mean share of unsupported rows among those of the highest scores,
 * over all numbers of them. Within a tie the rows come in no order, so each counts as their mean. Weights are whole
 * numbers. `NaN` of nothing.
 */
export function aurcOf(ties: readonly Tied[]): number {
  let released = 0;
  let wrong = 0;
  let sum = 0;
  for (const { supported, unsupported } of ties) {
    const rate = unsupported / (supported + unsupported);
    for (let row = 1; row <= supported + unsupported; row += 1) sum += (wrong + row * rate) / (released + row);
    released += supported + unsupported;
    wrong += unsupported;
  }
  return sum / released;
}
