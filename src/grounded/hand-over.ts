import { thrown } from "../decide/thrown.ts";
import { settle } from "../guard/settle.ts";
import type { Escalated } from "../types.ts";
import type { Handlers } from "./options.ts";

/**
 * The escalation as it leaves: with the fallback's reply, and told to whoever takes it. Neither can lose it: one that
 * throws is named in the outcome.
 */
export async function handOver<Input>(
  outcome: Escalated,
  input: Input,
  { fallback, onEscalate }: Handlers<Input>,
  abortSignal: AbortSignal,
): Promise<Escalated> {
  const answered =
    fallback === undefined
      ? outcome
      : await withFallback(outcome, () => fallback(outcome.escalation, input), abortSignal);
  if (onEscalate === undefined) return answered;
  const told = await settle(() => onEscalate(answered, input), abortSignal);
  if (told.status !== "threw") return { ...answered, delivery: { status: "delivered" } };
  return {
    ...answered,
    delivery: { status: "failed", failure: thrown("delivery-failed", "`onEscalate`", told.reason) },
  };
}

async function withFallback(outcome: Escalated, ask: () => unknown, abortSignal: AbortSignal): Promise<Escalated> {
  const ended = await settle(ask, abortSignal);
  if (ended.status === "returned" && typeof ended.value === "string" && ended.value.isWellFormed())
    return { ...outcome, reply: ended.value };
  const reason = ended.status === "threw" ? ended.reason : new TypeError("`fallback` returned no string");
  const failure = thrown("fallback-threw", "`fallback`", reason);
  const { escalation } = outcome;
  return { ...outcome, escalation: { ...escalation, failures: [...escalation.failures, failure] } };
}
