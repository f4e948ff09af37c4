// Aborted calls: `npm run bench:aborts [-- --rows N]`, by default 10,000 by each client, half of them streamed. A real
// server answers none of them to its end; each is aborted at a time of its own. What is left behind is counted after.
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import OpenAI from "openai";
import { type Model, openai } from "vouchsafe/model";
import { rowLimit } from "./data.ts";
import { table } from "./markdown.ts";

const CALLS = 10_000;
const AT_ONCE = 50;
// Milliseconds: some are aborted before the headers, some in the midst of the body.
const LATEST = 20;
const PROMPT = { messages: [{ role: "user", content: "How long?" }] } as const;
const CHUNK = `data: ${JSON.stringify({ model: "m", choices: [{ index: 0, delta: { content: "A" } }] })}\n\n`;

/** Connections that have carried a request: what a client opens in advance is none. */
const sockets = new Set<Socket>();
const server = createServer((request, response) => {
  const { socket } = request;
  if (!sockets.has(socket)) socket.once("close", () => sockets.delete(socket));
  sockets.add(socket);
  request.resume();
  const headers = setTimeout(() => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(CHUNK);
  }, LATEST / 2);
  response.on("close", () => clearTimeout(headers));
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

/** How long after its abort a call is over, in milliseconds; absent if it is over in another way. */
async function aborted(model: Model, streaming: boolean, afterMs: number, abortSignal: AbortSignal, abort: () => void) {
  let at = 0;
  setTimeout(() => {
    at = performance.now();
    abort();
  }, afterMs);
  try {
    if (streaming) for await (const _ of model.stream(PROMPT, { abortSignal }));
    else await model.generate(PROMPT, { abortSignal });
  } catch (error) {
    if (error === abortSignal.reason) return performance.now() - at;
  }
  return undefined;
}

/** Listeners that are left on the callers' signals. */
let listeners = 0;
function watchedController(): AbortController {
  const controller = new AbortController();
  const { signal } = controller;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  const own = new Set<unknown>();
  signal.addEventListener = (type: string, listener: never, ...more: never[]) => {
    own.add(listener);
    listeners += 1;
    add(type, listener, ...more);
  };
  signal.removeEventListener = (type: string, listener: never) => {
    if (own.delete(listener)) listeners -= 1;
    remove(type, listener);
  };
  return controller;
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

async function run(name: string, model: Model, calls: number): Promise<readonly string[]> {
  const before = timers();
  const took: number[] = [];
  let otherwise = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls) {
      const call = next++;
      const controller = watchedController();
      const ms = await aborted(model, call % 2 === 1, (call * 7) % LATEST, controller.signal, () => controller.abort());
      if (ms === undefined) otherwise += 1;
      else took.push(ms);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  // A socket is closed by a message, which takes its time to come.
  for (let turn = 0; turn < 100 && sockets.size > 0; turn++) await new Promise((done) => setTimeout(done, 20));
  took.sort((a, b) => a - b);
  const share = (part: number) => (took[Math.min(took.length - 1, Math.floor(part * took.length))] ?? 0).toFixed(1);
  const left = [Math.max(0, timers() - before), listeners, sockets.size];
  return [name, took.length.toLocaleString("en-US"), otherwise, share(0.5), share(0.99), share(1), ...left].map(String);
}

const calls = Math.min(rowLimit(), CALLS);
const client = new OpenAI({ baseURL, apiKey: "none" });
const rows = [
  await run("our own", openai({ baseURL }, { model: "m" }), calls),
  await run("openai's", openai(client, { model: "m" }), calls),
];
const over = ["over after, ms: median", "99 %", "worst"];
console.log(table(["client", "aborted", "ended otherwise", ...over, "timers left", "listeners", "sockets"], rows));
server.closeAllConnections();
server.close();
