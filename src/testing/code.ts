import { defaultGuards, type Guard, type Outcome } from "vouchsafe";
import { nearestCode } from "vouchsafe/core";

/**
 * Throws `TypeError` for a code that no guard raises: that it is missing says nothing. Where a guard is not of the
 * default chain its codes are its own, and any may be one.
 */
export function assertRaised(code: string, { verdicts }: Outcome, guards: readonly Guard[] = []): void {
  const meant = nearestCode(code);
  if (meant === code || verdicts.some(({ findings }) => findings.some((finding) => finding.code === code))) return;
  const usual = new Set(defaultGuards().map(({ name }) => name));
  const names = [...verdicts.map(({ guard }) => guard), ...guards.map(({ name }) => name)];
  if (names.some((name) => !usual.has(name))) return;
  throw new TypeError(
    `Expected \`code\` to be one that a guard raises, got ${JSON.stringify(code)}; did you mean "${meant}"?`,
  );
}
