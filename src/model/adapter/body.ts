import { fail, type Gathered, malformed } from "./gathered.ts";
import type { Lifetime } from "./lifetime.ts";
import type { Limits } from "./limits.ts";
import { eventParser } from "./sse.ts";

/** What closes a stream of OpenAI's chat interface: not JSON, so no reply can forge it. */
export const DONE = Symbol("[DONE]");

/**
 * How long a stream is watched after its last event, in milliseconds: a second end, or text behind it, follows at
 * once or never. A server that keeps the connection open is not waited for.
 */
const AFTERMATH_MS = 1_000;
/** Bytes of a stream for one of its text: OpenAI's events carry about four letters in 250 bytes. */
const FRAMING = 16;

/** A body of JSON, whole. */
export async function* jsonOf(response: Response, lifetime: Lifetime, limits: Required<Limits>) {
  const texts: string[] = [];
  for await (const text of textsOf(response, lifetime, limits.maxResponseBytes, () => undefined)) texts.push(text);
  yield parsed(texts.join(""));
}

/** The data of each event of a stream, parsed; `DONE` where it says so. */
export async function* eventsOf(
  response: Response,
  lifetime: Lifetime,
  limits: Required<Limits>,
  gathered: Gathered,
): AsyncGenerator<unknown, void> {
  const type = response.headers.get("content-type");
  if (type !== null && !type.toLowerCase().includes("text/event-stream")) malformed("it is no stream of events");
  const parser = eventParser();
  let over = Number.POSITIVE_INFINITY;
  const left = (): number | undefined => {
    if (!gathered.ended) return undefined;
    over = Math.min(over, performance.now() + AFTERMATH_MS);
    return Math.max(0, over - performance.now());
  };
  for await (const text of textsOf(response, lifetime, limits.maxResponseBytes * FRAMING, left)) {
    for (const data of parser.push(text)) yield eventOf(data);
    if (parser.pending > limits.maxResponseBytes) tooLarge(limits.maxResponseBytes);
  }
  for (const data of parser.end()) yield eventOf(data);
}

const eventOf = (data: string): unknown => (data === "[DONE]" ? DONE : parsed(data));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return malformed("it is not JSON");
  }
}

function tooLarge(bytes: number): never {
  return fail("model-oversized", `The provider sent more than ${bytes} bytes.`);
}

/** The body as text, chunk by chunk. `left`: once the reply has ended, for how many milliseconds it is still read. */
async function* textsOf(
  response: Response,
  lifetime: Lifetime,
  maxBytes: number,
  left: () => number | undefined,
): AsyncGenerator<string, void> {
  if (typeof response.body?.getReader !== "function") malformed("it has no body");
  const reader = response.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let whole = false;
  try {
    while (!whole) {
      const ms = left();
      if (ms === 0) return;
      const chunk = ms === undefined ? await next(reader, lifetime) : await lifetime.lingering(reader.read(), ms);
      if (chunk === undefined) return;
      whole = chunk.done;
      bytes += chunk.value?.byteLength ?? 0;
      if (bytes > maxBytes) tooLarge(maxBytes);
      yield decoded(decoder, chunk.value);
    }
  } finally {
    // What is not read to its end is given up, and its socket with it.
    if (!whole) reader.cancel().catch(() => {});
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>, lifetime: Lifetime) {
  return lifetime.within(
    reader.read().catch(() => fail("model-truncated", "The connection broke before the end of the reply.")),
    "idleTimeoutMs",
  );
}

/** The text of a chunk; without one, that of what is left over: half a character is none. */
function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    return malformed("it is not UTF-8");
  }
}
