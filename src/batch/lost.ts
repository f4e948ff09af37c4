import { decide } from "../decide/decide.ts";
import { digestsOf } from "../decide/digest.ts";
import type { ReadOptions } from "../read/options.ts";
import type { Answer, Failure, Outcome } from "../types.ts";
import { begin, emptyDraft } from "../verify/begin.ts";

/** The escalation of a row that is no answer, or that holds what no thread can be sent. */
export async function unsendable(row: Answer, options: ReadOptions): Promise<Outcome> {
  const started = performance.now();
  const read = begin(row, options);
  const isInvalid = read.reason === "invalid";
  const draft = isInvalid ? read.draft : emptyDraft(row);
  return decide({
    ...undecided,
    id: draft.id ?? crypto.randomUUID(),
    draft,
    failures: isInvalid ? read.failures : [cannotBeCloned],
    reason: "invalid",
    sources: await digestsOf(draft.sources),
    ms: performance.now() - started,
  });
}

/** The escalation of an answer whose worker ended over it. It is not read again: that may be what the worker ended of. */
export function lost({ id, question, ...answer }: Answer, failure: Failure, ms: number): Outcome {
  const draft = {
    ...emptyDraft(answer),
    ...(typeof id === "string" ? { id } : {}),
    ...(typeof question === "string" ? { question } : {}),
  };
  return decide({
    ...undecided,
    id: draft.id ?? crypto.randomUUID(),
    draft,
    failures: [failure],
    reason: failure.code === "worker-died" ? "failed" : "timed-out",
    sources: [],
    ms,
  });
}

const undecided = { guards: 0, verdicts: [], usage: { modelCalls: 0 } } as const;

const cannotBeCloned: Failure = {
  code: "answer-invalid",
  message: "the answer cannot be sent to a worker: it holds what cannot be cloned, such as a function",
};
