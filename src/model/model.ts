import type { CallContext, TokenUsage } from "../calls.ts";
import type { Finish, NonEmpty } from "../types.ts";

export interface PromptMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What is asked of a model. Plain data: it can be a key of a cache, and lie in a file. */
export interface Prompt {
  readonly messages: NonEmpty<PromptMessage>;
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  /** 0..1 */
  readonly topP?: number;
  readonly seed?: number;
  readonly stopSequences?: readonly string[];
  /** The reply is to be JSON of this JSON Schema: asked for natively where the provider can, by a tool or in words where not. */
  readonly output?: JsonOutput;
  /** What it is for, in a word of the caller's own (`judge`, `answer`): `route` may choose by it. */
  readonly task?: string;
}
export interface JsonOutput {
  /** Letters, digits, `_` and `-`, up to 64. */
  readonly name: string;
  readonly schema: { readonly [keyword: string]: unknown };
}

/** A whole reply. What is cut off, empty, refused or from another model is no reply but a failure. */
export interface Reply {
  /** With `output` in the prompt: the JSON as text, unparsed. */
  readonly text: string;
  readonly finish: Finish;
  readonly usage: TokenUsage;
  /** As the provider reports it: often a dated snapshot of the alias asked for. */
  readonly modelId?: string;
  readonly providerMetadata?: { readonly [key: string]: unknown };
}

/** The texts of all parts put together are the reply's, which comes last, and only if it is whole. Nothing before it is verified. */
export type ReplyPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reply"; readonly reply: Reply };

/** A model of whatever provider. */
export interface Model {
  /** As asked for, the provider first: `openai/gpt-5-mini`. Prices, cache keys and calibrations go by it. */
  readonly id: string;
  /** What else of an adapter's options changes replies (`reasoning_effort`, the server). Plain data; keys of caches hold it. */
  readonly settings?: { readonly [name: string]: unknown };
  /**
   * A whole reply. Rejects with a `VouchsafeError` whose code begins with `model-`, or is `budget-exceeded`
   * (see `ModelFailure`), and with the signal's reason when aborted.
   */
  generate(prompt: Prompt, context?: CallContext): Promise<Reply>;
  /** The same, piece by piece; throws where `generate` rejects. Leaving the loop ends the request. */
  stream(prompt: Prompt, context?: CallContext): AsyncIterable<ReplyPart>;
}

/** A model with something around it. */
export type Wrap = (model: Model) => Model;
