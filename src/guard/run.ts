import type { Context, Draft, Failure, Finding, Guard, Verdict } from "../types.ts";
import { failureOf } from "./failure.ts";
import { type Bounds, boundsOf, rebuild } from "./rebuild.ts";
import { settle } from "./settle.ts";
import { verdictOf } from "./verdict.ts";

/**
 * The guard's verdict; never rejects, whatever the guard does.
 *
 * What could not be checked never passes: a throw, a rejection, a guard that is still at work when the signal is
 * aborted, and a result that is not exactly a list of findings give `error`. An abort is no exception here: what it
 * means is for the caller to say.
 */
export async function runGuard(guard: Guard, draft: Draft, context: Context): Promise<Verdict> {
  const name = nameOf(guard);
  const bounds = boundsOf(draft);
  const settled = await settle(() => guard.check(draft, context), context.abortSignal);
  if (settled.status !== "returned") return errorOf(name, failureOf(name, settled));
  const read = readResult(name, settled.value, bounds);
  return "failure" in read ? errorOf(name, read.failure) : verdictOf(name, read.findings);
}

/**
 * The verdicts of those guards that ran, in the order written.
 *
 * A guard that costs model calls runs only when nothing failed before it; where it did not run it has no verdict,
 * and something else has failed.
 */
export async function runGuards(guards: readonly Guard[], draft: Draft, context: Context): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  let failed = false;
  for (const guard of guards) {
    if (failed && guard.cost === "model") continue;
    const verdict = await runGuard(guard, draft, context);
    failed ||= verdict.status === "fail" || verdict.status === "error";
    verdicts.push(verdict);
  }
  return verdicts;
}

function nameOf(guard: Guard): string {
  try {
    const { name } = guard;
    if (typeof name === "string") return name;
  } catch {
    // An accessor that throws: the verdict still needs a name.
  }
  return "unnamed";
}

function readResult(
  name: string,
  result: unknown,
  bounds: Bounds,
): { readonly findings: readonly Finding[] } | { readonly failure: Failure } {
  try {
    return { findings: rebuild(result, bounds) };
  } catch (reason) {
    return { failure: failureOf(name, { status: "malformed", reason }) };
  }
}

function errorOf(guard: string, failure: Failure): Verdict {
  return { guard, status: "error", findings: [], failure };
}
