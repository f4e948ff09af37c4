import { contextOf } from "./context.ts";
import { decide } from "./decide/decide.ts";
import { digestsOf } from "./decide/digest.ts";
import { leavesOf } from "./decide/leaves.ts";
import { settleOpen } from "./decide/settle-open.ts";
import { VouchsafeError } from "./errors.ts";
import { assertChain, assertGuards } from "./guard/chain.ts";
import { runGuard, runGuards } from "./guard/run.ts";
import type { ReadOptions } from "./read/options.ts";
import { read } from "./read/read.ts";
import type {
  Answer,
  Context,
  Draft,
  Failure,
  Finding,
  Guard,
  Judge,
  NonEmpty,
  Outcome,
  Reason,
  Trace,
  Verdict,
} from "./types.ts";

export interface CheckOptions extends ReadOptions {
  /** Aborting rejects with the signal's reason. */
  readonly abortSignal?: AbortSignal;
  readonly trace?: Trace;
}
export interface VerifyOptions extends CheckOptions {
  readonly guards: readonly Guard[];
  /** Settles open findings; never overturns a block. Without one the guards' own thresholds decide. */
  readonly judge?: Judge;
  /** The deadline of the whole call, guards and judge, in milliseconds. Default: none. */
  readonly timeoutMs?: number;
}
/** An answer for one guard: sources may be absent where the guard needs none. */
export type Checkable = Omit<Answer, "sources"> & Partial<Pick<Answer, "sources">>;

/** The verdict of one guard on an answer. An answer that cannot be read gives `error` with the field at fault. */
export async function check(guard: Guard, answer: Checkable, options: CheckOptions = {}): Promise<Verdict> {
  assertReadOptions(options);
  assertGuards([guard]);
  const context = contextOf(options);
  context.abortSignal.throwIfAborted();
  const draft = tryRead({ sources: [], ...answer }, options);
  if (draft instanceof VouchsafeError) {
    return {
      guard: guard.name,
      status: "error",
      findings: [],
      failure: { code: draft.code, message: draft.message },
    };
  }
  const verdict = await runGuard(guard, draft, context);
  context.abortSignal.throwIfAborted();
  return verdict;
}

/**
 * The answer verified, or escalated with the reason. Never throws for what is in the answer; rejects with `TypeError`
 * for options that make no sense and with the signal's reason when aborted.
 */
export async function verifyWith(answer: Answer, options: VerifyOptions): Promise<Outcome> {
  assertOptions(options);
  assertChain(options.guards);
  options.abortSignal?.throwIfAborted();
  const deadline = deadlineOf(options);
  try {
    return await outcomeOf(answer, options, contextOf({ ...options, abortSignal: deadline.signal }));
  } finally {
    deadline.release();
  }
}

async function outcomeOf(answer: Answer, options: VerifyOptions, context: Context): Promise<Outcome> {
  const started = performance.now();
  const { draft, reason, failures } = begin(answer, options);
  const ran = reason === "invalid" ? [] : await runGuards(options.guards, draft, context);
  // A block is final, so a judge is not paid for the rest.
  const blocked = ran.some(({ status }) => status === "fail" || status === "error");
  const open = ran.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "open"));
  const settled =
    blocked && options.judge !== undefined ? { findings: open } : await settleOpen(open, draft, options.judge, context);
  options.abortSignal?.throwIfAborted();
  // Work that never yields outruns the timer, so the clock is read as well.
  const late = options.timeoutMs !== undefined && performance.now() - started >= options.timeoutMs;
  const overtime: readonly Failure[] = late
    ? [{ code: "deadline-timed-out", message: "the deadline passed before a decision" }]
    : [];
  return decide({
    id: draft.id ?? crypto.randomUUID(),
    draft,
    verdicts: withSettled(ran, settled.findings),
    failures: [...failures, ...(settled.failure === undefined ? [] : [settled.failure]), ...overtime],
    ...(reason === undefined ? {} : { reason }),
    sources: await digestsOf(draft.sources),
    usage: { modelCalls: 0 },
    ms: performance.now() - started,
  });
}

/** One signal for the caller's abort and for the deadline; releasing it leaves no timer and no listener. */
function deadlineOf({ abortSignal, timeoutMs }: VerifyOptions): {
  readonly signal: AbortSignal;
  release(): void;
} {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(abortSignal?.reason);
  abortSignal?.addEventListener("abort", onAbort, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(), timeoutMs);
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", onAbort);
    },
  };
}

