import { assertEvalCases, type EvalCase } from "./case.ts";

/** The cases of a stored evaluation. Throws `TypeError` that says what it is not. */
export function parseRun(value: unknown): readonly EvalCase[] {
  const { version, positive, cases } = Object(value) as { readonly [field: string]: unknown };
  if (version !== 1) throw new TypeError("Expected an evaluation of version 1, as vouchsafe eval --json prints.");
  if (positive !== "unsupported") throw new TypeError('Expected `positive` to be "unsupported".');
  assertEvalCases(cases);
  return cases;
}
