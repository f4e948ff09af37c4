import { VouchsafeError } from "../errors.ts";
import { mistake } from "../text/mistake.ts";
import { asJson, assertTtl } from "./as-json.ts";
import type { Store } from "./store.ts";
import { sumOf } from "./sum-of.ts";

export interface SqliteStore extends Required<Store> {
  /** Ends the connection; every later call rejects. */
  close(): void;
}

// A writer waits so long for another process: far longer than any write takes, and short of what a person waits.
const BUSY_MS = 5_000;
const SWEEP_EVERY = 1_000; // writes; expired rows are invisible anyway

const TABLE = `
  PRAGMA busy_timeout = ${BUSY_MS};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS vouchsafe (key TEXT PRIMARY KEY, json TEXT NOT NULL, expires REAL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS vouchsafe_expires ON vouchsafe (expires) WHERE expires IS NOT NULL;`;

/**
 * A store in a file of SQLite's, by Node's own `node:sqlite`, which is loaded here and not before: Node 22 then warns
 * once that it is experimental. Several processes of one machine may share the file; `":memory:"` is a database of its
 * own. The file is made if it is not there, its folder is not. Calls hold the thread while they last, some tens of microseconds.
 *
 * Throws `VouchsafeError` `store-unavailable` where the runtime has no SQLite or the file cannot be opened.
 *
 * @example
 * const spent = ledger({ store: sqlite("spend.db") });
 */
export function sqlite(path: string): SqliteStore {
  if (typeof path !== "string" || path === "" || path.includes("\0"))
    throw mistake("path", "be the name of a file", path);
  const database = opened(path);
  const read = database.prepare("SELECT json FROM vouchsafe WHERE key = ? AND (expires IS NULL OR expires > ?)");
  const write = database.prepare("INSERT OR REPLACE INTO vouchsafe (key, json, expires) VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM vouchsafe WHERE key = ?");
  const sweep = database.prepare("DELETE FROM vouchsafe WHERE expires <= ?");
  let writes = 0;

  const get = (key: string): unknown => {
    const row = read.get(key, Date.now());
    return typeof row?.json === "string" ? JSON.parse(row.json) : undefined;
  };
  const put = (key: string, value: unknown, ttlMs: number | undefined): void => {
    assertTtl(ttlMs);
    write.run(key, asJson(value), ttlMs === undefined ? null : Date.now() + ttlMs);
    writes += 1;
    if (writes % SWEEP_EVERY === 0) sweep.run(Date.now());
  };

  return {
    get: async (key) => get(key),
    async set(key, value, ttlMs) {
      put(key, value, ttlMs);
      return true;
    },
    delete: async (key) => remove.run(key).changes > 0,
    async add(key, amount, options = {}) {
      // The lock of writers is taken before the number is read: nobody else can add in between.
      database.exec("BEGIN IMMEDIATE");
      try {
        const sum = sumOf(get(key), amount, options);
        if (sum !== undefined) put(key, sum, options.ttlMs);
        database.exec("COMMIT");
        return sum;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => database.close(),
  };
}

function opened(path: string) {
  const builtin = globalThis.process?.getBuiltinModule?.("node:sqlite");
  if (builtin === undefined) throw unavailable("This runtime has no `node:sqlite`.");
  try {
    const database = new builtin.DatabaseSync(path);
    database.exec(TABLE);
    return database;
  } catch (cause) {
    throw unavailable("The file of the store cannot be opened as a database.", cause);
  }
}

function unavailable(message: string, cause?: unknown): VouchsafeError {
  return new VouchsafeError(message, { code: "store-unavailable", ...(cause === undefined ? {} : { cause }) });
}
