import { decide } from "../decide/decide.ts";
import { digestsOf } from "../decide/digest.ts";
import type { Draft, Failure, Finish, Outcome, Reason, Source, Verdict } from "../types.ts";
import type { Checking } from "../verify/outcome-of.ts";

/** Why a call ends before the chain could run, and what is known of the answer by then. */
export interface Unchecked {
  readonly id: string;
  readonly question?: string;
  readonly answer?: string;
  readonly value?: unknown;
  readonly finish?: Finish;
  readonly sources?: readonly Source[];
  readonly verdicts?: readonly Verdict[];
  readonly reason?: Reason;
  readonly failure?: Failure;
}

/** The draft of an answer in which nothing is read. */
export function bareDraft({ id, question, answer = "", value, finish, sources = [] }: Unchecked): Draft {
  return {
    id,
    ...(question === undefined ? {} : { question }),
    answer,
    ...(value === undefined ? {} : { value }),
    ...(finish === undefined ? {} : { finish }),
    sources,
    claims: [],
    citations: [],
    skipped: [],
  };
}

/** An escalation: the chain did not run, and what was not checked is never verified. */
export async function uncheckedOutcome(known: Unchecked, { guards, attempts }: Checking): Promise<Outcome> {
  const { id, reason, failure, verdicts = [], sources = [] } = known;
  const started = performance.now();
  return decide({
    id,
    draft: bareDraft(known),
    guards: verdicts.length + guards.length,
    verdicts,
    failures: failure === undefined ? [] : [failure],
    ...(reason === undefined ? {} : { reason }),
    ...(attempts === undefined ? {} : { attempts }),
    sources: await digestsOf(sources),
    usage: { modelCalls: 0 },
    ms: performance.now() - started,
  });
}
