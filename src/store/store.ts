/** Key → value. What `keyv` offers is one; values are plain data, and come back equal. */
export interface Store {
  /** `undefined` if there is none, or its time is over. */
  get(key: string): Promise<unknown>;
  /** Replaces what was there. `ttlMs`: how long it is kept, in milliseconds; absent: for good. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  /**
   * Adds to a number, in one step that no other writer of the store can come between; what is not there is 0. The sum,
   * or `undefined`, and nothing is added, where it would pass `most`. A store without it is safe for one process.
   */
  add?(key: string, amount: number, options?: AddOptions): Promise<number | undefined>;
}
export interface AddOptions {
  /** The sum may not pass it. An amount below 0 is always added. */
  readonly most?: number;
  /** How long the sum is kept from now on, in milliseconds; absent: for good. */
  readonly ttlMs?: number;
}
