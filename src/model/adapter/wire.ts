import type { Prompt } from "../model.ts";
import type { Gathered } from "./gathered.ts";

/** One interface of a provider's: how a prompt is asked, and what its answers mean. */
export interface Wire {
  /** The body of the request. Throws the error of a failure for a prompt that the interface cannot take. */
  request(prompt: Prompt, streaming: boolean): { readonly [field: string]: unknown };
  /** The name of the tool whose arguments are the reply to this prompt; absent where text is. */
  tool(prompt: Prompt): string | undefined;
  /** A reader of a body that is not streamed; gives no text. Throws the error of a failure for what breaks the interface. */
  whole(gathered: Gathered): (value: unknown) => string;
  /** A reader of one stream's events: each gives the text that it adds. Throws as `whole` does. */
  stream(gathered: Gathered): (event: unknown) => string;
}

/** What a client gives: a response whose body is ours to read, or, from one that has read it, what it read. */
export type Given =
  | { readonly type: "response"; readonly response: Response }
  | { readonly type: "value"; readonly value: unknown }
  /** `ends`: what closes the stream beside its events. */
  | { readonly type: "events"; readonly events: AsyncIterable<unknown>; readonly ends: readonly unknown[] };

export interface SendOptions {
  readonly body: { readonly [field: string]: unknown };
  readonly streaming: boolean;
  readonly signal: AbortSignal;
  /** For a client with a limit of its own. */
  readonly timeoutMs: number;
  /** Is called just before the request goes out: what fails earlier is no request. */
  readonly onSend: () => void;
}
export type Send = (options: SendOptions) => Promise<Given>;
