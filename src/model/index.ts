/** `vouchsafe/model`: a model of any provider behind one interface, and what keeps it from failing expensively. */
export type { Account, CallContext, ModelCall, TokenUsage } from "../calls.ts";
export { answerOf } from "./answer-of.ts";
export { type Breaker, type BreakerOptions, type BreakerState, breaker } from "./breaker.ts";
export { type CachedOptions, cached } from "./cached.ts";
export { type ModelFailure, type ModelFailureCode, modelError, modelFailureOf } from "./failure.ts";
export { fallback, type Route } from "./fallback.ts";
export { type LimitOptions, limit } from "./limit.ts";
export { metered } from "./metered.ts";
export type { JsonOutput, Model, Prompt, PromptMessage, Reply, ReplyPart, Wrap } from "./model.ts";
export { type Origin, originOf } from "./origin.ts";
export { type RecordedOptions, recorded } from "./recorded.ts";
export { type ResilientOptions, resilient } from "./resilient.ts";
export { type RetryOptions, retry } from "./retry.ts";
export { type RetryBucket, type RetryBucketOptions, retryBucket } from "./retry-bucket.ts";
export { route } from "./route.ts";
export { type Scripted, type ScriptedOptions, type ScriptedReply, type ScriptLine, scripted } from "./scripted.ts";
export { type TimeoutOptions, timeout } from "./timeout.ts";
export { wrap } from "./wrap.ts";
