import { VouchsafeError } from "../errors.ts";
import type { Trace } from "../types.ts";

/** Work that goes on after its call has been answered, and what went wrong in it. */
export interface Records {
  /** Begins the work and keeps it until it has ended. */
  add(work: () => unknown): void;
  /**
   * Resolves when everything begun so far has ended. Rejects with `record-failed` if some of it threw since it was
   * last asked, the first error as `cause`.
   */
  settled(): Promise<void>;
}

export function openRecords(trace: Trace | undefined): Records {
  const pending = new Set<Promise<unknown>>();
  let failed: unknown[] = [];
  return {
    add(work) {
      const ended: Promise<unknown> = Promise.resolve()
        .then(work)
        .catch((error: unknown) => {
          failed.push(error);
          trace?.event("record-failed");
        })
        .finally(() => pending.delete(ended));
      pending.add(ended);
    },
    async settled() {
      await Promise.all(pending);
      const errors = failed;
      failed = [];
      if (errors.length === 0) return;
      const message = `${errors.length} ${errors.length === 1 ? "record was" : "records were"} not written; the first error is the cause`;
      throw new VouchsafeError(message, { code: "record-failed", cause: errors[0] });
    },
  };
}
