import { Worker } from "node:worker_threads";
import type { FromWorker, Task, ToWorker } from "./messages.ts";

/** The thread that the model runs on. */
export interface Thread {
  send(message: ToWorker): void;
  /** Whether the process lives on for it. */
  hold(isHeld: boolean): void;
  /** Ends it, and is told no more of it. */
  end(): Promise<void>;
}
interface Listener {
  onMessage(message: FromWorker): void;
  /** It has ended, not by `end`; `cause` is what it threw, if anything. */
  onDeath(exitCode: number, cause: unknown): void;
}

export function startThread(task: Task, { onMessage, onDeath }: Listener): Thread {
  const url = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  // None of the process's flags: it needs no condition, and `--input-type` stops a worker that is a file.
  const worker = new Worker(url, { workerData: task, name: "vouchsafe-local", execArgv: [] });
  let isEnded = false;
  let cause: unknown;
  worker.on("message", (message: FromWorker) => {
    if (!isEnded) onMessage(message);
  });
  // Without a listener it would be thrown in this thread.
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", (exitCode) => {
    if (!isEnded) onDeath(exitCode, cause);
  });
  return {
    send: (message) => worker.postMessage(message),
    hold(isHeld) {
      if (isHeld) worker.ref();
      else worker.unref();
    },
    async end() {
      isEnded = true;
      await worker.terminate();
    },
  };
}
