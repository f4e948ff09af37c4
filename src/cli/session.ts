import { addAbortSignal, type Readable } from "node:stream";

/** Why a run stops before its input ends. */
export type Stop = "interrupted" | "output-closed" | "output-failed";

/** One run: its output, and what can stop it. */
export interface Session {
  /** Aborts on the first Ctrl-C, and when standard output can no longer be written; the reason is a `Stop`. */
  readonly signal: AbortSignal;
  readonly stop: Stop | undefined;
  /** Resolves when the whole text is taken up, or when the output is gone: a reader's pace is the run's pace. */
  write(text: string): Promise<void>;
  /** A stream that ends when the run stops, instead of waiting for more. */
  read(stream: Readable): Readable;
  close(): void;
}

const interruptedExit = 130; // 128 + SIGINT, as shells count

export function openSession(): Session {
  const controller = new AbortController();
  const { signal } = controller;
  const halt = (reason: Stop): void => {
    if (!signal.aborted) controller.abort(reason);
  };
  const onInterrupt = (): void => {
    // The second Ctrl-C does not wait for the answer at hand.
    if (signal.aborted) process.exit(interruptedExit);
    halt("interrupted");
  };
  const onOutputError = (error: NodeJS.ErrnoException): void => {
    halt(error.code === "EPIPE" ? "output-closed" : "output-failed");
  };
  process.on("SIGINT", onInterrupt);
  process.stdout.on("error", onOutputError);
  // Nobody reads the progress any more: no reason to stop, none to crash.
  process.stderr.on("error", () => {});
  return {
    signal,
    get stop() {
      return signal.aborted ? (signal.reason as Stop) : undefined;
    },
    async write(text) {
      if (signal.aborted && signal.reason !== "interrupted") return;
      await new Promise<void>((resolve) => {
        process.stdout.write(text, () => resolve());
      });
    },
    read: (stream) => addAbortSignal(signal, stream),
    close() {
      process.off("SIGINT", onInterrupt);
    },
  };
}
