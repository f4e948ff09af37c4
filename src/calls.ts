/** What a call of a model is told, and what is told of it. */
/** Spans and log lines; never answer or source text. */
export interface Trace {
  event(name: string, attributes?: { readonly [key: string]: string | number | boolean }): void;
}

/** As the provider counted. Absent is unknown, never 0. */
export interface TokenUsage {
  /** All of the prompt, cached parts included. */
  readonly inputTokens?: number;
  /** All that was written, reasoning included. */
  readonly outputTokens?: number;
  /** The part of `inputTokens` that came from the provider's cache. */
  readonly cachedInputTokens?: number;
  /** The part of `outputTokens` that was never shown. */
  readonly reasoningTokens?: number;
}

/** One request to a provider, whatever came of it: a retry is another. */
export interface ModelCall {
  /** As asked for: `Model.id`. */
  readonly model: string;
  /** Absent where nothing was told: an error, a time-out, a provider that does not count. */
  readonly usage?: TokenUsage;
  /** Millionths of a dollar. Absent is unknown: no price, no usage. */
  readonly microUsd?: number;
  /** The code of the failure; absent when a whole reply came. */
  readonly failure?: string;
  /** HTTP status by which the provider turned it away, 0 where it was not even reached; absent for any other end. */
  readonly status?: number;
}

/** On whose account a model is asked. Each is a name of the caller's own. */
export interface Account {
  readonly tenant?: string;
  readonly run?: string;
  readonly request?: string;
  readonly guard?: string;
}

/** The last parameter of everything that asks a model. What `grounded` hands to a wrapped function is one. */
export interface CallContext {
  /** Aborting rejects with the signal's reason. */
  readonly abortSignal?: AbortSignal;
  readonly trace?: Trace;
  /** Is told of every request that is made for this call, as soon as it has ended. Must not throw. */
  readonly onCall?: (call: ModelCall) => void;
  readonly account?: Account;
}
