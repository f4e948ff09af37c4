import { trouble } from "./trouble.ts";

/** The logits of one row as probabilities: a single one by itself, several together. Throws if any is no number. */
export function probabilitiesOf(logits: readonly number[]): readonly number[] {
  if (!logits.every(Number.isFinite)) throw trouble("model-output-invalid", "the model's output is not a number");
  const [single] = logits;
  if (logits.length === 1 && single !== undefined) return [1 / (1 + Math.exp(-single))];
  // From the largest down, so that no power overflows.
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
