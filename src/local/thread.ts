import { Worker } from "node:worker_threads";
import { awaitGate, closeGate, type Gate, newGate } from "./gate.ts";
import type { FromWorker, Started, Task, ToWorker } from "./messages.ts";

/** The thread that the model runs on. */
export interface Thread {
  send(message: ToWorker): void;
  /** Whether the process lives on for it. */
  hold(isHeld: boolean): void;
  /** Ends it, once what runs natively on it is done; nothing more is told of it. Resolves when it has ended. */
  end(): Promise<void>;
}
interface Listener {
  onMessage(message: FromWorker): void;
  /** It has ended, not by `end`; `cause` is what it threw, if anything. */
  onDeath(exitCode: number, cause: unknown): void;
}

const LAST_WAIT_MS = 5_000; // of a process that exits: for a batch of a large model
const gates = new Set<Gate>();

export function startThread(task: Task, { onMessage, onDeath }: Listener): Thread {
  const url = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  const gate = newGate();
  const workerData: Started = { task, gate };
  // None of the process's flags: it needs no condition, and `--input-type` stops a worker that is a file.
  const worker = new Worker(url, { workerData, name: "vouchsafe-local", execArgv: [] });
  let isEnded = false;
  let cause: unknown;
  const exited = new Promise<void>((resolve) => {
    worker.on("exit", (exitCode) => {
      forget(gate);
      resolve();
      if (!isEnded) onDeath(exitCode, cause);
    });
  });
  remember(gate);
  worker.on("message", (message: FromWorker) => {
    if (!isEnded) onMessage(message);
  });
  // Without a listener it would be thrown in this thread.
  worker.on("error", (error) => {
    cause = error;
  });
  return {
    send: (message) => worker.postMessage(message),
    hold(isHeld) {
      if (isHeld) worker.ref();
      else worker.unref();
    },
    async end() {
      isEnded = true;
      if (closeGate(gate)) await worker.terminate();
      else worker.postMessage({ type: "end" } satisfies ToWorker);
      await exited;
    },
  };
}

/** A process that exits ends its threads, wherever they are. */
function remember(gate: Gate): void {
  if (gates.size === 0) process.on("exit", awaitAll);
  gates.add(gate);
}
function forget(gate: Gate): void {
  gates.delete(gate);
  if (gates.size === 0) process.off("exit", awaitAll);
}
function awaitAll(): void {
  const until = performance.now() + LAST_WAIT_MS;
  for (const gate of gates) awaitGate(gate, Math.max(0, until - performance.now()));
}
