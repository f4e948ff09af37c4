import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelFailureOf } from "vouchsafe/model";
import { DONE } from "../../src/model/adapter/body.ts";
import { replyOf } from "../../src/model/adapter/complete.ts";
import { type Gathered, gather } from "../../src/model/adapter/gathered.ts";
import { wholeMessage } from "../../src/model/anthropic/messages-reading.ts";
import { streamedMessage } from "../../src/model/anthropic/messages-stream.ts";
import { streamedCompletion, wholeCompletion } from "../../src/model/openai/chat-reading.ts";
import { wholeResponse } from "../../src/model/openai/responses-reading.ts";
import { streamedResponse } from "../../src/model/openai/responses-stream.ts";
import { APIS, type Api, answering, chunk, EVENTS, framed, modelOf, outcomeOf, streamed, WHOLE } from "./wires.ts";

type Reader = (gathered: Gathered) => (value: unknown) => string;
const WHOLE_BY: { readonly [api in Api]: Reader } = {
  chat: wholeCompletion,
  responses: wholeResponse,
  messages: wholeMessage,
};
const STREAMED_BY: { readonly [api in Api]: Reader } = {
  chat: streamedCompletion,
  responses: streamedResponse,
  messages: streamedMessage,
};

/** A reply, or the failure: anything else thrown is thrown. */
function read(reader: Reader, values: readonly unknown[], tool: boolean): string {
  const gathered = gather({
    model: "gpt-5-mini",
    sameModel: "any",
    maxText: 10_000,
    ...(tool ? { tool: "verdict" } : {}),
  });
  try {
    const take = reader(gathered);
    const shown = values.map((value) => take(value === "[DONE]" ? DONE : value)).join("");
    const reply = replyOf(gathered);
    expect(reader === STREAMED_BY.chat || shown === "" || shown === reply.text).toBe(true);
    expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    return reply.text;
  } catch (error) {
    const failure = modelFailureOf(error);
    if (failure === undefined) throw error;
    return failure.code;
  }
}

/** A value with something at one place of it replaced, dropped or wrapped. */
function mutated(value: unknown, places: readonly number[], by: unknown): unknown {
  const [place = 0, ...rest] = places;
  if (typeof value !== "object" || value === null || places.length === 0) return by;
  const keys = Object.keys(value);
  const key = keys[place % (keys.length + 1)];
  if (key === undefined) return by;
  const inner = mutated(Reflect.get(value, key), rest, by);
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === key ? inner : one));
  return { ...value, [key]: inner };
}
const places = fc.array(fc.nat(20), { maxLength: 6 });
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, "", "x", -1, 0.5, Number.NaN, [], {}, [null], "stop", "length", true, "\0"),
  fc.jsonValue({ maxDepth: 2 }),
);

describe.each(APIS)("%s", (api) => {
  test("no reply, whatever is wrong in it, throws what is not told", () => {
    fc.assert(
      fc.property(places, odd, fc.boolean(), (at, by, tool) => {
        read(WHOLE_BY[api], [mutated(WHOLE[api], at, by)], tool);
      }),
      { numRuns: 4_000 },
    );
  });

  test("no stream, whatever is wrong in it, throws what is not told", () => {
    fc.assert(
      fc.property(fc.nat(), places, odd, fc.boolean(), (which, at, by, tool) => {
        const events = EVENTS[api].map((event, index) =>
          index === which % EVENTS[api].length ? mutated(event, at, by) : event,
        );
        read(STREAMED_BY[api], events, tool);
      }),
      { numRuns: 4_000 },
    );
  });
});

test("a million events end where the stream may be no longer, or by their text, in time and memory of their own", async () => {
  const event = new TextEncoder().encode(framed([chunk({ content: "word " })]).repeat(100));
  const encoder = new TextEncoder();
  let sent = 0;
  const endless: typeof fetch = async () =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          controller.enqueue(sent === 1 ? encoder.encode(": hello\n\n") : event);
        },
      }),
      { headers: { "content-type": "text/event-stream" } },
    );
  const options = { maxResponseBytes: 2 ** 18 };
  expect(await outcomeOf(streamed(modelOf("chat", { fetch: endless }, options)))).toBe("model-oversized");
  // Sixteen times the bytes of a body, and then no more.
  expect(sent * event.byteLength).toBeLessThan(17 * 2 ** 18);
  const silent = answering(Array.from({ length: 20 }, () => ": \n\n".repeat(2 ** 16)));
  expect(await outcomeOf(streamed(modelOf("chat", { fetch: silent }, options)))).toBe("model-oversized");
});
