import { defaultGuards, type Guard, type Outcome } from "vouchsafe";
import { builtInCodes } from "../decide/codes.ts";
import { distance } from "../text/distance.ts";

/**
 * Throws `TypeError` for a code that no guard raises: that it is missing says nothing. Where a guard is not of the
 * default chain its codes are its own, and any may be one.
 */
export function assertRaised(code: string, { verdicts }: Outcome, guards: readonly Guard[] = []): void {
  if (builtInCodes.includes(code)) return;
  if (verdicts.some(({ findings }) => findings.some((finding) => finding.code === code))) return;
  const usual = new Set(defaultGuards().map(({ name }) => name));
  const names = [...verdicts.map(({ guard }) => guard), ...guards.map(({ name }) => name)];
  if (names.some((name) => !usual.has(name))) return;
  const shown = JSON.stringify(code.slice(0, LONGEST));
  throw new TypeError(
    `Expected \`code\` to be one that a guard raises, got ${shown}; did you mean "${nearest(code)}"?`,
  );
}

const LONGEST = 80;

function nearest(code: string): string | undefined {
  const ranked = builtInCodes.map((known) => [known, distance(code.slice(0, LONGEST), known)] as const);
  return ranked.sort(([, left], [, right]) => left - right)[0]?.[0];
}
