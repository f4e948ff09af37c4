import { VouchsafeError } from "../errors.ts";
import type { Trace } from "../types.ts";

/** Work that goes on after its call has been answered, and what went wrong in it. */
export interface Records {
  /** Begins the work and keeps it until it has ended. */
  add(work: () => unknown): void;
  /**
   * Resolves when everything begun so far has ended. Rejects with `record-failed` if some of it threw since it was
   * last asked, the first error as `cause`. Not to be awaited in `record` itself, for which it would wait.
   */
  settled(): Promise<void>;
}

export function openRecords(trace: Trace | undefined): Records {
  const pending = new Set<Promise<unknown>>();
  let failed: { readonly count: number; readonly first: unknown } | undefined;
  const fail = (error: unknown): void => {
    failed = { count: (failed?.count ?? 0) + 1, first: failed === undefined ? error : failed.first };
    try {
      trace?.event("record-failed");
    } catch {
      // A trace that throws too: what is told to `settled` is the record's own error.
    }
  };
  return {
    add(work) {
      const ended: Promise<unknown> = Promise.resolve()
        .then(work)
        .catch(fail)
        .finally(() => pending.delete(ended));
      pending.add(ended);
    },
    async settled() {
      await Promise.all(pending);
      const seen = failed;
      if (seen === undefined) return;
      // In a later turn: whoever waited for the same records is to hear of it too.
      await Promise.resolve();
      failed = undefined;
      const were = seen.count === 1 ? "record was" : "records were";
      const message = `${seen.count} ${were} not written; the first error is the cause`;
      throw new VouchsafeError(message, { code: "record-failed", cause: seen.first });
    },
  };
}
