import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterEach } from "vitest";
import {
  type AdapterOptions,
  anthropic,
  type CallContext,
  type Model,
  type ModelCall,
  type ModelFailure,
  modelFailureOf,
  openai,
  type Prompt,
  type Reply,
} from "vouchsafe/model";
import { type FaultServer, type FaultServerOptions, faultServer } from "vouchsafe/testing";

/** One way of asking: an interface of a provider's, through our own client or through an SDK, whole or as a stream. */
export interface Way {
  readonly name: string;
  readonly wire: "chat" | "responses" | "messages";
  readonly streams: boolean;
  readonly client: "own" | "sdk";
}

export const KEY = "sk-canary-5c1f0e77";
const HEADERS = { "x-gateway": "canary-header-3b9a" };
export const QUESTION = "Are opened items refunded? canary-prompt-91d2";
export const SOURCE =
  "Opened items are exchanged, not refunded, unless they arrived damaged. Shipping costs are not refunded.";
export const REPLY = "Opened items are exchanged, not refunded, unless they arrived damaged [1].";
export const prompt: Prompt = { messages: [{ role: "user", content: QUESTION }], maxOutputTokens: 200 };
export const MODEL = { chat: "gpt-5-mini", responses: "gpt-5-mini", messages: "claude-haiku-4-5" };

export const ways: readonly Way[] = (["chat", "responses", "messages"] as const).flatMap((wire) =>
  (["own", "sdk"] as const).flatMap((client) =>
    [false, true].map((streams) => ({
      name: `${wire}, ${client}, ${streams ? "stream" : "whole"}`,
      wire,
      client,
      streams,
    })),
  ),
);
/** Without the SDKs, which read nothing themselves: for what is about bodies alone. */
export const ownWays = ways.filter(({ client }) => client === "own");

export type Options = Partial<Omit<AdapterOptions, "model">>;

/** The real adapter on a real client, with its default limits unless told. */
export function modelBy(
  { wire, client }: Pick<Way, "wire" | "client">,
  server: FaultServer,
  options: Options = {},
): Model {
  return modelAt({ wire, client }, { openai: server.url, anthropic: server.anthropicUrl }, options);
}

export function modelAt(
  { wire, client }: Pick<Way, "wire" | "client">,
  url: { readonly openai: string; readonly anthropic: string },
  options: Options = {},
): Model {
  const all = { model: MODEL[wire], ...options };
  if (wire === "messages") {
    const sdk = () => new Anthropic({ baseURL: url.anthropic, apiKey: KEY, defaultHeaders: HEADERS });
    return anthropic(client === "sdk" ? sdk() : { baseURL: `${url.anthropic}/v1`, apiKey: KEY, headers: HEADERS }, all);
  }
  const sdk = () => new OpenAI({ baseURL: url.openai, apiKey: KEY, defaultHeaders: HEADERS });
  return openai(client === "sdk" ? sdk() : { baseURL: url.openai, apiKey: KEY, headers: HEADERS }, {
    api: wire,
    ...all,
  });
}

/** What came of one call, thrown or not. */
export interface Came {
  readonly reply?: Reply;
  /** What a stream showed before its end. */
  readonly text: string;
  readonly error?: unknown;
  readonly failure?: ModelFailure;
  readonly calls: readonly ModelCall[];
  readonly ms: number;
}

export async function ask(way: Pick<Way, "streams">, model: Model, context: CallContext = {}): Promise<Came> {
  const calls: ModelCall[] = [];
  const told = { ...context, onCall: (call: ModelCall) => void calls.push(call) };
  const started = performance.now();
  let text = "";
  const came = (rest: Pick<Came, "reply" | "error" | "failure">): Came => ({
    ...rest,
    text,
    calls,
    ms: performance.now() - started,
  });
  try {
    if (!way.streams) return came({ reply: await model.generate(prompt, told) });
    let reply: Reply | undefined;
    for await (const part of model.stream(prompt, told)) {
      if (part.type === "text") text += part.text;
      else reply = part.reply;
    }
    return came(reply === undefined ? {} : { reply });
  } catch (error) {
    const failure = modelFailureOf(error);
    return came({ error, ...(failure === undefined ? {} : { failure }) });
  }
}

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that is closed when the test is over. */
export async function served(options: FaultServerOptions = { reply: REPLY }): Promise<FaultServer> {
  const server = await faultServer(options);
  servers.push(server);
  return server;
}
