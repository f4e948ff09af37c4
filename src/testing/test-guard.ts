import { type Answer, type Guard, read, VouchsafeError } from "vouchsafe/core";
import { hear } from "./hear.ts";
import { lawsOf } from "./laws.ts";

/** One answer and what the guard is to say of it; without `expect`, the laws alone are tested. */
export interface GuardCase {
  /** Why the case is there: it stands in the error. */
  readonly reason: string;
  readonly answer: Omit<Answer, "sources"> & Partial<Pick<Answer, "sources">>;
  readonly expect?: "pass" | "open" | "fail";
  /** The codes of all findings but notes, each once, in any order. */
  readonly codes?: readonly string[];
}
export interface TestGuardOptions {
  /** How long a check may take before it counts as hanging; 5,000 unless told. */
  readonly patienceMs?: number;
}

/**
 * The guard keeps the laws of a guard on every case, and says what the case expects. Needs no test runner.
 *
 * The laws: it changes nothing; it says the same of the same draft; its name and codes are kebab-case; its spans lie
 * inside the answer and its evidence inside a source; a guard of unit `claim` says of the whole what it says of each
 * claim; it ends when its signal is aborted and leaves no listener there; and it gives findings at all.
 *
 * Rejects with `VouchsafeError` `law-broken` or `case-failed`, which names the law and the case; with `TypeError` for
 * no cases, which would prove nothing.
 */
export async function testGuard(
  guard: Guard,
  cases: readonly GuardCase[],
  options: TestGuardOptions = {},
): Promise<void> {
  const { patienceMs = 5_000 } = options;
  if (cases.length === 0) throw new TypeError("Expected `cases` to hold at least one case, got [].");
  for (const { reason, answer, expect, codes } of cases) {
    const draft = read({ ...answer, sources: answer.sources ?? [] });
    const where = `\`${guard.name}\`, case ${JSON.stringify(reason)}`;

    const [breach] = await lawsOf(guard, draft, patienceMs);
    if (breach)
      throw new VouchsafeError(`${where}: breaks the law of ${breach.law}: ${breach.message}`, {
        code: "law-broken",
      });

    const { verdict } = await hear(guard, draft, patienceMs);
    if (expect !== undefined && verdict.status !== expect)
      throw new VouchsafeError(`${where}: expected ${expect}, got ${verdict.status}`, {
        code: "case-failed",
      });
    const got = verdict.findings.flatMap(({ severity, code }) => (severity === "note" ? [] : code));
    if (codes !== undefined && shown(got) !== shown(codes))
      throw new VouchsafeError(`${where}: expected the codes ${shown(codes)}, got ${shown(got)}`, {
        code: "case-failed",
      });
  }
}

function shown(codes: readonly string[]): string {
  return JSON.stringify([...new Set(codes)].toSorted());
}
