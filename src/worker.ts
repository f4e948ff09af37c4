import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, Rows, Task } from "./batch/messages.ts";
import { atOnce } from "./batch/options.ts";
import { assertChain } from "./guard/chain.ts";
import { type VerifyOptions, verify } from "./index.ts";
import type { Outcome } from "./types.ts";
import { assertVerifyOptions } from "./verify/options.ts";

/** The program of a worker of `verifyEach`: rows come in, outcomes go out. */

const FLUSH_MS = 20; // no outcome waits longer for those after it
const FLUSH_ROWS = 64;

const { options: plain, concurrency, chain, chainData } = workerData as Task;
const post = (message: FromWorker): void => parentPort?.postMessage(message);

async function optionsOf(): Promise<VerifyOptions> {
  if (chain === undefined) return plain;
  const { options }: { readonly options?: unknown } = await import(chain);
  const given: unknown = typeof options === "function" ? await options(chainData) : options;
  if (typeof given !== "object" || given === null)
    throw new TypeError(
      "Expected the module of `chain` to export `options`, an object or a function that returns one.",
    );
  const said: Partial<VerifyOptions> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  const twice = Object.keys(said).find((name) => Object.hasOwn(plain, name));
  // Whichever were taken, the other would be a check that never happens.
  if (twice !== undefined)
    throw new TypeError(
      `Expected \`${twice}\` to stand beside \`workers\` or in \`options\` of \`chain\`, not in both.`,
    );
  assertVerifyOptions(said);
  if (said.guards !== undefined) assertChain(said.guards);
  return { ...plain, ...said };
}

function serve(options: VerifyOptions): void {
  const most = concurrency ?? atOnce(options);
  const queue: Rows[number][] = [];
  let running = 0;
  let outcomes: (readonly [row: number, outcome: Outcome])[] = [];
  let flushed = performance.now();

  function flush(): void {
    if (outcomes.length > 0) post({ type: "outcomes", outcomes });
    outcomes = [];
    flushed = performance.now();
  }
  function advance(): void {
    while (running < most) {
      const next = queue.shift();
      if (next === undefined) break;
      running += 1;
      void settle(next);
    }
    const isLate = performance.now() - flushed > FLUSH_MS;
    if (isLate || outcomes.length >= FLUSH_ROWS || queue.length === 0) flush();
  }
  async function settle([row, answer]: Rows[number]): Promise<void> {
    try {
      const outcome = await verify(answer, options);
      outcomes.push([row, outcome]);
    } catch (error) {
      post({ type: "failed", row, error: sendable(error) });
    }
    running -= 1;
    advance();
  }
  parentPort?.on("message", (rows: Rows) => {
    queue.push(...rows);
    advance();
  });
}

/** An error as another thread can be told of it. */
function sendable(error: unknown): unknown {
  try {
    return structuredClone(error);
  } catch {
    return new Error(String(error));
  }
}

optionsOf().then(
  (options) => {
    const { timeoutMs } = options;
    post({ type: "ready", ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    serve(options);
  },
  (error: unknown) => post({ type: "refused", error: sendable(error) }),
);
