import { aTurn, deadlineOf } from "./context.ts";
import { attempts } from "./grounded/attempts.ts";
import { finishKnown } from "./grounded/finish-known.ts";
import { handOver } from "./grounded/hand-over.ts";
import { observe } from "./grounded/observe.ts";
import { assertCallOptions, type CallOptions, type WrapOptions, type Wrapped } from "./grounded/options.ts";
import { openRecords } from "./grounded/records.ts";
import type { TypedOutput } from "./grounded/typed-output.ts";
import { chainOf } from "./guard/chain.ts";
import { mistake } from "./text/mistake.ts";
import type { Guard, Observed, Outcome } from "./types.ts";

type Call = CallOptions & { readonly abortSignal: AbortSignal };

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
    guards: typed === undefined ? [...guards, finishKnown()] : guards,
    reading: {
      ...(scope === undefined ? {} : { scope }),
      ...(boilerplate === undefined ? {} : { boilerplate }),
      ...(isFactual === undefined ? {} : { isFactual }),
    },
    ...(typed === undefined ? {} : { typed }),
  };
  const records = openRecords(trace);
  let turn: Promise<unknown> = Promise.resolve();

  async function enforced(input: Input, call: Call): Promise<Outcome> {
    const { abortSignal } = call;
    const started = performance.now();
    const deadline = deadlineOf({ abortSignal, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    try {
      const decided = await attempts(input, wrapped, deadline, call);
      const told = decided.status === "verified" ? decided : await handOver(decided, input, options, abortSignal);
      abortSignal.throwIfAborted();
      const outcome = { ...told, ms: performance.now() - started };
      // A copy: a recorder that blots out what is private must not do so in the outcome that is given.
      const kept = record === undefined ? undefined : structuredClone(outcome);
      if (kept !== undefined) records.add(() => record?.(kept, input));
      return outcome;
    } finally {
      deadline.release();
    }
  }

  async function observed(input: Input, call: Call): Promise<Observed> {
    const { observed, check } = await observe(input, wrapped, call);
    // Each begins in a turn of its own: the checks of a busy hour must not stand before its answers.
    turn = turn.then(aTurn);
    const checked = turn.then(check);
    records.add(async () => record?.(await checked, input));
    return observed;
  }

  const ask = async (input: Input, given: CallOptions = {}): Promise<Outcome | Observed> => {
    assertCallOptions(given);
    const call = { abortSignal: new AbortController().signal, ...given };
    call.abortSignal.throwIfAborted();
    return mode === "observe" ? observed(input, call) : enforced(input, call);
  };
  return Object.assign(ask, { settled: records.settled });
}
