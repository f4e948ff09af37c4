import { type Access, assertClient, sendTo } from "./adapter/access.ts";
import { type Create, sendBy } from "./adapter/client.ts";
import { modelOf } from "./adapter/exchange.ts";
import { type AdapterOptions, adapterOptions } from "./adapter/options.ts";
import { settingsOf } from "./adapter/settings-of.ts";
import type { Wire } from "./adapter/wire.ts";
import { wholeMessage } from "./anthropic/messages-reading.ts";
import { type MessagesSettings, messagesRequest } from "./anthropic/messages-request.ts";
import { streamedMessage } from "./anthropic/messages-stream.ts";
import type { Model } from "./model.ts";

/** What is used of a client of the package `@anthropic-ai/sdk`, by structural type: Vertex's too, or a mock. Bedrock's does not stream by this. */
export interface AnthropicClient {
  readonly messages: { readonly create: Create };
  readonly baseURL?: string;
}

export type AnthropicOptions = AdapterOptions;

const ENDPOINT = {
  baseURL: "https://api.anthropic.com/v1",
  path: "messages",
  authorize: (key: string) => ({ "x-api-key": key }),
  headers: { "anthropic-version": "2023-06-01" },
};

/**
 * A model of Anthropic's, through its client or through our own. A client's retries are off: a call is one request.
 *
 *     const model = anthropic(new Anthropic(), { model: "claude-haiku-4-5" });
 *
 * A stream is whole with a stop reason and the blank line behind `message_stop`. Models that do not know JSON
 * Schemas need `output: "tool"`. Throws `TypeError` for what makes no sense.
 */
export function anthropic(client: AnthropicClient | Access, options: AnthropicOptions): Model {
  const { model, sameModel, output: mode, sampling, body, limits } = adapterOptions(options);
  assertClient(client);
  const send = "messages" in client ? sendBy("client.messages", client.messages, []) : sendTo(client, ENDPOINT);
  const wire = messagesWire({ model, mode, sampling, body });
  const asked = modelOf({ id: `${options.provider ?? "anthropic"}/${model}`, model, sameModel, limits, wire, send });
  return {
    ...asked,
    settings: settingsOf(client.baseURL ?? ENDPOINT.baseURL, { output: mode, sameModel, sampling, body }),
  };
}

function messagesWire(settings: MessagesSettings): Wire {
  return {
    request: (prompt, streaming) => messagesRequest(prompt, settings, streaming),
    tool: ({ output }) => (settings.mode === "tool" ? output?.name : undefined),
    whole: wholeMessage,
    stream: streamedMessage,
  };
}
