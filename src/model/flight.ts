import { endOf, tellEnd } from "../context.ts";
import { unlessAborted } from "./aborting.ts";
import type { ReplyPart } from "./model.ts";

/** Work under way that several may read; each from its beginning, at its own pace. */
export interface Flight {
  /**
   * Its parts, to one reader. An abort of the signal is this reader's alone; when the last has left, the work is
   * aborted.
   */
  read(signal: AbortSignal | undefined): AsyncGenerator<ReplyPart>;
}

/** Begins the work at once. `onEnd` is called when it is over, or nobody reads it any more. */
export function flightOf(work: (signal: AbortSignal) => AsyncIterable<ReplyPart>, onEnd: () => void): Flight {
  const controller = new AbortController();
  const readers = new Set<{ readonly signal: AbortSignal | undefined }>();
  const parts: ReplyPart[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let { promise: change, resolve: announce } = Promise.withResolvers<void>();
  // It may take as long as the most patient of its readers.
  tellEnd(controller.signal, () => Math.max(...[...readers].map(({ signal }) => endOf(signal))));

  const changed = (): void => {
    announce();
    ({ promise: change, resolve: announce } = Promise.withResolvers<void>());
  };
  const run = async (): Promise<void> => {
    try {
      for await (const part of work(controller.signal)) {
        parts.push(part);
        changed();
      }
      ended = {};
    } catch (error) {
      ended = { error };
    }
    onEnd();
    changed();
  };

  async function* read(signal: AbortSignal | undefined): AsyncGenerator<ReplyPart> {
    const reader = { signal };
    readers.add(reader);
    try {
      for (let at = 0; ; at += 1) {
        while (at >= parts.length && ended === undefined) await unlessAborted(change, signal);
        signal?.throwIfAborted();
        const part = parts[at];
        if (part !== undefined) yield part;
        else if (ended !== undefined && "error" in ended) throw ended.error;
        else return;
      }
    } finally {
      readers.delete(reader);
      // With its reply the work is done, though it has not been seen to end.
      if (readers.size === 0 && ended === undefined && parts.at(-1)?.type !== "reply") {
        onEnd();
        controller.abort();
      }
    }
  }
  run();
  return { read };
}
