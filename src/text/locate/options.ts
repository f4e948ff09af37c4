export interface LocateOptions {
  /** An offset in the source near which the quote is said to stand: of several places the nearest is taken. */
  readonly hint?: number;
  /** How many other places are listed at most. Default: 20; 0 stops at the first. */
  readonly alternatives?: number;
}

/** Enough to show that a phrase is boilerplate; more says nothing new. */
export const MOST_ALTERNATIVES = 20;
