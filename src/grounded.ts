import { contextOf, deadlineOf } from "./context.ts";
import { attempts } from "./grounded/attempts.ts";
import { finishKnown } from "./grounded/finish-known.ts";
import { handOver } from "./grounded/hand-over.ts";
import { observe } from "./grounded/observe.ts";
import { assertCallOptions, type CallOptions, type WrapOptions, type Wrapped } from "./grounded/options.ts";
import { openRecords } from "./grounded/records.ts";
import type { TypedOutput } from "./grounded/typed-output.ts";
import { chainOf } from "./guard/chain.ts";
import { mistake } from "./guard/mistake.ts";
import type { Guard, Observed, Outcome } from "./types.ts";

/** A wrapped function. */
export interface Ask<Input, Result> {
  (input: Input, options?: CallOptions): Promise<Result>;
  /** Resolves when every record begun so far is written; rejects with `record-failed` if one was not. */
  settled(): Promise<void>;
}

/**
 * The function with a chain around it: what it returns comes out verified or escalated, never as it is. In observe mode
 * it comes out as it is, and is checked afterwards. The options are checked by whoever binds the chain.
 */
export function groundedWith<Input>(
  fn: Wrapped<Input>["fn"],
  options: WrapOptions<Input>,
  given: readonly Guard[],
  typed: TypedOutput | undefined,
): Ask<Input, Outcome | Observed> {
  if (typeof fn !== "function") throw mistake("fn", "be a function", fn);
  const { scope, boilerplate, isFactual, trace, record, mode, timeoutMs } = options;
  const guards = chainOf(given);
  const wrapped: Wrapped<Input> = {
    fn,
    options,
    // Of typed output it is known that it has ended: it is whole JSON.
    guards: typed === undefined ? [...guards, finishKnown(guards)] : guards,
    reading: {
      ...(scope === undefined ? {} : { scope }),
      ...(boilerplate === undefined ? {} : { boilerplate }),
      ...(isFactual === undefined ? {} : { isFactual }),
    },
    ...(typed === undefined ? {} : { typed }),
  };
  const records = openRecords(trace);
  let turn: Promise<unknown> = Promise.resolve();

  async function enforced(input: Input, { abortSignal }: CallOptions): Promise<Outcome> {
    const started = performance.now();
    const deadline = deadlineOf({
      ...(abortSignal && { abortSignal }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const signal = contextOf(abortSignal && { abortSignal }).abortSignal;
    try {
      const decided = await attempts(input, wrapped, deadline, signal);
      const told = decided.status === "verified" ? decided : await handOver(decided, input, options, signal);
      signal.throwIfAborted();
      const outcome = { ...told, ms: performance.now() - started };
      if (record !== undefined) records.add(() => record(outcome, input));
      return outcome;
    } finally {
      deadline.release();
    }
  }

  async function observed(input: Input, { abortSignal }: CallOptions): Promise<Observed> {
    const signal = contextOf(abortSignal && { abortSignal }).abortSignal;
    const { observed, check } = await observe(input, wrapped, signal);
    // Each begins in a turn of its own: the checks of a busy hour must not stand before its answers.
    turn = turn.then(aTurn);
    const checked = turn.then(check);
    records.add(async () => record?.(await checked, input));
    return observed;
  }

  const ask = async (input: Input, call: CallOptions = {}): Promise<Outcome | Observed> => {
    assertCallOptions(call);
    call.abortSignal?.throwIfAborted();
    return mode === "observe" ? observed(input, call) : enforced(input, call);
  };
  return Object.assign(ask, { settled: records.settled });
}

const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
