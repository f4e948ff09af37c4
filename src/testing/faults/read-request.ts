import type { IncomingMessage } from "node:http";
import { field, type ServerRequest, type WireName } from "./request.ts";

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
