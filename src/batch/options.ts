import { assertChain } from "../guard/chain.ts";
import { mistake } from "../text/mistake.ts";
import type { Guard } from "../types.ts";
import { assertVerifyOptions, type VerifyOptions } from "../verify/options.ts";

/** What `verifyEach` takes beside the options of `verify`. */
export interface BatchOptions {
  /**
   * How many answers are checked at once, on this thread or on each worker. Default: 8 with a judge or a guard of cost
   * `model`, which wait; else 1, since free guards only compute and `timeoutMs` runs for all that have begun.
   */
  readonly concurrency?: number;
  /** How many threads check, each with a chain of its own. Default: 0, this thread. */
  readonly workers?: number;
  /**
   * The module that gives each worker what cannot be sent to it: its named export `options`, or what a function of that
   * name returns for `chainData` within a minute, holds the options of `verify` other than `abortSignal` and those that
   * are given beside `workers`: one that is given twice is a `TypeError` of the first row.
   */
  readonly chain?: URL | string;
  /** What `options` of `chain` is called with: anything that can be cloned. */
  readonly chainData?: unknown;
}

/** The options of `verify`, whose chain may be the default one. */
export interface Rest extends Omit<VerifyOptions, "guards"> {
  readonly guards?: readonly Guard[];
  readonly citations?: "when-present" | "required";
}

const OF_BATCH = ["concurrency", "workers", "chain", "chainData"];
const MOST_AT_ONCE = 1_000; // each holds an answer and its sources in memory
const MOST_WORKERS = 256; // threads with a heap each: more than any machine has cores for
const WAITING = 8; // answers at once where a model is asked: it is the model that waits, not this thread, and it has rate limits

/** The two kinds of options told apart. Throws `TypeError` for any that is unknown or makes no sense. */
export function assertBatchOptions(options: BatchOptions & Rest): {
  readonly batch: BatchOptions;
  readonly rest: Rest;
} {
  if (typeof options !== "object" || options === null) throw mistake("options", "be an object", options);
  const { concurrency, workers, chain, chainData, ...rest } = options;
  assertVerifyOptions(rest, OF_BATCH);
  assertCount("concurrency", concurrency, 1, MOST_AT_ONCE);
  assertCount("workers", workers, 0, MOST_WORKERS);
  if (rest.guards !== undefined) assertChain(rest.guards);
  const batch: BatchOptions = {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(workers === undefined ? {} : { workers }),
    ...(chain === undefined ? {} : { chain }),
    ...(chainData === undefined ? {} : { chainData }),
  };
  if ((workers ?? 0) > 0) assertSendable(rest, batch);
  else if (chain !== undefined || chainData !== undefined)
    throw new TypeError("Expected `chain` to stand beside `workers`: on this thread, hand in the options themselves.");
  return { batch, rest };
}

/** How many answers to check at once where the caller does not say. */
export function atOnce({ guards, judge }: Pick<Rest, "guards" | "judge">): number {
  return judge !== undefined || guards?.some(({ cost }) => cost === "model") === true ? WAITING : 1;
}

function assertCount(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw mistake(name, `be a whole number from ${least} to ${most}`, value);
}

function assertSendable(rest: Rest, { chain, chainData }: BatchOptions): void {
  for (const name of ["guards", "judge", "isFactual", "trace"] as const) {
    if (rest[name] === undefined) continue;
    const way = "give it by `chain`, the URL of a module that exports `options`";
    throw new TypeError(
      `Expected \`${name}\` to be absent beside \`workers\`, since no function crosses threads: ${way}.`,
    );
  }
  if (chain !== undefined && !URL.canParse(String(chain)))
    throw mistake("chain", 'be the URL of a module, such as `import.meta.resolve("./chain.js")` gives', chain);
  if (chainData !== undefined && chain === undefined) throw mistake("chain", "be given with `chainData`", chain);
  try {
    structuredClone(chainData);
  } catch {
    throw mistake("chainData", "be data that can be cloned", chainData);
  }
}
