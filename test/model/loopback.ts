import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Loopback {
  readonly url: string;
  /** The bodies of all requests, in order. */
  readonly bodies: readonly string[];
  /** How many connections are open. */
  readonly open: () => number;
  readonly answer: (handler: (request: IncomingMessage, response: ServerResponse) => void) => void;
  readonly close: () => Promise<void>;
}

/** A real server whose handler a test sets. */
export async function loopback(): Promise<Loopback> {
  let handler = (_: IncomingMessage, response: ServerResponse): void => void response.end();
  const bodies: string[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      bodies.push(body);
      // So that what is open afterwards was left open, and is not kept for the next request.
      response.setHeader("connection", "close");
      handler(request, response);
    });
  });
  server.on("connection", (socket) => {
    open += 1;
    socket.on("close", () => {
      open -= 1;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    bodies,
    open: () => open,
    answer: (next) => {
      handler = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
