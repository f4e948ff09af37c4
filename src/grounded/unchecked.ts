import { decide } from "../decide/decide.ts";
import { digestsOf } from "../decide/digest.ts";
import type { Draft, Failure, Outcome, Reason, Verdict } from "../types.ts";
import { bareDraft } from "../verify/bare-draft.ts";
import { type Checking, OVERTIME } from "../verify/outcome-of.ts";

/** Why a call ends before the chain could run, and what is known of the answer by then. */
export interface Unchecked
  extends Partial<Pick<Draft, "question" | "answer" | "value" | "finish" | "sources">>,
    Pick<Outcome, "id"> {
  readonly verdicts?: readonly Verdict[];
  readonly reason?: Reason;
  readonly failure?: Failure;
}

/** An escalation: the chain did not run, and what was not checked is never verified. */
export async function uncheckedOutcome(
  { verdicts = [], reason, failure, ...draft }: Unchecked,
  { guards, attempts, isLate, meter }: Checking,
): Promise<Outcome> {
  const started = performance.now();
  const late = isLate();
  const ended = reason ?? (late ? "timed-out" : undefined);
  return decide({
    id: draft.id,
    draft: bareDraft(draft),
    guards: verdicts.length + guards.length,
    verdicts,
    failures: [...(failure === undefined ? [] : [failure]), ...(late && failure !== OVERTIME ? [OVERTIME] : [])],
    ...(ended === undefined ? {} : { reason: ended }),
    ...(attempts === undefined ? {} : { attempts }),
    sources: await digestsOf(draft.sources ?? []),
    usage: meter.usage(),
    ms: performance.now() - started,
  });
}
