import { answered } from "../guards/answered.ts";
import { type CitedOptions, cited } from "../guards/cited.ts";
import { finished } from "../guards/finished.ts";
import { quoted } from "../guards/quoted.ts";
import { supported } from "../guards/supported.ts";
import { traceable } from "../guards/traceable.ts";
import { assertBatchOptions, type BatchOptions } from "./batch/options.ts";
import { eachHere, eachOnWorkers } from "./batch/verify-each.ts";
import type { Answer, Guard, Outcome } from "./types.ts";
import { assertVerifyOptions, type VerifyOptions as ChainOptions } from "./verify/options.ts";
import { verifyWith } from "./verify.ts";

export { answered } from "../guards/answered.ts";
export { type CitedOptions, cited } from "../guards/cited.ts";
export { finished } from "../guards/finished.ts";
export { quoted } from "../guards/quoted.ts";
export { shaped } from "../guards/shaped.ts";
export { type SupportedOptions, supported } from "../guards/supported.ts";
export { traceable } from "../guards/traceable.ts";
export * from "./core.ts";

/** The default chain, in its order. Options are those of `cited`. */
export function defaultGuards(options: CitedOptions = {}): readonly Guard[] {
  return [finished(), answered(), cited(options), traceable(), quoted(), supported()];
}

export interface VerifyOptions extends Omit<ChainOptions, "guards"> {
  /** Default: `defaultGuards`. */
  readonly guards?: readonly Guard[];
  /** For the default chain: whether an answer must carry citations. Default: `"when-present"`. */
  readonly citations?: "when-present" | "required";
}

/**
 * The answer verified, its claims tied to offsets in the sources; or escalated, with the sentence that failed, why,
 * what the source really says and what to do.
 *
 * Never throws for what is in the answer. Rejects with `TypeError` for options that make no sense, with what
 * your own `isFactual` throws, and with the signal's reason when aborted.
 *
 * @example
 * const outcome = await verify({ answer: "Refunds take 30 days [1].", sources: ["Refunds take 30 days."] });
 * if (outcome.status === "verified") show(outcome.answer);
 * else escalate(outcome.escalation);
 */
export async function verify(answer: Answer, options: VerifyOptions = {}): Promise<Outcome> {
  assertVerifyOptions(options);
  return verifyWith(answer, withChain(options));
}

export interface VerifyEachOptions extends VerifyOptions, BatchOptions {}

/**
 * The outcomes of many answers, one for each and in their order, as `verify` gives them. Memory holds a few answers at a
 * time: the input is read only as fast as outcomes are taken.
 *
 * A row that is no answer comes out as escalated, `invalid`; one whose worker died as `failed`, once it has killed one
 * alone: the rows beside it are checked once more. What the input throws is thrown after the outcomes of the rows before
 * it. Ending the loop early closes the input and the workers.
 *
 * Throws `TypeError` at once for options that make no sense, and rejects as `verify` does; besides with `VouchsafeError`
 * `worker-died` if no worker can be started, and `workers-unavailable` where there are no threads.
 *
 * @example
 * for await (const outcome of verifyEach(loggedAnswers, { workers: 4 })) {
 *   if (outcome.status === "escalated") console.log(outcome.id, codes(outcome));
 * }
 */
export function verifyEach(
  answers: AsyncIterable<Answer> | Iterable<Answer>,
  options: VerifyEachOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const { batch, rest } = assertBatchOptions(options);
  const here = withChain(rest);
  return (batch.workers ?? 0) > 0 ? eachOnWorkers(answers, rest, batch) : eachHere(answers, here, batch);
}

/** The options with their chain: the guards given, or the default ones. */
function withChain({ guards, citations, ...rest }: VerifyOptions): ChainOptions {
  if (guards !== undefined && citations !== undefined) {
    throw new TypeError("Expected `citations` to stand alone: with `guards` of your own, give it to `cited`.");
  }
  const scope = rest.scope === undefined ? {} : { scope: rest.scope };
  const chain = guards ?? defaultGuards(citations === undefined ? scope : { citations, ...scope });
  return { ...rest, guards: chain };
}
