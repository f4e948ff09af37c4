import { VouchsafeError } from "../errors.ts";
import type { FromWorker, Rows, Task } from "./messages.ts";

/** One worker thread. */
export interface Thread {
  /** Throws if a row cannot be cloned; then none was sent. */
  send(rows: Rows): void;
  /** Whether the process lives on for it. */
  hold(isHeld: boolean): void;
  /** Hears a silence if it says nothing for so many milliseconds from now; `undefined`: it may say nothing. */
  expect(ms: number | undefined): void;
  /** Ends it: that is a death. */
  kill(): void;
  close(): Promise<void>;
}

interface Listener {
  onMessage(message: FromWorker): void;
  onSilence(): void;
  /** It has ended, not by `close`; `cause` is what it threw, if anything. */
  onDeath(exitCode: number, cause: unknown): void;
}

const LONGEST = 2 ** 31 - 1; // what a timer takes
const SOURCE_CONDITION = "--conditions=@vouchsafe/source";

/** Starts a worker. Throws `VouchsafeError` `workers-unavailable` where the platform has no threads. */
export function startThread(task: Task, { onMessage, onSilence, onDeath }: Listener): Thread {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads === undefined) {
    const message = "`workers` needs the worker threads of Node 22.3 or later; leave it out to check on this thread";
    throw new VouchsafeError(message, { code: "workers-unavailable" });
  }
  const url = new URL(import.meta.url.endsWith(".ts") ? "../worker.ts" : "../worker.js", import.meta.url);
  const worker = new threads.Worker(url, { workerData: task, name: "vouchsafe", ...flagsFor(url) });
  let isClosing = false;
  let cause: unknown;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let heard = 0;
  const expect = (ms: number | undefined): void => {
    clearTimeout(silence);
    if (ms === undefined || isClosing) return;
    const before = heard;
    // A turn later: where this thread was busy, what the worker has said meanwhile is only then heard.
    silence = setTimeout(
      () => setImmediate(() => heard === before && !isClosing && onSilence()),
      Math.min(ms, LONGEST),
    );
  };
  worker.on("message", (message: FromWorker) => {
    heard += 1;
    // One that is closed has nobody to tell; and to let go of it then would let the process end before it has.
    if (!isClosing) onMessage(message);
  });
  // Without a listener it would be thrown in this thread.
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("messageerror", (error) => {
    cause = error;
    void worker.terminate();
  });
  worker.on("exit", (exitCode) => {
    clearTimeout(silence);
    if (!isClosing) onDeath(exitCode, cause);
  });
  return {
    send: (rows) => worker.postMessage(rows),
    hold(isHeld) {
      if (isHeld) worker.ref();
      else if (!isClosing) worker.unref();
    },
    expect,
    kill: () => void worker.terminate(),
    async close() {
      isClosing = true;
      clearTimeout(silence);
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
