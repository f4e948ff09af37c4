import { chat } from "./chat.ts";
import { damagedBody, damagedEvents } from "./damage.ts";
import type { Fault } from "./fault.ts";
import { messages } from "./messages.ts";
import type { ServerRequest, WireName } from "./request.ts";
import { responses } from "./responses.ts";
import { type ServerReply, sayingOf } from "./saying.ts";
import { sse, type Wire } from "./wire.ts";

/** What goes over the socket. */
export interface Sent {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly parts: Iterable<string | Buffer>;
  /** What comes after all parts; a proper end unless told. */
  readonly last?: "reset" | "hang";
  /** Milliseconds before the first byte. */
  readonly afterMs?: number;
  /** A few bytes at a time. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
}

const WIRES: { readonly [Name in WireName]: Wire } = { chat, responses, messages };

/** What is sent for a request; `undefined` where not even a header is. */
export function sentFor(request: ServerRequest, reply: ServerReply, fault: Fault | undefined): Sent | "reset" | "hang" {
  const wire = request.wire === undefined ? undefined : WIRES[request.wire];
  if (wire === undefined || request.method !== "POST")
    return json(404, chat.error(404, `There is no ${request.method} ${request.path} here.`));
  if (fault?.kind === "reset") return "reset";
  if (fault?.kind === "no-headers") return "hang";
  return errorFor(request, wire, fault) ?? cutShort(request, goodReply(request, wire, reply, fault), fault);
}

/** The faults that leave no reply at all. */
function errorFor(request: ServerRequest, wire: Wire, fault: Fault | undefined): Sent | undefined {
  const error = (status: number, message: string, headers: Sent["headers"] = {}): Sent =>
    json(status, wire.error(status, message), headers);
  switch (fault?.kind) {
    case "rate-limited": {
      const { retryAfter, retryAfterMs } = fault;
      return error(429, "Rate limit reached.", {
        ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
        ...(retryAfterMs === undefined ? {} : { "retry-after-ms": retryAfterMs }),
      });
    }
    case "unavailable": {
      const { status = 503, retryAfter } = fault;
      const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      return error(status, "The server is overloaded or not ready yet.", headers);
    }
    case "unauthorized":
      return error(fault.status ?? 401, "Incorrect API key provided.");
    case "rejected":
      return error(fault.status ?? 400, "The request cannot be processed.");
    case "echoes-key":
      return error(fault.status ?? 401, `Not accepted: ${JSON.stringify([request.headers, request.body])}`);
    case "error-with-200":
      return json(200, wire.error(500, "The server had an error."));
    case "error-event":
      return request.stream ? undefined : json(200, wire.error(500, "The server had an error."));
    case "html":
      return { status: fault.status ?? 200, headers: { "content-type": "text/html; charset=utf-8" }, parts: [PAGE] };
    default:
      return undefined;
  }
}

const PAGE =
  "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>";

function goodReply(request: ServerRequest, wire: Wire, reply: ServerReply, fault: Fault | undefined): Sent {
  const saying = sayingOf(request, reply, fault);
  if (!request.stream) return { ...json(200, {}), parts: damagedBody(wire.body(saying), saying, fault) };
  const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };
  return { status: 200, headers, parts: mapped(damagedEvents(wire, saying, fault)) };
}

function* mapped(events: ReturnType<typeof damagedEvents>): Iterable<string> {
  for (const event of events) yield sse(event);
}

/** The faults of time and of the connection. */
function cutShort({ stream }: ServerRequest, good: Sent, fault: Fault | undefined): Sent {
  switch (fault?.kind) {
    case "slow":
      return { ...good, afterMs: fault.ms ?? 1_000 };
    case "slow-drip":
      return { ...good, drip: { bytes: fault.bytes ?? 1, everyMs: fault.everyMs ?? 100 } };
    case "ends-early":
      return { ...good, parts: [firstPart(good.parts, fault.atByte, stream)] };
    case "hang-mid-stream":
      return { ...good, parts: [firstPart(good.parts, fault.atByte, stream)], last: "hang" };
    case "cut":
      return { ...good, parts: [firstPart(good.parts, fault.atByte, false)], last: "reset" };
    default:
      return good;
  }
}

/** Up to a byte; else the first half, of events or of bytes. */
function firstPart(parts: Sent["parts"], atByte: number | undefined, byEvents: boolean): Buffer {
  const all = [...parts].map((part) => Buffer.from(part));
  if (atByte === undefined && byEvents) return Buffer.concat(all.slice(0, Math.ceil(all.length / 2)));
  const whole = Buffer.concat(all);
  return whole.subarray(0, atByte ?? Math.floor(whole.length / 2));
}

function json(status: number, body: object, headers: Sent["headers"] = {}): Sent {
  return { status, headers: { "content-type": "application/json", ...headers }, parts: [JSON.stringify(body)] };
}
