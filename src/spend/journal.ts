import { VouchsafeError } from "../errors.ts";
import { addingOf } from "../store/adding.ts";
import type { Store } from "../store/store.ts";

/** What is to be written when its turn comes; `written` gives what this writer has written under the name. */
type Row = (written: () => Promise<unknown>) => unknown;

/** Rows of one writer among several, in a store that knows only keys. */
export interface Journal {
  /** Writes a row, or writes it anew: the newest is what stays. Never waits. */
  save(name: string, row: Row): void;
  /** Whether what was saved under the name is not in the store yet. */
  isWaiting(name: string): boolean;
  /** Resolves when all that was saved is in the store. Rejects with `store-failed`, and all stays to be written. */
  settled(): Promise<void>;
  /** For each writer what gives its rows by name, once all that was saved here is written. */
  writers(): Promise<readonly ((name: string) => Promise<unknown>)[]>;
}

/**
 * A journal in a store. Each writer, one for each ledger that is opened, has a number and writes under it alone, so that
 * no two ever come between each other; and a row is written whole: a write that failed is made good by the next.
 */
export function journalOf(store: Store, prefix: string, ttlMs: number): Journal {
  const waiting = new Map<string, Row>();
  let beingWritten: string | undefined;
  let writer: number | undefined;
  let writing: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    writer ??= await addingOf(store)(`${prefix}:writers`, 1);
    // What comes meanwhile is written in the same go: a map may grow while it is walked.
    for (const [name, row] of waiting) {
      waiting.delete(name);
      beingWritten = name;
      try {
        const key = `${prefix}:${writer}:${name}`;
        await store.set(key, await row(() => store.get(key)), ttlMs);
      } catch (error) {
        // Unless it was saved anew meanwhile: that is the newer one.
        if (!waiting.has(name)) waiting.set(name, row);
        throw error;
      } finally {
        beingWritten = undefined;
      }
    }
  };

  const write = (): Promise<void> => {
    writing ??= Promise.resolve()
      .then(writeAll)
      .finally(() => {
        writing = undefined;
      });
    return writing;
  };

  const settled = async (): Promise<void> => {
    try {
      await writing?.catch(() => {});
      if (waiting.size > 0) await write();
    } catch {
      throw failed("The store did not take what the ledger wrote; it stays to be written.");
    }
  };

  return {
    save(name, row) {
      waiting.set(name, row);
      // Whoever wants to know whether it is written asks `settled`.
      write().catch(() => {});
    },
    isWaiting: (name) => waiting.has(name) || beingWritten === name,
    settled,
    async writers() {
      await settled();
      try {
        const count = Number((await store.get(`${prefix}:writers`)) ?? 0);
        return Array.from({ length: count }, (_, index) => (name) => store.get(`${prefix}:${index + 1}:${name}`));
      } catch {
        throw failed("The store cannot be read.");
      }
    },
  };
}

function failed(message: string): VouchsafeError {
  return new VouchsafeError(message, { code: "store-failed", retryable: true });
}
