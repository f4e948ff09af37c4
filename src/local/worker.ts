import { parentPort, workerData } from "node:worker_threads";
import { entailPairs } from "./entail-pairs.ts";
import { load } from "./load.ts";
import type { FromWorker, Task, ToWorker } from "./messages.ts";
import { troubleOf } from "./trouble.ts";

/** The program of the thread that a local model runs on: pairs come in, entailments go out, a call after the other. */

const task = workerData as Task;
const { batchSize } = task;
const post = (message: FromWorker): void => parentPort?.postMessage(message);

/** Calls that somebody waits for. */
const wanted = new Set<number>();
const loaded = load(task);
let last: Promise<void> = loaded.then(
  () => post({ type: "ready" }),
  (error: unknown) =>
    post({ type: "refused", trouble: troubleOf(error, "model-unavailable", "the model cannot be loaded") }),
);

parentPort?.on("message", (message: ToWorker) => {
  const { call } = message;
  if (message.type === "cancel") wanted.delete(call);
  else {
    wanted.add(call);
    last = last.then(() => serve(message));
  }
});

async function serve({ call, pairs }: Extract<ToWorker, { type: "entail" }>): Promise<void> {
  try {
    const run = { batchSize, isWanted: () => wanted.has(call), onProgress: () => post({ type: "progress" }) };
    const results = run.isWanted() ? await entailPairs(pairs, await loaded, run) : undefined;
    if (results !== undefined) post({ type: "entailed", call, results });
  } catch (error) {
    post({ type: "failed", call, trouble: troubleOf(error, "model-failed", "the model failed") });
  }
  wanted.delete(call);
}
