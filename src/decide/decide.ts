import type {
  Basis,
  Draft,
  Escalated,
  Failure,
  Finding,
  Outcome,
  Reason,
  SourceDigest,
  Usage,
  Verdict,
  Verified,
  VerifiedText,
} from "../types.ts";
import { asChecked, asVerified, findingsByClaim, strength } from "./claims.ts";
import { codeEntry } from "./codes.ts";
import { leavesOf } from "./leaves.ts";
import { replyOf } from "./reply.ts";

export interface Decision {
  readonly id: string;
  readonly draft: Draft;
  /** How many guards the chain has: with fewer verdicts than these, something was not checked. */
  readonly guards: number;
  /** As they stand after the judge: see `settleOpen`. */
  readonly verdicts: readonly Verdict[];
  /** What failed beside the guards: the judge, the deadline. */
  readonly failures: readonly Failure[];
  /** Why there is nothing to decide, when that is known before any guard: no sources, an answer that cannot be read. */
  readonly reason?: Reason;
  /** How often the wrapped function was called. */
  readonly attempts?: number;
  readonly sources: readonly SourceDigest[];
  readonly usage: Usage;
  readonly ms: number;
}

/**
 * The one place that makes a `VerifiedText`: every guard passed, nothing is open, nothing failed, generation ended by
 * itself. Anything else is an escalation.
 */
export function decide(decision: Decision): Outcome {
  const { draft, verdicts } = decision;
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  const failures = [
    ...verdicts.flatMap((verdict) => (verdict.status === "error" ? [verdict.failure] : [])),
    ...decision.failures,
  ];
  const whole = verdicts.length > 0 && verdicts.length === decision.guards;
  const clean = whole && verdicts.every(({ status }) => status === "pass") && failures.length === 0;
  const finished = draft.finish === undefined || draft.finish === "stop";
  if (clean && finished && decision.reason === undefined) return verified(decision, findings);
  return escalated(decision, findings, failures, finished);
}

function verified(decision: Decision, findings: readonly Finding[]): Verified {
  const { id, draft, verdicts, attempts, sources, usage, ms } = decision;
  const byClaim = findingsByClaim(draft.claims, findings);
  const claims = draft.claims.map((claim, at) => asVerified(draft.answer, claim, byClaim[at] ?? []));
  return {
    status: "verified",
    id,
    answer: draft.answer as VerifiedText,
    ...(draft.value === undefined ? {} : { value: draft.value }),
    basis: weakestBasis(claims.map(({ basis }) => basis)),
    claims,
    warnings: findings.filter(({ severity }) => severity === "warn"),
    unchecked: draft.value === undefined ? [] : untold(draft),
    verdicts,
    sources,
    usage,
    ms,
    ...(attempts === undefined ? {} : { attempts }),
  };
}

/** The leaves of the value of which no claim was read: they were shown to a schema at most. */
function untold({ value, claims }: Draft): readonly string[] {
  const told = new Set(claims.flatMap(({ path }) => path ?? []));
  return (leavesOf(value) ?? []).filter((path) => !told.has(path));
}

function weakestBasis(bases: readonly Verified["claims"][number]["basis"][]): Basis {
  if (bases.length === 0) return "nothing-claimed";
  return bases.reduce((a, b) => {
    if (a === "unchecked" || b === "unchecked") return "unchecked";
    return strength(a) >= strength(b) ? a : b;
  });
}

function escalated(
  decision: Decision,
  findings: readonly Finding[],
  failures: readonly Failure[],
  finished: boolean,
): Escalated {
  const { id, draft, verdicts, attempts, sources, usage, ms } = decision;
  const against = findings
    .filter(({ severity }) => severity === "block" || severity === "open")
    .sort((a, b) => (a.at?.start ?? -1) - (b.at?.start ?? -1));
  const reason = decision.reason ?? reasonOf(against, failures, finished);
  const byClaim = findingsByClaim(draft.claims, findings);
  return {
    status: "escalated",
    id,
    reply: replyOf(draft, reason === "unanswered"),
    claims: draft.claims.map((claim, at) => asChecked(draft.answer, claim, byClaim[at] ?? [])),
    escalation: {
      reason,
      ...(draft.question === undefined ? {} : { question: draft.question }),
      withheld: { answer: draft.answer },
      findings: against,
      failures,
    },
    verdicts,
    sources,
    usage,
    ms,
    ...(attempts === undefined ? {} : { attempts }),
  };
}

/** A definite fault says more than a doubt, and a text that is not whole says most of all. */
function reasonOf(against: readonly Finding[], failures: readonly Failure[], finished: boolean): Reason {
  const blocks = against.filter(({ severity }) => severity === "block");
  const reasons = blocks.map(({ code }) => codeEntry(code).reason ?? "rejected");
  if (!finished || reasons.includes("incomplete")) return "incomplete";
  if (reasons.includes("rejected")) return "rejected";
  if (reasons.includes("unanswered")) return "unanswered";
  const own = failures.flatMap(({ code }) => codeEntry(code).reason ?? []);
  if (own.includes("over-budget")) return "over-budget";
  return failures.some(({ code }) => code.endsWith("timed-out")) ? "timed-out" : "undecided";
}
