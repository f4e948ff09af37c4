/** `vouchsafe/store`: where caches and ledgers keep what outlives a call. */
export { type MemoryOptions, memory } from "./memory.ts";
export { type SqliteStore, sqlite } from "./sqlite.ts";
export type { AddOptions, Store } from "./store.ts";
