import { mistake } from "../text/mistake.ts";
import type { Context, Draft, Finding, Guard, Verdict } from "../types.ts";
import { assertGuards } from "./chain.ts";
import { assertGuard, defineGuard } from "./define.ts";
import { memberError } from "./failure.ts";
import { isKebabCase } from "./kebab-case.ts";
import { runGuard } from "./run.ts";

/** Every one of the guards passes: their findings, one guard after the other. An error of one is an error of all. */
export function every(...guards: readonly Guard[]): Guard {
  assertGuards(guards);
  return defineGuard({
    name: `every-${namesOf(guards)}`,
    unit: guards.every((guard) => guard.unit === "claim") ? "claim" : "answer",
    ...costOf(guards),
    ...(guards.every((guard) => guard.advisory === true) && { advisory: true }),
    async check(draft, context) {
      const findings: Finding[][] = [];
      for (const guard of guards) findings.push([...(await findingsOf(guard, draft, context))]);
      return findings.flat();
    },
  });
}

/**
 * One of the guards passes: then what the passing ones noted, else the findings of all.
 *
 * An error is not a pass; if nothing but errors came, it is an error. A guard that costs model calls is asked only
 * while none has passed.
 */
export function some(...guards: readonly Guard[]): Guard {
  assertGuards(guards);
  return defineGuard({
    name: `some-${namesOf(guards)}`,
    // Even of claim guards: where one claim passes the first alone and the next the second alone, each claim passes
    // by itself and the answer passes neither.
    unit: "answer",
    ...costOf(guards),
    // One member that never blocks always passes, and so does the whole.
    ...(guards.some((guard) => guard.advisory === true) && { advisory: true }),
    async check(draft, context) {
      const verdicts: Verdict[] = [];
      let passed = false;
      for (const guard of guards) {
        if (passed && guard.cost === "model") continue;
        const verdict = await runGuard(guard, draft, context);
        passed ||= verdict.status === "pass";
        verdicts.push(verdict);
      }
      const heard = verdicts.filter(({ status }) => (passed ? status === "pass" : status !== "error"));
      if (heard.length > 0) return heard.flatMap(({ findings }) => findings);
      throw firstError(verdicts);
    },
  });
}

/** The guard, with warnings in place of what it blocks or leaves open under these codes; its errors stay. */
export function except(guard: Guard, codes: readonly string[]): Guard {
  assertGuard(guard);
  assertCodes(codes);
  return softened(guard, `${guard.name}-except-${codes.join("-")}`, new Set(codes));
}

/** The guard, with warnings in place of all that it blocks or leaves open, or of `codes` alone; its errors stay. */
export function lenient(guard: Guard, options: { readonly codes?: readonly string[] } = {}): Guard {
  assertGuard(guard);
  const { codes } = options;
  if (codes === undefined) return softened(guard, `lenient-${guard.name}`);
  assertCodes(codes);
  return softened(guard, `lenient-${guard.name}-on-${codes.join("-")}`, new Set(codes));
}

function softened(guard: Guard, name: string, codes?: ReadonlySet<string>): Guard {
  return defineGuard({
    name,
    unit: guard.unit,
    ...costOf([guard]),
    ...((codes === undefined || guard.advisory === true) && { advisory: true }),
    async check(draft, context) {
      const findings = await findingsOf(guard, draft, context);
      return findings.map((finding) => (codes?.has(finding.code) === false ? finding : toWarning(finding)));
    },
  });
}

function toWarning(finding: Finding): Finding {
  if (finding.severity === "note") return finding;
  // A warning is settled: there is nothing left to ask a judge.
  const { ask, otherwise, ...rest } = finding;
  return { ...rest, severity: "warn" };
}

/** The findings of one member, read as strictly as those of a guard by itself; an error of it throws. */
async function findingsOf(guard: Guard, draft: Draft, context: Context): Promise<readonly Finding[]> {
  const verdict = await runGuard(guard, draft, context);
  if (verdict.status === "error") throw memberError(verdict.failure);
  return verdict.findings;
}

function firstError(verdicts: readonly Verdict[]): Error {
  const failed = verdicts.find((verdict) => verdict.status === "error");
  return failed?.status === "error" ? memberError(failed.failure) : new Error("no guard answered");
}

function namesOf(guards: readonly Guard[]): string {
  return guards.map((guard) => guard.name).join("-");
}

function costOf(guards: readonly Guard[]): { readonly cost?: "model" } {
  return guards.some((guard) => guard.cost === "model") ? { cost: "model" } : {};
}

function assertCodes(codes: unknown): asserts codes is readonly string[] {
  if (!Array.isArray(codes) || codes.length === 0 || !codes.every(isKebabCase))
    throw mistake("codes", "be a list of one kebab-case code or more", codes);
}
