import { parentPort, workerData } from "node:worker_threads";
import { entailPairs } from "./entail-pairs.ts";
import { throughGate } from "./gate.ts";
import { load } from "./load.ts";
import type { FromWorker, Started, ToWorker } from "./messages.ts";
import type { Encoded } from "./runtime.ts";
import { troubleOf } from "./trouble.ts";

/** The program of the thread that a local model runs on: pairs come in, entailments go out, a call after the other. */

const { task, gate } = workerData as Started;
const { batchSize } = task;
const post = (message: FromWorker): void => parentPort?.postMessage(message);

/** Calls that somebody waits for. */
const wanted = new Set<number>();
const loaded = throughGate(gate, () => load(task));
let last: Promise<void> = loaded.then(
  () => post({ type: "ready" }),
  (error: unknown) =>
    post({ type: "refused", trouble: troubleOf(error, "model-unavailable", "the model cannot be loaded") }),
);

parentPort?.on("message", (message: ToWorker) => {
  if (message.type === "entail") {
    wanted.add(message.call);
    last = last.then(() => serve(message));
  } else if (message.type === "cancel") wanted.delete(message.call);
  else {
    wanted.clear();
    parentPort?.close();
  }
});

async function serve({ call, pairs }: Extract<ToWorker, { type: "entail" }>): Promise<void> {
  try {
    const run = { batchSize, isWanted: () => wanted.has(call), onProgress: () => post({ type: "progress" }) };
    const runtime = await loaded;
    const guarded = { ...runtime, run: (rows: readonly Encoded[]) => throughGate(gate, () => runtime.run(rows)) };
    const results = await entailPairs(pairs, guarded, run);
    if (results !== undefined) post({ type: "entailed", call, results });
  } catch (error) {
    post({ type: "failed", call, trouble: troubleOf(error, "model-failed", "the model failed") });
  }
  wanted.delete(call);
}
