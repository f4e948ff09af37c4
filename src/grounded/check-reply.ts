import { runGuard } from "../guard/run.ts";
import type { Failure, Outcome } from "../types.ts";
import { type Checking, outcomeOf } from "../verify/outcome-of.ts";
import type { Given } from "./given.ts";
import type { Reply } from "./reply.ts";
import { asText, type TypedOutput, typedValue } from "./typed-output.ts";
import { bareDraft, type Unchecked, uncheckedOutcome } from "./unchecked.ts";

/** The outcome of what a wrapped function returned; `known` is what its input brought. */
export async function checkReply(
  reply: Reply | { readonly failure: Failure },
  known: Unchecked,
  typed: TypedOutput | undefined,
  checking: Checking,
): Promise<Outcome> {
  if ("failure" in reply) return uncheckedOutcome({ ...known, reason: "invalid", ...reply }, checking);
  if (typed !== undefined) return checkTyped(reply, typed, checking);
  // `read` says what is wrong with an answer that is none.
  return outcomeOf({ ...reply, answer: reply.answer as string }, checking);
}

/** Shape first: of a value that does not match, no text can be trusted to say what is in it. */
async function checkTyped(reply: Reply, typed: TypedOutput, checking: Checking): Promise<Outcome> {
  const { id, answer, finish } = reply;
  const known: Unchecked = {
    ...knownBy(id, reply),
    ...(answer === undefined ? {} : { answer }),
    ...(finish === undefined ? {} : { finish }),
  };
  const found = typedValue(reply);
  if ("failure" in found) return uncheckedOutcome({ ...known, reason: "invalid", ...found }, checking);
  const read = { ...known, ...found };
  const shape = await runGuard(typed.shape, bareDraft(read), checking.context);
  if (shape.status !== "pass") return uncheckedOutcome({ ...read, verdicts: [shape] }, checking);
  const made = asText(reply, found.value, typed);
  if ("failure" in made) return uncheckedOutcome({ ...read, reason: "failed", ...made }, checking);
  return outcomeOf(made.answer, { ...checking, already: [shape], leaves: made.leaves });
}

/** What is known of an answer before there is one. */
export function knownBy(id: string, { question, sources }: Pick<Given, "question" | "sources">): Unchecked {
  return { id, ...(question === undefined ? {} : { question }), ...(sources === undefined ? {} : { sources }) };
}
