import type { Answer, Outcome } from "../types.ts";
import type { VerifyOptions } from "../verify/options.ts";
import { verifyWith } from "../verify.ts";
import { inOrder } from "./in-order.ts";
import { assertIterable } from "./input.ts";
import { atOnce, type BatchOptions, type Rest } from "./options.ts";

type Answers = AsyncIterable<Answer> | Iterable<Answer>;
type Outcomes = AsyncGenerator<Outcome, void, undefined>;

interface Checker {
  check(answer: Answer): Promise<Outcome>;
  close(): Promise<void>;
}

const MESSAGE = 16; // rows a message to a worker: sending one takes 50 microseconds of this thread, checking one 1,500 of another

/** The outcomes of answers that are checked on this thread, in the order of the answers. */
export function eachHere(answers: Answers, options: VerifyOptions, { concurrency }: BatchOptions): Outcomes {
  const limits = { window: concurrency ?? atOnce(options), abortSignal: options.abortSignal };
  return each(answers, limits, async (abortSignal) => ({
    check: (answer) => verifyWith(answer, { ...options, abortSignal }),
    close: async () => {},
  }));
}

/** The same of answers that are checked on threads of their own. */
export function eachOnWorkers(answers: Answers, options: Rest, batch: BatchOptions): Outcomes {
  const { workers = 1, concurrency, chain, chainData } = batch;
  const { citations, scope, boilerplate, timeoutMs, abortSignal } = options;
  const task = {
    options: JSON.parse(JSON.stringify({ citations, scope, boilerplate, timeoutMs })),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(chain === undefined ? {} : { chain: String(chain), chainData }),
  };
  const message = Math.max(MESSAGE, concurrency ?? 0);
  // Two messages a worker: one at hand and one that waits there.
  return each(answers, { window: 2 * message * workers, abortSignal }, async () => {
    const { openPool } = await import("./pool.ts");
    return openPool(task, { workers, batch: message });
  });
}

/** Throws `TypeError` at once for what is no iterable; nothing else happens before the first outcome is asked for. */
function each(
  answers: Answers,
  limits: { readonly window: number; readonly abortSignal: AbortSignal | undefined },
  open: (abortSignal: AbortSignal) => Promise<Checker>,
): Outcomes {
  assertIterable(answers);
  return outcomes();

  async function* outcomes(): Outcomes {
    limits.abortSignal?.throwIfAborted();
    const controller = new AbortController();
    const { check, close } = await open(controller.signal);
    try {
      yield* inOrder(answers, check, limits);
    } finally {
      // Answers that are still being checked are nobody's any more.
      controller.abort();
      await close();
    }
  }
}
