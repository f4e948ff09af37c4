import { contextOf, deadlineOf } from "./context.ts";
import { decide } from "./decide/decide.ts";
import { digestsOf } from "./decide/digest.ts";
import { settleOpen } from "./decide/settle-open.ts";
import { assertChain, assertGuards } from "./guard/chain.ts";
import { defineGuard } from "./guard/define.ts";
import { runGuard, runGuards } from "./guard/run.ts";
import { verdictOf } from "./guard/verdict.ts";
import type { Answer, Context, Failure, Finding, Guard, Outcome, Verdict } from "./types.ts";
import { begin } from "./verify/begin.ts";
import { assertCheckOptions, assertVerifyOptions, type CheckOptions, type VerifyOptions } from "./verify/options.ts";
import { readOnce } from "./verify/read-once.ts";

/** An answer for one guard: sources may be absent where the guard needs none. */
export type Checkable = Omit<Answer, "sources"> & Partial<Pick<Answer, "sources">>;

/** The verdict of one guard on an answer. An answer that cannot be read gives `error` with the field at fault. */
export async function check(guard: Guard, answer: Checkable, options: CheckOptions = {}): Promise<Verdict> {
  assertCheckOptions(options);
  assertGuards([guard]);
  const context = contextOf(options);
  context.abortSignal.throwIfAborted();
  const once = readOnce({ sources: [], ...answer }, options);
  if ("failure" in once) return { guard: guard.name, status: "error", findings: [], failure: once.failure };
  const verdict = await runGuard(guard, once.draft, context);
  context.abortSignal.throwIfAborted();
  return verdict;
}

/**
 * The answer verified, or escalated with the reason. Never throws for what is in the answer; rejects with `TypeError`
 * for options that make no sense, with what the caller's own `isFactual` throws, and with the signal's reason when
 * aborted.
 */
export async function verifyWith(answer: Answer, options: VerifyOptions): Promise<Outcome> {
  assertVerifyOptions(options);
  const guards = chainOf(options.guards);
  options.abortSignal?.throwIfAborted();
  const deadline = deadlineOf(options);
  try {
    const context = contextOf({ ...options, abortSignal: deadline.signal });
    return await outcomeOf(answer, { ...options, guards }, context, deadline.isOver);
  } finally {
    deadline.release();
  }
}

/** A chain of the call's own: what a guard does to the caller's list or to another guard comes too late. */
function chainOf(given: unknown): readonly Guard[] {
  const guards: unknown = Array.isArray(given) ? [...given] : given;
  assertChain(guards);
  return guards.map(defineGuard);
}

async function outcomeOf(
  answer: Answer,
  { guards, judge, abortSignal, ...options }: VerifyOptions,
  context: Context,
  isLate: () => boolean,
): Promise<Outcome> {
  const started = performance.now();
  const { draft, reason, failures } = begin(answer, options);
  const ran = reason === "invalid" ? [] : await runGuards(guards, draft, context);
  const open = ran.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "open"));
  // A block is final, so a judge is not paid for the rest.
  const isSettled = judge !== undefined && ran.some(({ status }) => status === "fail" || status === "error");
  const settled = isSettled ? { findings: open } : await settleOpen(open, draft, judge, context);
  abortSignal?.throwIfAborted();
  const overtime: readonly Failure[] = isLate()
    ? [{ code: "deadline-timed-out", message: "the deadline passed before a decision" }]
    : [];
  return decide({
    id: draft.id ?? crypto.randomUUID(),
    draft,
    guards: guards.length,
    verdicts: withSettled(ran, settled.findings),
    failures: [...failures, ...(settled.failure === undefined ? [] : [settled.failure]), ...overtime],
    ...(reason === undefined ? {} : { reason }),
    sources: await digestsOf(draft.sources),
    usage: { modelCalls: 0 },
    ms: performance.now() - started,
  });
}

/** The verdicts with each open finding as it was settled, and the status that follows. */
function withSettled(verdicts: readonly Verdict[], settled: readonly Finding[]): readonly Verdict[] {
  let next = 0;
  return verdicts.map((verdict) => {
    if (verdict.status === "error" || verdict.status === "pass") return verdict;
    const findings = verdict.findings.map((finding) =>
      finding.severity === "open" ? (settled[next++] ?? finding) : finding,
    );
    return verdictOf(verdict.guard, findings);
  });
}
