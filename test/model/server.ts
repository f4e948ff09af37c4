import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}
export interface TestServer {
  readonly baseURL: string;
  readonly seen: readonly Seen[];
  /** How many connections that carried a request are open; what a client opens in advance is none. */
  open(): number;
  /** How many connections have carried a request. */
  used(): number;
}

/** A real server on loopback that answers as told, until the test is over. */
export async function serve(answer: (response: ServerResponse, request: Seen) => void): Promise<TestServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const ever = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    if (!sockets.has(request.socket)) request.socket.once("close", () => sockets.delete(request.socket));
    sockets.add(request.socket);
    ever.add(request.socket);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { url = "", headers } = request;
      const one = { path: url, headers, body: text === "" ? undefined : JSON.parse(text) };
      seen.push(one);
      answer(response, one);
    });
    response.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { baseURL: `http://127.0.0.1:${port}/v1`, seen, open: () => sockets.size, used: () => ever.size };
}

export const json =
  (value: unknown, status = 200, headers: { readonly [name: string]: string } = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };

export const stream =
  (...pieces: readonly (string | Uint8Array)[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of pieces) response.write(piece);
    response.end();
  };

export const data = (value: unknown): string =>
  `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
