import type { IncomingMessage } from "node:http";

/** By which interface it was asked. */
export type WireName = "chat" | "responses" | "messages";

/** A request as the server got it. */
export interface ServerRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** Parsed; the text itself where it is no JSON. */
  readonly body: unknown;
  /** Absent where no provider has such a path. */
  readonly wire?: WireName;
  /** As asked for; empty where it was not said. */
  readonly model: string;
  readonly stream: boolean;
  /** The texts of all messages, instructions included, an empty line between them. */
  readonly prompt: string;
}

/** The request, read whole. */
export async function readRequest(message: IncomingMessage, number: number): Promise<ServerRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = parsed(Buffer.concat(chunks).toString("utf8"));
  const path = new URL(message.url ?? "/", "http://localhost").pathname;
  const wire = WIRES.find(([ending]) => path.endsWith(ending))?.[1];
  const model = field(body, "model");
  return {
    number,
    method: message.method ?? "",
    path,
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    body,
    ...(wire === undefined ? {} : { wire }),
    model: typeof model === "string" ? model : "",
    stream: field(body, "stream") === true,
    prompt: promptOf(body),
  };
}

// By their endings: whoever sets another base address, of a gateway for instance, is answered too.
const WIRES: readonly (readonly [string, WireName])[] = [
  ["/chat/completions", "chat"],
  ["/responses", "responses"],
  ["/messages", "messages"],
];

/** A field of what may be no object at all. */
export function field(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function promptOf(body: unknown): string {
  const parts = ["instructions", "system", "input", "messages"].map((name) => field(body, name));
  return parts.flatMap(textsOf).join("\n\n");
}

function textsOf(data: unknown): readonly string[] {
  if (typeof data === "string") return [data];
  if (Array.isArray(data)) return data.flatMap(textsOf);
  return [field(data, "content"), field(data, "text")].flatMap((inner) => (inner === undefined ? [] : textsOf(inner)));
}
