import type { Account, ModelCall } from "../calls.ts";

/** What is to be asked of a model. */
export interface Ask {
  /** `Model.id` */
  readonly model: string;
  /** Of the prompt, one a message. */
  readonly texts: readonly string[];
  /** The schema of the output, as JSON. */
  readonly schema?: string;
  readonly maxOutputTokens?: number;
  readonly account?: Account;
}

/** What is open for one request, from before it is made until it has ended. */
export interface Tab {
  /** To be put into the prompt, which names none. */
  readonly maxOutputTokens?: number;
  /** Charges a request that has ended, and gives it back with its price. */
  told(call: ModelCall): ModelCall;
  /** Gives back what was put aside, if no request was made. */
  close(): void;
}

/** What `metered` puts around a model: a ledger, which writes down, or a budget, which also limits. */
export interface Meter {
  /** Rejects with `budget-exceeded` where the worst case does not fit: then the request is not made. */
  open(ask: Ask): Promise<Tab>;
}
