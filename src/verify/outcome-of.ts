import { forRequest } from "../context.ts";
import { decide } from "../decide/decide.ts";
import { digestsOf } from "../decide/digest.ts";
import { settleOpen } from "../decide/settle-open.ts";
import { runGuards } from "../guard/run.ts";
import { verdictOf } from "../guard/verdict.ts";
import type { ReadOptions } from "../read/options.ts";
import { lowerBound } from "../text/lower-bound.ts";
import type { Answer, Context, Draft, Failure, Finding, Guard, Judge, Outcome, PlainSpan, Verdict } from "../types.ts";
import { begin } from "./begin.ts";
import type { Meter } from "./meter.ts";

/** A leaf of a typed value that is part of the text checked: `at` indexes that text. */
export interface Leaf {
  readonly path: string;
  readonly at: PlainSpan;
}

export interface Checking {
  readonly guards: readonly Guard[];
  readonly judge?: Judge;
  readonly reading: ReadOptions;
  readonly context: Context;
  /** Of the whole call: it has counted what was asked before the chain, too. */
  readonly meter: Meter;
  /** The caller's own: aborting it rejects with its reason. */
  readonly abortSignal?: AbortSignal;
  /** Whether the deadline of the call has passed. */
  readonly isLate: () => boolean;
  /** Verdicts reached before the chain, which count as its first. */
  readonly already?: readonly Verdict[];
  readonly leaves?: readonly Leaf[];
  readonly attempts?: number;
}

/** The answer read once, put before every guard and the judge, and decided. Rejects with the caller's reason when aborted. */
export async function outcomeOf(answer: Answer, checking: Checking): Promise<Outcome> {
  const { guards, judge, reading, meter, isLate, already = [], leaves, attempts } = checking;
  const started = performance.now();
  const beginning = begin(answer, reading);
  const { reason, failures } = beginning;
  const draft = leaves === undefined ? beginning.draft : withPaths(beginning.draft, leaves);
  const id = draft.id ?? crypto.randomUUID();
  const context = forRequest(checking.context, id);
  const ran = reason === "invalid" ? [] : [...already, ...(await runGuards(guards, draft, context))];
  const open = ran.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "open"));
  // A block is final, so a judge is not paid for the rest.
  const isSettled = judge !== undefined && ran.some(({ status }) => status === "fail" || status === "error");
  const settled = isSettled ? { findings: open } : await settleOpen(open, draft, judge, context);
  checking.abortSignal?.throwIfAborted();
  const overtime: readonly Failure[] = isLate() ? [OVERTIME] : [];
  const ended = reason ?? (overtime.length > 0 ? "timed-out" : undefined);
  return decide({
    id,
    draft,
    guards: already.length + guards.length,
    verdicts: withSettled(ran, settled.findings),
    failures: [...failures, ...(settled.failure === undefined ? [] : [settled.failure]), ...overtime],
    ...(ended === undefined ? {} : { reason: ended }),
    ...(attempts === undefined ? {} : { attempts }),
    sources: await digestsOf(draft.sources),
    usage: meter.usage(),
    ms: performance.now() - started,
  });
}

export const OVERTIME: Failure = { code: "deadline-timed-out", message: "the deadline passed before a decision" };

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

/** Each claim with the leaf that says all of it. Leaves begin at different places. */
function withPaths(draft: Draft, leaves: readonly Leaf[]): Draft {
  const sorted = leaves.toSorted((a, b) => a.at.start - b.at.start);
  const claims = draft.claims.map((claim) => {
    const leaf = sorted[lowerBound(sorted.length, (at) => (sorted[at]?.at.start ?? 0) <= claim.at.start) - 1];
    return leaf !== undefined && claim.at.end <= leaf.at.end ? Object.freeze({ ...claim, path: leaf.path }) : claim;
  });
  return Object.freeze({ ...draft, claims: Object.freeze(claims) });
}
