import type { CallContext } from "../calls.ts";
import { type Deadline, deadlineOf } from "../context.ts";
import { assertKnown } from "../text/assert-known.ts";
import { unlessAborted } from "./aborting.ts";
import { modelError } from "./failure.ts";
import { identityOf } from "./identity.ts";
import type { Model, Prompt, Reply, ReplyPart, Wrap } from "./model.ts";
import { assertMilliseconds } from "./options.ts";

export interface TimeoutOptions {
  readonly timeoutMs: number;
}

interface Begun {
  readonly deadline: Deadline;
  readonly timeoutMs: number;
  readonly inner: CallContext;
}

/**
 * A call that is over in time, with everything inside: retries, waits, the last byte of a stream. If not, it is
 * aborted and rejects with `model-timed-out`, whether or not what is inside heeds its signal.
 */
export function timeout(options: TimeoutOptions): Wrap {
  assertKnown(options, ["timeoutMs"]);
  const { timeoutMs } = options;
  assertMilliseconds("timeoutMs", timeoutMs);
  return timeoutBy(() => timeoutMs);
}

/** The same with a time that is known only when the call begins; `msOf` is given its signal. */
export function timeoutBy(msOf: (signal: AbortSignal | undefined) => number): Wrap {
  const begin = (context: CallContext): Begun => {
    const { abortSignal } = context;
    abortSignal?.throwIfAborted();
    const timeoutMs = msOf(abortSignal);
    const deadline = deadlineOf({ timeoutMs, ...(abortSignal === undefined ? {} : { abortSignal }) });
    return { deadline, timeoutMs, inner: { ...context, abortSignal: deadline.signal } };
  };
  /** Of an error under way: the caller's reason, the time-out, or what it is. */
  const told = (error: unknown, context: CallContext, { deadline, timeoutMs }: Begun): unknown => {
    if (context.abortSignal?.aborted) return context.abortSignal.reason;
    return deadline.signal.aborted ? timedOut(timeoutMs) : error;
  };

  return (model: Model): Model => {
    async function generate(prompt: Prompt, context: CallContext = {}): Promise<Reply> {
      const begun = begin(context);
      const { deadline, inner } = begun;
      try {
        return await unlessAborted(model.generate(prompt, inner), deadline.signal);
      } catch (error) {
        throw told(error, context, begun);
      } finally {
        deadline.release();
      }
    }
    async function* stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
      const begun = begin(context);
      const { deadline, inner } = begun;
      const parts = model.stream(prompt, inner)[Symbol.asyncIterator]();
      let isOver = false;
      try {
        for (;;) {
          const next = await unlessAborted(parts.next(), deadline.signal);
          isOver = next.done === true;
          if (isOver) return;
          yield next.value;
        }
      } catch (error) {
        throw told(error, context, begun);
      } finally {
        deadline.release();
        // Not waited for: what does not heed its signal may never come back.
        if (!isOver) parts.return?.().catch(() => {});
      }
    }
    return { ...identityOf(model), generate, stream };
  };
}

function timedOut(timeoutMs: number): Error {
  const message = `No whole reply within ${Math.round(timeoutMs)} ms.`;
  return modelError({ code: "model-timed-out", message, retryable: true });
}
