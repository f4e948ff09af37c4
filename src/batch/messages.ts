import type { Answer, Outcome } from "../types.ts";

/** What a worker is started with. */
export interface Task {
  /** Options of `verify` that are plain data. */
  readonly options: { readonly [name: string]: unknown };
  readonly concurrency?: number;
  readonly chain?: string;
  readonly chainData?: unknown;
}

/** To a worker: rows to check, each with its number. */
export type Rows = readonly (readonly [row: number, answer: Answer])[];

/** From a worker. `ready`: with the deadline of each row, if there is one; `refused`: the chain cannot be used; `failed`: what `verify` rejected with. */
export type FromWorker =
  | { readonly type: "ready"; readonly timeoutMs?: number }
  | { readonly type: "refused"; readonly error: unknown }
  | { readonly type: "outcomes"; readonly outcomes: readonly (readonly [row: number, outcome: Outcome])[] }
  | { readonly type: "failed"; readonly row: number; readonly error: unknown };
