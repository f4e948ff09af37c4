import { aTurn, type Deadline, forRequest } from "../context.ts";
import { causeOf } from "../decide/cause-of.ts";
import { feedbackOf, isMendable } from "../decide/repair.ts";
import { settle } from "../guard/settle.ts";
import type { Escalated, Failure, Outcome, Reason } from "../types.ts";
import { type Checking, OVERTIME } from "../verify/outcome-of.ts";
import { checkReply, knownBy } from "./check-reply.ts";
import { checkingOf } from "./checking-of.ts";
import { type Given, givenBy } from "./given.ts";
import type { Attempt, CallOptions, Wrapped } from "./options.ts";
import { readReply } from "./read-reply.ts";
import { uncheckedOutcome } from "./unchecked.ts";

const DEFAULT_ATTEMPTS = 2; // one try and one repair

/**
 * The outcome of one call: the function is called, its reply checked from scratch, and called again with what was
 * wrong while that can be mended. What ends after the deadline is dropped, whatever it says.
 */
export async function attempts<Input>(
  input: Input,
  wrapped: Wrapped<Input>,
  deadline: Deadline,
  { abortSignal, account = {} }: CallOptions & { readonly abortSignal: AbortSignal },
): Promise<Outcome> {
  const { fn, options, typed } = wrapped;
  const shared = { ...checkingOf(wrapped, deadline, { account }), abortSignal };
  const given = givenBy(input);
  const id = ("id" in given ? given.id : undefined) ?? crypto.randomUUID();
  const checking = (attempt: number): Checking => ({ ...shared, attempts: attempt });
  if ("failure" in given) return uncheckedOutcome({ id, reason: "invalid", ...given }, checking(0));
  const known = knownBy(id, given);
  if (options.sources !== "from-answer" && isBlank(given))
    return uncheckedOutcome({ ...known, reason: "no-sources", failure: NO_SOURCES }, checking(0));

  const context = forRequest(shared.context, id);
  let last: Escalated | undefined;
  let feedback = "";
  for (let attempt = 1; ; attempt += 1) {
    const told: Attempt = {
      attempt,
      // A copy: whatever the function does to it, the escalation keeps what was found.
      findings: structuredClone(last?.escalation.findings ?? []),
      feedback,
      ...context,
    };
    const ended = await settle(() => fn(input, told), deadline.signal);
    if (ended.status !== "returned") {
      abortSignal.throwIfAborted();
      // A turn later the models that were being asked have told what became of it.
      if (ended.status === "aborted") await aTurn();
      const { failure, reason } = ended.status === "aborted" ? TOO_LATE : causeOf(ended.reason);
      if (last !== undefined) return endedBy(reason, failure, last, attempt);
      return uncheckedOutcome({ ...known, reason, failure }, checking(attempt));
    }
    const reply = readReply(ended.value, given, id);
    const outcome = await checkReply(reply, known, typed, checking(attempt));
    if (outcome.status === "verified" || attempt >= (options.attempts ?? DEFAULT_ATTEMPTS)) return outcome;
    if (!isMendable(outcome)) return outcome;
    last = outcome;
    feedback = feedbackOf(outcome, "sources" in reply ? reply.sources : []);
  }
}

const TOO_LATE = { failure: OVERTIME, reason: "timed-out" } as const;

const NO_SOURCES: Failure = {
  code: "no-sources",
  message: 'sources: the input has none; the function was not called (sources: "from-answer" says that it brings them)',
};

const isBlank = ({ sources = [] }: Given): boolean => sources.every(({ text }) => text.trim() === "");

/** A later try that came to nothing: what was wrong with the answer before stays in the hands of whoever takes over. */
function endedBy(reason: Reason, failure: Failure, last: Escalated, attempt: number): Escalated {
  const { escalation } = last;
  return {
    ...last,
    attempts: attempt,
    escalation: { ...escalation, reason, failures: [...escalation.failures, failure] },
  };
}
