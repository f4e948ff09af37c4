/** `vouchsafe/store`: where caches and ledgers keep what outlives a call. */
export type { Store } from "./store.ts";
