import { type Context, VouchsafeError } from "vouchsafe/core";
import type { ClaimPair, Entailer, Entailment } from "vouchsafe/score";
import type { FromWorker, Trouble } from "./messages.ts";
import { type LocalOptions, mistake, taskOf } from "./options.ts";
import { startThread, type Thread } from "./thread.ts";

/** A model on this machine, on a thread of its own. */
export interface LocalEntailer extends Entailer {
  /**
   * Rejects with `VouchsafeError`: `peer-missing`, `peer-unusable`, `model-unavailable`, `model-mismatch`,
   * `model-output-invalid`, `model-failed`, `input-too-long`, `entailer-closed`, and, worth another try, `timed-out` and
   * `worker-died`; on abort with the signal's reason.
   */
  entail(pairs: readonly ClaimPair[], context?: Partial<Context>): Promise<readonly Entailment[]>;
  /** Ends the thread. Calls that wait are rejected at once; it resolves when the batch that is being read is done. */
  close(): Promise<void>;
}

interface Call {
  /** How often the thread had been heard when the call was made. */
  readonly heard: number;
  resolve(results: readonly Entailment[]): void;
  reject(error: unknown): void;
}

const TIMEOUT_MS = 60_000; // time to load a large model from a slow disk
const MAX_TIMEOUT_MS = 2 ** 31 - 1; // what a timer takes

/**
 * An `Entailer` over an ONNX model that transformers.js runs (`@huggingface/transformers`, to be installed beside this
 * package). Nothing is loaded before the first call, and nothing is downloaded unless `allowDownload` is set. The thread
 * does not keep the process alive while it has nothing to do; one that dies is replaced at the next call.
 */
export function localEntailer(options: LocalOptions): LocalEntailer {
  const task = taskOf(options);
  const { timeoutMs = TIMEOUT_MS } = options;
  if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS))
    throw mistake("timeoutMs", "be a positive number of milliseconds", timeoutMs);
  const pending = new Map<number, Call>();
  let thread: Thread | undefined;
  let isReady = false;
  let isClosed = false;
  let calls = 0;
  let heard = 0;

  function hear(message: FromWorker): void {
    heard += 1;
    if (message.type === "ready") isReady = true;
    else if (message.type === "refused") void drop(errorOf(message.trouble))?.end();
    else if (message.type === "entailed") pending.get(message.call)?.resolve(message.results);
    else if (message.type === "failed") pending.get(message.call)?.reject(errorOf(message.trouble));
  }

  /** Lets go of the thread, and answers it; whoever waits for it is told why. */
  function drop(error: VouchsafeError): Thread | undefined {
    const gone = thread;
    thread = undefined;
    isReady = false;
    for (const { reject } of [...pending.values()]) reject(error);
    return gone;
  }

  function start(): Thread {
    return startThread(task, {
      onMessage: hear,
      onDeath(exitCode, cause) {
        const message = `The thread of the local model ended, with exit code ${exitCode}.`;
        drop(new VouchsafeError(message, { code: "worker-died", retryable: true, cause }));
      },
    });
  }

  function overtime({ heard: before, reject }: Call): void {
    const message = `The local model took longer than ${timeoutMs} ms.`;
    const error = new VouchsafeError(message, { code: "timed-out", retryable: true });
    // One that is loading is let be, for the next call; one that has said nothing all that time hangs.
    if (isReady && heard === before) {
      const hung = drop(error);
      hung?.hold(false);
      void hung?.end();
    }
    reject(error);
  }

  async function ask(
    pairs: readonly ClaimPair[],
    abortSignal: AbortSignal | undefined,
  ): Promise<readonly Entailment[]> {
    thread ??= start();
    const used = thread;
    const call = calls++;
    let settle = (): void => {};
    try {
      return await new Promise<readonly Entailment[]>((resolve, reject) => {
        const waiting: Call = { heard, resolve, reject };
        const onAbort = (): void => reject(abortSignal?.reason);
        const timer = setTimeout(() => overtime(waiting), timeoutMs);
        abortSignal?.addEventListener("abort", onAbort, { once: true });
        settle = () => {
          clearTimeout(timer);
          abortSignal?.removeEventListener("abort", onAbort);
        };
        pending.set(call, waiting);
        used.hold(true);
        used.send({ type: "entail", call, pairs });
      });
    } finally {
      settle();
      pending.delete(call);
      if (thread === used) {
        used.send({ type: "cancel", call });
        used.hold(pending.size > 0);
      }
    }
  }

  return {
    async entail(given, { abortSignal } = {}) {
      const pairs = pairsOf(given);
      abortSignal?.throwIfAborted();
      if (isClosed) throw new VouchsafeError("The local model was closed.", { code: "entailer-closed" });
      return pairs.length === 0 ? [] : ask(pairs, abortSignal);
    },
    async close() {
      isClosed = true;
      const last = drop(new VouchsafeError("The local model was closed.", { code: "entailer-closed" }));
      last?.hold(true); // so that a process that waits for this does not end before
      await last?.end();
    },
  };
}

const errorOf = ({ code, message }: Trouble): VouchsafeError =>
  new VouchsafeError(`${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`, { code });

/** Nothing but what a thread is to be sent. */
function pairsOf(given: readonly ClaimPair[]): readonly ClaimPair[] {
  if (!Array.isArray(given)) throw mistake("pairs", "be an array", given);
  return given.map((pair: ClaimPair) => {
    const { claim, evidence, question } = pair ?? {};
    if (typeof claim !== "string" || typeof evidence !== "string")
      throw mistake(
        "pairs",
        "have a `claim` and its `evidence`, both text",
        typeof claim === "string" ? evidence : claim,
      );
    return { claim, evidence, ...(typeof question === "string" && { question }) };
  });
}
