import { fieldOf } from "../../text/fields.ts";
import { mistake } from "../../text/mistake.ts";
import { malformed } from "./gathered.ts";
import type { Send } from "./wire.ts";

/** A method of a client of a provider's: gives a promise that may have `asResponse`, as those of Stainless do. */
export type Create = (
  body: never,
  options?: { readonly signal?: AbortSignal; readonly maxRetries?: number; readonly timeout?: number },
) => PromiseLike<unknown>;

/**
 * Sends through a client, whose own retries are off. Where it hands out the raw response, that is read here, as the
 * clients neither limit what they read nor notice that it broke off. Where it does not, as a mock, what it read is
 * taken: an object, or in a stream an iterable of events, closed by `ends`.
 */
export function sendBy(
  name: string,
  resource: { readonly create: Create } | undefined,
  ends: readonly unknown[],
): Send {
  if (typeof resource?.create !== "function") throw mistake(name, "have a method `create`", resource);
  return async ({ body, signal, timeoutMs, streaming, onSend }) => {
    onSend();
    const pending = resource.create(body as never, { signal, maxRetries: 0, timeout: timeoutMs });
    const asResponse: unknown = fieldOf(pending, "asResponse");
    if (typeof asResponse === "function")
      return { type: "response", response: (await asResponse.call(pending)) as Response };
    const value = await pending;
    if (!streaming) return { type: "value", value };
    if (!isAsyncIterable(value)) return malformed("it is no stream of events");
    return { type: "events", events: value, ends };
  };
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;
