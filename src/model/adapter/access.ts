import { assertKnown } from "../../text/assert-known.ts";
import { mistake } from "../../text/mistake.ts";
import { modelError } from "../failure.ts";
import { failed } from "./failed.ts";
import type { Send } from "./wire.ts";

/** Where a provider's interface is, in place of a client. Nothing of it comes out again. */
export interface Access {
  /** Up to and with the version, as in `http://localhost:11434/v1`; a query stays. Default: the provider's own. */
  readonly baseURL?: string;
  /** Or a function that gives it, asked before each request. Absent: none is sent. */
  readonly apiKey?: string | (() => string | Promise<string>);
  /** Sent with each request, over those of our own. */
  readonly headers?: { readonly [name: string]: string };
  /** In place of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

const KNOWN = ["baseURL", "apiKey", "headers", "fetch"];

interface Endpoint {
  /** The default. */
  readonly baseURL: string;
  readonly path: string;
  readonly authorize: (key: string) => { readonly [header: string]: string };
  readonly headers?: { readonly [header: string]: string };
}

export function assertClient(client: unknown): void {
  if (typeof client !== "object" || client === null)
    throw mistake("client", "be a client of the provider's, or an object such as { apiKey }", typeof client);
}

/** Sends by `fetch`. Redirects are not followed: keys in headers would go with them. */
export function sendTo(access: Access, endpoint: Endpoint): Send {
  assertKnown(access, KNOWN);
  const { apiKey, fetch: own } = access;
  const url = urlOf(access.baseURL ?? endpoint.baseURL, endpoint.path);
  if (own !== undefined && typeof own !== "function") throw mistake("fetch", "be a function", own);
  if (apiKey !== undefined && typeof apiKey !== "function") assertKey(apiKey);
  const headers = new Headers({ "content-type": "application/json", ...endpoint.headers });
  for (const [name, value] of Object.entries(access.headers ?? {})) setHeader(headers, name, value);
  return async ({ body, signal, streaming, onSend }) => {
    const sent = new Headers(streaming ? { accept: "text/event-stream" } : { accept: "application/json" });
    const key = typeof apiKey === "function" ? await given(apiKey) : apiKey;
    if (key !== undefined) for (const [name, value] of Object.entries(endpoint.authorize(key))) sent.set(name, value);
    for (const [name, value] of headers) sent.set(name, value);
    signal.throwIfAborted();
    onSend();
    const response = await (own ?? fetch)(url, {
      method: "POST",
      headers: sent,
      body: JSON.stringify(body),
      signal,
      redirect: "manual",
    });
    return { type: "response", response };
  };
}

function urlOf(base: string, path: string): string {
  const url = typeof base === "string" && URL.canParse(base) ? new URL(base) : undefined;
  // It is not shown: an address may hold a password.
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new TypeError("Expected `baseURL` to be an address of http or https without a name and password in it.");
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
  url.hash = "";
  return url.href;
}

/** What a header can carry: visible ASCII, no break. */
const KEY = /^[\x21-\x7e]+$/;

function assertKey(key: unknown): void {
  if (typeof key !== "string" || !KEY.test(key))
    throw new TypeError("Expected `apiKey` to be a key without white space, or a function that gives one.");
}

function setHeader(headers: Headers, name: string, value: unknown): void {
  try {
    if (typeof value !== "string") throw new TypeError();
    headers.set(name, value);
  } catch {
    throw new TypeError("Expected `headers` to be names and values that HTTP allows.");
  }
}

/** What a function of the caller's gives; what it throws may quote a key, and is not kept. */
async function given(apiKey: () => string | Promise<string>): Promise<string> {
  let key: unknown;
  try {
    key = await apiKey();
  } catch {
    throw modelError(failed("model-unauthorized", "The function for the key failed.", { retryable: true }));
  }
  if (typeof key === "string" && KEY.test(key)) return key;
  throw modelError(failed("model-unauthorized", "The function for the key gave none that can be sent."));
}
