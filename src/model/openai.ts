import { mistake } from "../text/mistake.ts";
import { type Access, assertClient, sendTo } from "./adapter/access.ts";
import { DONE } from "./adapter/body.ts";
import { type Create, sendBy } from "./adapter/client.ts";
import { modelOf } from "./adapter/exchange.ts";
import { type AdapterOptions, adapterOptions } from "./adapter/options.ts";
import { settingsOf } from "./adapter/settings-of.ts";
import type { Send, Wire } from "./adapter/wire.ts";
import type { Model } from "./model.ts";
import { streamedCompletion, wholeCompletion } from "./openai/chat-reading.ts";
import { chatRequest } from "./openai/chat-request.ts";
import { wholeResponse } from "./openai/responses-reading.ts";
import { responsesRequest } from "./openai/responses-request.ts";
import { streamedResponse } from "./openai/responses-stream.ts";
import type { RequestSettings } from "./openai/settings.ts";

/** What is used of a client of the package `openai`, by structural type: version 6 or 7, Azure's, or a mock. */
export interface OpenAIClient {
  readonly chat: { readonly completions: { readonly create: Create } };
  readonly responses?: { readonly create: Create };
  readonly baseURL?: string;
}

export interface OpenAIOptions extends AdapterOptions {
  /** Default "chat", which every compatible server speaks. */
  readonly api?: "chat" | "responses";
  /** The field for `maxOutputTokens` in "chat". Default: the new name for OpenAI's own servers and Azure's, else the old one. */
  readonly tokenLimit?: "max_completion_tokens" | "max_tokens";
}

const OPENAI = "https://api.openai.com/v1";
const OWN_HOST =
  /^https?:\/\/(?:[^/?#]*\.)?(?:openai\.com|openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)(?:[:/?#]|$)/i;
const PATHS = { chat: "chat/completions", responses: "responses" };

/**
 * A model of OpenAI's, or of any server that speaks its language (Azure, Ollama, vLLM, OpenRouter), through its
 * client or through our own. A client's retries are off: a call is one request.
 *
 *     const model = openai(new OpenAI(), { model: "gpt-5-mini" });
 *     const local = openai({ baseURL: "http://localhost:11434/v1" }, { model: "llama3.2", provider: "ollama" });
 *
 * A stream is whole with a finish reason and the blank line behind `[DONE]` (chat), or behind `response.completed`.
 * Throws `TypeError` for what makes no sense.
 */
export function openai(client: OpenAIClient | Access, options: OpenAIOptions): Model {
  const { model, sameModel, output: mode, sampling, body, limits } = adapterOptions(options, ["api", "tokenLimit"]);
  assertClient(client);
  const { api = "chat", provider = "openai" } = options;
  if (api !== "chat" && api !== "responses") throw mistake("api", 'be "chat" or "responses"', api);
  const { tokenLimit = OWN_HOST.test(client.baseURL ?? OPENAI) ? "max_completion_tokens" : "max_tokens" } = options;
  if (tokenLimit !== "max_completion_tokens" && tokenLimit !== "max_tokens")
    throw mistake("tokenLimit", 'be "max_completion_tokens" or "max_tokens"', tokenLimit);
  const settings = { model, mode, sampling, tokenLimit, body };
  const wire = wireOf(api, settings);
  const asked = modelOf({ id: `${provider}/${model}`, model, sameModel, limits, wire, send: sendOf(client, api) });
  return { ...asked, settings: settingsOf(client.baseURL ?? OPENAI, { api, output: mode, sameModel, sampling, body }) };
}

function sendOf(client: OpenAIClient | Access, api: "chat" | "responses"): Send {
  if (!("chat" in client)) return sendTo(client, { baseURL: OPENAI, path: PATHS[api], authorize: bearer });
  return api === "chat"
    ? sendBy("client.chat.completions", client.chat.completions, [DONE])
    : sendBy("client.responses", client.responses, []);
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

function wireOf(api: "chat" | "responses", settings: RequestSettings): Wire {
  const chat = api === "chat";
  const request = chat ? chatRequest : responsesRequest;
  return {
    request: (prompt, streaming) => request(prompt, settings, streaming),
    tool: ({ output }) => (settings.mode === "tool" ? output?.name : undefined),
    whole: chat ? wholeCompletion : wholeResponse,
    stream: chat ? streamedCompletion : streamedResponse,
  };
}
