import { VouchsafeError } from "../errors.ts";
import type { FromWorker, Rows, Task } from "./messages.ts";

/** One worker thread. */
export interface Thread {
  /** Throws if a row cannot be cloned; then none was sent. */
  send(rows: Rows): void;
  /** Whether the process lives on for it. */
  hold(isHeld: boolean): void;
  close(): Promise<void>;
}

interface Listener {
  onMessage(message: FromWorker): void;
  /** It has ended, not by `close`; `cause` is what it threw, if anything. */
  onDeath(exitCode: number, cause: unknown): void;
}

const SOURCE_CONDITION = "--conditions=@vouchsafe/source";

/** Starts a worker. Throws `VouchsafeError` `workers-unavailable` where the platform has no threads. */
export function startThread(task: Task, { onMessage, onDeath }: Listener): Thread {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads === undefined) {
    const message = "`workers` needs the worker threads of Node 22.3 or later; leave it out to check on this thread";
    throw new VouchsafeError(message, { code: "workers-unavailable" });
  }
  const url = new URL(import.meta.url.endsWith(".ts") ? "../worker.ts" : "../worker.js", import.meta.url);
  const worker = new threads.Worker(url, { workerData: task, name: "vouchsafe", ...flagsFor(url) });
  let isClosing = false;
  let cause: unknown;
  worker.on("message", onMessage);
  // Without a listener it would be thrown in this thread.
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("messageerror", (error) => {
    cause = error;
    void worker.terminate();
  });
  worker.on("exit", (exitCode) => {
    if (!isClosing) onDeath(exitCode, cause);
  });
  return {
    send: (rows) => worker.postMessage(rows),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}

/**
 * A worker takes over the flags of its process. Sources need the condition that leads to them; and `--input-type`, which
 * is for text on the command line, stops a worker that is a file.
 */
function flagsFor({ pathname }: URL): { readonly execArgv?: string[] } {
  const own = process.execArgv;
  const isSource = pathname.endsWith(".ts");
  const needsCondition = isSource && !own.includes(SOURCE_CONDITION);
  if (!needsCondition && !own.some((flag) => flag.startsWith("--input-type"))) return {};
  return { execArgv: isSource ? [SOURCE_CONDITION] : [] };
}
