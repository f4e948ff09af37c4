/** Key → value. What `keyv` offers is one; values are plain data, and come back equal. */
export interface Store {
  /** `undefined` if there is none, or its time is over. */
  get(key: string): Promise<unknown>;
  /** Replaces what was there. `ttlMs`: how long it is kept, in milliseconds; absent: for good. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}
