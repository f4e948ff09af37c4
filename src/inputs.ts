/** What a caller hands in: one page of the vocabulary, published with the rest of it by `types.ts`. */

/** A span as callers write it: plain numbers, checked and branded by `read`. */
export type PlainSpan = { readonly start: number; readonly end: number };
export interface Source {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly url?: string;
  /** Chunks with one `documentId` (or with equal ids) are chunks of one document. */
  readonly documentId?: string;
  readonly kind?: "document" | "conversation" | "record";
  readonly metadata?: { readonly [key: string]: unknown };
}
/** What LangChain's retrievers give: `metadata.source` names the document that a chunk comes from. */
export interface DocumentInput {
  readonly pageContent: string;
  readonly id?: string;
  readonly metadata?: { readonly [key: string]: unknown };
}
/** A bare string gets its position, from "1", as id. */
export type SourceInput = string | Source | DocumentInput;
/** A turn of a conversation, as chat interfaces write it: text, or parts of which those with text count. */
export interface Message {
  /** `user` or `human` is the user; LangChain's messages have `type` or `getType()` instead. */
  readonly role?: string;
  readonly type?: string;
  /** Who of several users speaks. */
  readonly name?: string;
  readonly content?: string | readonly MessagePart[] | null;
  /** Where the AI SDK's interface messages keep what others call `content`. */
  readonly parts?: readonly MessagePart[];
}
/** `text`, `input_text` and `output_text` are text, and so is what has a text and no type. */
export interface MessagePart {
  readonly type?: string;
  readonly text?: string;
}
export interface CitationInput {
  readonly sourceId: string;
  /** The part of the answer that it stands for; absent: the whole answer. */
  readonly at?: PlainSpan;
  /** The words that the source is said to contain. */
  readonly quote?: string;
  /** An offset in the source near which the quote is said to stand. */
  readonly near?: number;
}
/** How generation ended. Absent: the caller hands in finished text. */
export type Finish = "stop" | "length" | "content-filter" | "tool-calls" | "error" | "other";
export interface Answer {
  readonly id?: string;
  /** Absent: the last user turn of `messages`. */
  readonly question?: string;
  readonly messages?: readonly Message[];
  readonly answer: string;
  /** The typed value, when the answer is structured; `shaped` checks it. */
  readonly value?: unknown;
  readonly sources: readonly SourceInput[];
  readonly citations?: readonly CitationInput[];
  readonly finish?: Finish;
  /** What the model's provider counted. No guard reads it. */
  readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number };
}
