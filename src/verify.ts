import { contextOf, deadlineOf } from "./context.ts";
import { assertGuards, chainOf } from "./guard/chain.ts";
import { runGuard } from "./guard/run.ts";
import type { Answer, Guard, Outcome, Verdict } from "./types.ts";
import { meterOf } from "./verify/meter.ts";
import { assertCheckOptions, assertVerifyOptions, type CheckOptions, type VerifyOptions } from "./verify/options.ts";
import { outcomeOf } from "./verify/outcome-of.ts";
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
  const {
    guards: given,
    judge,
    abortSignal,
    timeoutMs: _timeoutMs,
    trace: _trace,
    account: _account,
    ...reading
  } = options;
  const guards = chainOf(given);
  abortSignal?.throwIfAborted();
  const deadline = deadlineOf(options);
  try {
    const meter = meterOf();
    const context = contextOf({ ...options, abortSignal: deadline.signal, onCall: meter.onCall });
    return await outcomeOf(answer, {
      guards,
      ...(judge === undefined ? {} : { judge }),
      reading,
      context,
      meter,
      ...(abortSignal === undefined ? {} : { abortSignal }),
      isLate: deadline.isOver,
    });
  } finally {
    deadline.release();
  }
}