function tryRead(answer: Answer, options: ReadOptions): Draft | VouchsafeError {
  try {
    return read(answer, options);
  } catch (error) {
    if (error instanceof VouchsafeError) return error;
    // An accessor or a proxy that throws: the answer cannot be read, whatever it says.
    return new VouchsafeError("the answer cannot be read: one of its fields throws", {
      code: "answer-invalid",
      cause: error,
    });
  }
}

interface Beginning {
  readonly draft: Draft;
  /** Why it cannot be verified, where that is known before any guard runs. */
  readonly reason?: Reason;
  readonly failures: readonly Failure[];
}

/** The draft; or, of what cannot be read or stored, an empty one and why. Without sources the guards run all the same. */
function begin(answer: Answer, options: ReadOptions): Beginning {
  const draft = tryRead(answer, options);
  if (draft instanceof VouchsafeError) {
    return {
      draft: emptyDraft(answer),
      reason: "invalid",
      failures: [{ code: draft.code, message: draft.message }],
    };
  }
  if (draft.value !== undefined && leavesOf(draft.value) === undefined) {
    const { value: _value, ...rest } = draft;
    const message = "value: expected plain JSON, at most 200 levels deep: no functions, dates, cycles or NaN";
    return { draft: rest, reason: "invalid", failures: [{ code: "answer-invalid", message }] };
  }
  if (draft.sources.some(({ text }) => text.trim() !== "")) return { draft, failures: [] };
  const message = draft.sources.length === 0 ? "sources: none were given" : "sources: all of them are blank";
  return {
    draft,
    reason: "no-sources",
    failures: [{ code: "no-sources", message: `${message}; hand in the texts that the answer was written from` }],
  };
}

function emptyDraft(answer: Answer): Draft {
  let text: unknown;
  try {
    text = answer?.answer;
  } catch {
    // Already reported as unreadable.
  }
  return {
    answer: typeof text === "string" ? text : "",
    sources: [],
    claims: [],
    citations: [],
    skipped: [],
  };
}

/** The verdicts with each open finding as it was settled, and the status that follows. */
function withSettled(verdicts: readonly Verdict[], settled: readonly Finding[]): readonly Verdict[] {
  let next = 0;
  return verdicts.map((verdict) => {
    if (verdict.status === "error" || verdict.status === "pass") return verdict;
    const findings = verdict.findings.map((finding) =>
      finding.severity === "open" ? (settled[next++] ?? finding) : finding,
    );
    const has = (severity: Finding["severity"]): boolean => findings.some((finding) => finding.severity === severity);
    const status = has("block") ? "fail" : has("open") ? "open" : "pass";
    return { guard: verdict.guard, status, findings: findings as readonly Finding[] as NonEmpty<Finding> };
  });
}

function assertReadOptions({ abortSignal, trace, scope, boilerplate, isFactual }: CheckOptions): void {
  if (abortSignal !== undefined && typeof abortSignal?.throwIfAborted !== "function")
    throw expected("abortSignal", "an AbortSignal", abortSignal);
  if (trace !== undefined && typeof trace?.event !== "function")
    throw expected("trace", "an object with a method `event`", trace);
  if (scope !== undefined && scope !== "paragraph" && scope !== "sentence")
    throw expected("scope", '"paragraph" or "sentence"', scope);
  const sentences =
    boilerplate === undefined || (Array.isArray(boilerplate) && boilerplate.every((one) => typeof one === "string"));
  if (!sentences) throw expected("boilerplate", "an array of strings", boilerplate);
  if (isFactual !== undefined && typeof isFactual !== "function") throw expected("isFactual", "a function", isFactual);
}

const expected = (name: string, what: string, got: unknown): TypeError =>
  new TypeError(
    `Expected \`${name}\` to be ${what}, got ${typeof got === "string" ? JSON.stringify(got) : typeof got}.`,
  );

function assertOptions(options: VerifyOptions): void {
  assertReadOptions(options);
  const { timeoutMs, judge } = options;
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && timeoutMs > 0 && timeoutMs <= 2 ** 31 - 1)) {
    throw new TypeError(
      `Expected \`timeoutMs\` to be a number of milliseconds from 1 to 2147483647, got ${String(timeoutMs)}.`,
    );
  }
  if (judge !== undefined && typeof judge?.settle !== "function")
    throw new TypeError("Expected `judge` to have a method `settle`.");
}
