/** `vouchsafe/model`: a model of any provider behind one interface, and what keeps it from failing expensively. */
export type { Account, CallContext, ModelCall, TokenUsage } from "../calls.ts";
export type { Access } from "./adapter/access.ts";
export type { AdapterOptions, OutputMode } from "./adapter/options.ts";
export type { SameModel } from "./adapter/same-model.ts";
export { type AnthropicClient, type AnthropicOptions, anthropic } from "./anthropic.ts";
export { type ModelFailure, type ModelFailureCode, modelError, modelFailureOf } from "./failure.ts";
export type { JsonOutput, Model, Prompt, PromptMessage, Reply, ReplyPart, Wrap } from "./model.ts";
export { type OpenAIClient, type OpenAIOptions, openai } from "./openai.ts";
