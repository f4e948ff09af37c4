// So that the declaration is read by whoever has neither Node's types nor the newest library of TypeScript.
/// <reference lib="esnext.disposable" preserve="true" />
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Fault, type FaultKind, faultOf } from "./fault.ts";
import { readRequest } from "./read-request.ts";
import type { ServerRequest } from "./request.ts";
import { sentFor } from "./respond.ts";
import type { ServerReply } from "./saying.ts";
import { oneOf, seeded } from "./seeded.ts";
import { write } from "./write.ts";

/** What a request is answered with. */
export type ServerAnswer = ServerReply | Fault;

export interface FaultServerOptions {
  /** The answer to every request: a text, or what a function makes of the request. Default: "It works." */
  readonly reply?:
    | string
    | ServerAnswer
    | ((request: ServerRequest) => string | ServerAnswer | PromiseLike<string | ServerAnswer>);
  /** What goes wrong with the request of this number, from 1; `undefined`: nothing. */
  readonly faults?: (number: number) => FaultKind | Fault | undefined;
  /** The share of requests that get one of `kinds` by chance, 0 to 1. Default: 0. */
  readonly rate?: number;
  /** Default: those that a client without time limits survives. */
  readonly kinds?: readonly (FaultKind | Fault)[];
  /** Of the chance. Default: 1, so that a run can be repeated. */
  readonly seed?: number;
}

/** A provider on this machine that can be told to fail. */
export interface FaultServer {
  /** The base address for clients of OpenAI's interfaces: it ends in `/v1`. */
  readonly url: string;
  /** The base address for Anthropic's client, which adds `/v1/messages`. */
  readonly anthropicUrl: string;
  /** All requests so far, oldest first. */
  readonly requests: readonly ServerRequest[];
  /** Requests that are being answered, and whose clients have not gone. */
  readonly open: number;
  /** What the next requests get, one each, before anything else is asked: names of faults, faults or replies. */
  next(...answers: readonly (FaultKind | ServerAnswer)[]): void;
  /** What all requests get from now on, after those of `next`: `reply`, if nothing is given. */
  always(answer?: FaultKind | ServerAnswer): void;
  /** Ends all connections, those that hang too. Rejects with what `reply` or `faults` threw, if they did. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const SURVIVED: readonly FaultKind[] = [
  "rate-limited",
  "unavailable",
  "reset",
  "ends-early",
  "cut",
  "length",
  "blank",
  "refusal",
  "content-filter",
  "html",
  "no-choices",
  "error-event",
];

/**
 * An HTTP server on loopback that speaks OpenAI's chat completions and responses and Anthropic's messages, plain and as
 * streams, and fails as it is told: in its protocol, its text, its time or its connection.
 *
 * ```ts
 * const server = await faultServer({ reply: "The refund window is 30 days. [1]" });
 * const client = new OpenAI({ baseURL: server.url, apiKey: "none" });
 * server.next("rate-limited", { kind: "cut", atByte: 200 });
 * // …
 * await server.close();
 * ```
 */
export async function faultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { reply = WORKS, faults, rate = 0, kinds = SURVIVED, seed = 1 } = options;
  if (!(rate >= 0 && rate <= 1)) throw new TypeError(`Expected \`rate\` to be a number from 0 to 1, got ${rate}.`);
  const chances = kinds.map(faultOf);
  const random = seeded(seed);
  const requests: ServerRequest[] = [];
  const queue: ServerAnswer[] = [];
  const trouble: unknown[] = [];
  const sockets = new Set<Socket>();
  let lasting: ServerAnswer | undefined;
  let open = 0;
  let arrived = 0;

  /** What there would be to say, and what goes wrong with it. */
  async function planFor(request: ServerRequest): Promise<{ readonly reply: ServerReply; readonly fault?: Fault }> {
    // Drawn for every request, so that what is queued moves no later chance.
    const chance = random() < rate && chances.length > 0 ? oneOf(chances, random) : undefined;
    const told = queue.shift() ?? lasting ?? meant(faults?.(request.number)) ?? chance;
    if (told !== undefined && !("kind" in told)) return { reply: told };
    const said = typeof reply === "function" ? await reply(request) : reply;
    const answer = typeof said === "string" ? { text: said } : said;
    if (!("kind" in answer)) return { reply: answer, ...(told === undefined ? {} : { fault: told }) };
    return { reply: { text: WORKS }, fault: told ?? faultOf(answer) };
  }

  const server = createServer((message, response) => {
    const gone = new AbortController();
    open += 1;
    response.once("close", () => {
      open -= 1;
      gone.abort();
    });
    arrived += 1;
    // A client that goes while it asks is no trouble of ours.
    serve(message, arrived, response, gone.signal).catch(() => response.destroy());
  });

  async function serve(message: IncomingMessage, number: number, response: ServerResponse, gone: AbortSignal) {
    const request = await readRequest(message, number);
    requests.push(request);
    const { reply, fault } = await planFor(request).catch((error: unknown) => {
      trouble.push(error);
      throw error;
    });
    await write(response, sentFor(request, reply, fault), gone);
  }

  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A reset by either side is what this server is for.
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    if (trouble.length > 0) throw trouble[0];
  }

  return {
    url: `${address}/v1`,
    anthropicUrl: address,
    requests,
    get open() {
      return open;
    },
    next: (...answers) => void queue.push(...answers.map((answer) => answerOf(answer))),
    always(answer) {
      lasting = answer === undefined ? undefined : answerOf(answer);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const WORKS = "It works.";

function answerOf(answer: FaultKind | ServerAnswer): ServerAnswer {
  return typeof answer === "string" || "kind" in answer ? faultOf(answer) : answer;
}

function meant(fault: FaultKind | Fault | undefined): Fault | undefined {
  return fault === undefined ? undefined : faultOf(fault);
}
