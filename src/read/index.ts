/** `vouchsafe/read`: the reading stage alone: answers as claims and citations, and the responses of providers as answers. */
export type {
  Answer,
  Citation,
  CitationInput,
  Claim,
  ClaimKind,
  Draft,
  Finish,
  Message,
  PlainSpan,
  Quotation,
  Skipped,
  SkipReason,
  Source,
  SourceInput,
  Span,
} from "../types.ts";
export { type ConversationOptions, conversationSource } from "./conversation.ts";
export { type CitationForm, citationInstructions, formatSources } from "./format.ts";
export type { ReadOptions } from "./options.ts";
export { type AiSdkMessage, type AiSdkResult, fromAiSdk } from "./providers/ai-sdk.ts";
export { type AnthropicMessage, fromAnthropic } from "./providers/anthropic.ts";
export { type BedrockConversation, type BedrockGeneration, fromBedrock } from "./providers/bedrock.ts";
export { type CohereResponse, fromCohere } from "./providers/cohere.ts";
export { fromGemini, type GeminiResponse } from "./providers/gemini.ts";
export { fromJson, type JsonClaims } from "./providers/json.ts";
export { fromLangChain, type LangChainMessage, type LangChainOutput } from "./providers/langchain.ts";
export { fromOpenAI, type OpenAICompletion, type OpenAIResponse } from "./providers/openai.ts";
export { read } from "./read.ts";
export type { ResponseOptions } from "./response/reader.ts";
