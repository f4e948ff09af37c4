import { probabilitiesOf } from "./probabilities.ts";
import type { Logits, Runtime } from "./runtime.ts";
import { trouble } from "./trouble.ts";

/** What one window says of its claim. */
export type Reading =
  | { readonly kind: "pair"; readonly supported: number; readonly contradicted?: number }
  /** Of each token of the claim, the probability that the window does not carry it. */
  | { readonly kind: "token"; readonly unsupported: readonly number[] };

interface Place {
  readonly row: number;
  readonly rows: number;
  readonly claim: { readonly start: number; readonly length: number };
}

/** Throws where the output has not the shape that a model of this kind has. */
export function readRow({ data, dims }: Logits, { row, rows, claim }: Place, runtime: Runtime): Reading {
  const { positions, readsFirst } = runtime;
  const perToken = positions.kind === "token" || readsFirst;
  const labels = dims.at(-1) ?? 0;
  const tokens = perToken ? (dims[1] ?? 0) : 1;
  if (dims.length !== (perToken ? 3 : 2) || dims[0] !== rows)
    throw trouble("model-mismatch", `the model gives logits of shape ${dims.join("×")}, as one of another kind does`);
  const at = (token: number): readonly number[] =>
    probabilitiesOf(
      Array.from({ length: labels }, (_, label) => data[(row * tokens + token) * labels + label] ?? Number.NaN),
    );
  const of = (probabilities: readonly number[], label: number): number => {
    const probability = probabilities[label];
    if (probability === undefined)
      throw trouble("model-mismatch", `the model gives ${labels} logits, too few for its labels`);
    return probability;
  };
  if (positions.kind === "token") {
    const { unsupported } = positions;
    return {
      kind: "token",
      unsupported: Array.from({ length: claim.length }, (_, token) => of(at(claim.start + token), unsupported)),
    };
  }
  const { supported, contradicted } = positions;
  const probabilities = at(0);
  return {
    kind: "pair",
    supported: of(probabilities, supported),
    ...(contradicted !== undefined && { contradicted: of(probabilities, contradicted) }),
  };
}
