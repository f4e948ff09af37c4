import { fieldOf, isFields, textOf } from "../../text/fields.ts";
import { type ModelFailure, modelFailureOf } from "../failure.ts";
import { failed } from "./failed.ts";
import { retryAfterMs } from "./retry-after.ts";

type Header = (name: string) => string | null | undefined;

/** The failure that a status stands for; none for a good one. The body is not quoted: it may echo anything. */
export function failureOfStatus(status: number, header: Header = () => null): ModelFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const wait = retryAfterMs(header);
  const more = { ...(status > 0 ? { status } : {}), ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  const said = `The provider answered with status ${status}`;
  if (status === 429) return failed("model-rate-limited", `${said}: too many requests, or no quota left.`, more);
  if (status === 401 || status === 403) return failed("model-unauthorized", `${said}: the key is not accepted.`, more);
  if (status === 408 || status === 409 || status >= 500) return failed("model-unavailable", `${said}.`, more);
  if (status >= 400) return failed("model-rejected", `${said}: it does not take this request.`, more);
  return failed("model-rejected", `${said}, which no provider's interface does: is the address right?`, more);
}

/** Words of providers for errors in a body or an event, and the status that means the same. */
const STATUS_OF: ReadonlyMap<string, number> = new Map([
  ["rate_limit_error", 429],
  ["rate_limit_exceeded", 429],
  ["insufficient_quota", 429],
  ["authentication_error", 401],
  ["invalid_api_key", 401],
  ["permission_error", 403],
  ["billing_error", 403],
  ["invalid_request_error", 400],
  ["invalid_prompt", 400],
  ["not_found_error", 404],
  ["model_not_found", 404],
  ["request_too_large", 413],
  ["context_length_exceeded", 400],
  ["timeout_error", 504],
  ["api_error", 500],
  ["server_error", 500],
  ["overloaded_error", 529],
]);

/** The failure of an `error` that came with a good status: in place of a reply, or as an event of a stream. */
export function failureOfError(error: unknown): ModelFailure {
  const code = fieldOf(error, "code");
  const status = typeof code === "number" && code >= 400 && code < 600 ? Math.trunc(code) : wordOf(error);
  const kind = failureOfStatus(status ?? 500)?.code ?? "model-unavailable";
  return failed(kind, "The provider answered with an error in place of a reply.");
}

function wordOf(error: unknown): number | undefined {
  const words = [textOf(error, "code"), textOf(error, "type"), textOf(error, "status")];
  return words.map((word) => STATUS_OF.get(word ?? "")).find((status) => status !== undefined);
}

/**
 * The failure of whatever a client threw: an error of a software kit's with its status and headers, or a
 * connection that could not be made. Neither its message nor its cause is kept: both may quote a key.
 */
export function failureOfThrown(error: unknown): ModelFailure {
  const known = modelFailureOf(error);
  if (known) return known;
  const status = fieldOf(error, "status");
  if (typeof status === "number" && status >= 300) {
    const failure = failureOfStatus(status, headerOf(fieldOf(error, "headers")));
    if (failure) return failure;
  }
  if (isFields(fieldOf(error, "error"))) return failureOfError(fieldOf(error, "error"));
  if (isUnreached(error))
    return failed("model-unavailable", "The connection to the provider could not be made.", { status: 0 });
  return failed("model-unavailable", "The connection to the provider could not be made, or broke.");
}

function headerOf(headers: unknown): Header {
  if (headers instanceof Headers) return (name) => headers.get(name);
  return (name) => textOf(headers, name);
}

/** Refused, or no such host: nothing was sent, and nothing is billed. The errors of `fetch` lie under one or two others. */
function isUnreached(error: unknown): boolean {
  const causes = [error, fieldOf(error, "cause"), fieldOf(fieldOf(error, "cause"), "cause")];
  return causes.some((cause) => UNREACHED.has(textOf(cause, "code") ?? ""));
}
const UNREACHED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);
