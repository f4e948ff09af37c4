import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grounded, VouchsafeError } from "vouchsafe";
import { anthropic, type Model, modelFailureOf, openai, type Prompt, type Reply } from "vouchsafe/model";
import { faultServer } from "vouchsafe/testing";
import { MUTATIONS } from "../oracles/mutants.ts";
import { streamTexts } from "../oracles/stream-texts.ts";
import { MODEL, prompt } from "./ways.ts";

interface Recorded {
  readonly wire: "chat" | "responses" | "messages";
  readonly streams: boolean;
  readonly body: Buffer;
  readonly answer: string;
  readonly source: string;
}

/** Chance that is the same in every run: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts in prose: of JSON the guards see the leaves alone. */
const texts = streamTexts.filter(({ schema, answer }) => schema === undefined && answer.length < 300);
const MUTANTS = 20_010;

/** Fifteen streams of the fixtures, five of an interface, and fifteen plain bodies as the fault server writes them. */
async function recordings(): Promise<readonly Recorded[]> {
  const lines = readFileSync(new URL("../../fixtures/streams.jsonl", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  const all = lines.map((line) => JSON.parse(line) as { wire: Recorded["wire"]; text: string; body: string });
  const streams = (["chat", "responses", "messages"] as const).flatMap((wire) =>
    all
      .flatMap(({ wire: own, text, body }): readonly Recorded[] => {
        const known = texts.find(({ name }) => name === text);
        if (known === undefined || own !== wire) return [];
        return [{ wire, streams: true, body: Buffer.from(body), answer: known.answer, source: known.source }];
      })
      .slice(0, 5),
  );
  const server = await faultServer();
  const plain: Recorded[] = [];
  for (const [wire, path] of [
    ["chat", "/v1/chat/completions"],
    ["responses", "/v1/responses"],
    ["messages", "/v1/messages"],
  ] as const) {
    for (const { answer, source } of texts.slice(0, 5)) {
      server.next({ text: answer });
      const body = JSON.stringify({ model: MODEL[wire] });
      const response = await fetch(`${server.anthropicUrl}${path}`, { method: "POST", body });
      plain.push({ wire, streams: false, body: Buffer.from(await response.arrayBuffer()), answer, source });
    }
  }
  await server.close();
  return [...streams, ...plain];
}

function modelOf({ wire, streams }: Recorded, body: Buffer): Model {
  const headers = { "content-type": streams ? "text/event-stream" : "application/json" };
  const access = { baseURL: "http://localhost/v1", fetch: async () => new Response(new Uint8Array(body), { headers }) };
  return wire === "messages"
    ? anthropic(access, { model: MODEL.messages })
    : openai(access, { model: MODEL[wire], api: wire });
}

async function replyOf({ streams }: Recorded, model: Model, asked: Prompt): Promise<Reply> {
  if (!streams) return model.generate(asked);
  for await (const part of model.stream(asked)) if (part.type === "reply") return part.reply;
  throw new Error("a stream without a reply");
}

/** What a body says by its interface, read in the plainest way; throws, or gives `undefined`, where it says nothing. */
function saidBy({ wire, streams }: Recorded, body: Buffer): string | undefined {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  // biome-ignore lint/suspicious/noExplicitAny: whatever it is, the test is about what comes of it
  const read = (json: string): any => JSON.parse(json);
  if (!streams) {
    const value = read(text);
    if (wire === "chat") return value.choices[0].message.content;
    if (wire === "messages") return value.content.map((block: { text: string }) => block.text).join("");
    const messages = value.output.filter(({ type }: { type: string }) => type === "message");
    return messages.flatMap((one: { content: { text: string }[] }) => one.content.map((part) => part.text)).join("");
  }
  const data = text
    .replaceAll(/\r\n?/g, "\n")
    .split("\n\n")
    .flatMap((event) => {
      const lines = event.split("\n").filter((line) => line.startsWith("data:"));
      return lines.length === 0 ? [] : lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
    });
  const events = data.filter((one) => one !== "[DONE]").map(read);
  const pieces = events.map((event) => {
    if (wire === "chat") return event.choices[0]?.delta?.content;
    // An event or a piece of a type that nobody knows says nothing, by the interface.
    if (event.type === "content_block_start") return event.content_block?.type === "text" && event.content_block.text;
    if (wire === "messages")
      return event.type === "content_block_delta" && event.delta?.type === "text_delta" && event.delta.text;
    return event.type === "response.output_text.delta" ? event.delta : undefined;
  });
  return pieces.map((piece) => piece || "").join("");
}

function readBy(one: Recorded, body: Buffer): unknown {
  try {
    return saidBy(one, body);
  } catch (error) {
    return error;
  }
}

interface Tally {
  /** No reply, and a documented failure. */
  failed: number;
  /** A reply that the guards did not let pass. */
  escalated: number;
  /** Verified, and the text of the recording. */
  same: number;
  /** Verified, and another text: it was the text that was damaged, in a body that is sound. */
  other: number;
}

describe("F14: damage by chance to thirty recorded responses", () => {
  test(`F14: of ${MUTANTS} mutants none throws what is not documented, and no reply has another text than its body says`, {
    timeout: 300_000,
  }, async ({ annotate }) => {
    const recorded = await recordings();
    expect(recorded).toHaveLength(30);
    const random = seeded(14);
    const mutations = Object.entries(MUTATIONS);
    const tallies: { [wire: string]: Tally } = {};
    const strange: unknown[] = [];
    const misread: unknown[] = [];
    for (let at = 0; at < MUTANTS; at += 1) {
      const one = recorded[at % recorded.length] as Recorded;
      const [name, mutate] = mutations[Math.floor(random() * mutations.length)] as (typeof mutations)[number];
      const body = mutate(one.body, random);
      let reply: Reply | undefined;
      let thrown: unknown;
      const feature = grounded(
        async () => {
          try {
            reply = await replyOf(one, modelOf(one, body), prompt);
          } catch (error) {
            thrown = error;
            throw error;
          }
          return { answer: reply.text, finish: reply.finish };
        },
        { attempts: 1 },
      );
      const outcome = await feature({ sources: [one.source] });
      if (thrown !== undefined && !(thrown instanceof VouchsafeError && modelFailureOf(thrown) !== undefined))
        strange.push([at, name, thrown]);
      if (reply !== undefined && reply.text !== readBy(one, body)) misread.push([at, name, one.wire, reply.text]);
      const way = `${one.wire}, ${one.streams ? "stream" : "whole"}`;
      tallies[way] ??= { failed: 0, escalated: 0, same: 0, other: 0 };
      const tally = tallies[way];
      if (reply === undefined) tally.failed += 1;
      else if (outcome.status === "escalated") tally.escalated += 1;
      else if (reply.text === one.answer) tally.same += 1;
      else tally.other += 1;
    }
    await annotate(JSON.stringify(tallies));
    expect(strange).toEqual([]);
    expect(misread).toEqual([]);
    // Where every event has a number and the whole text comes once more, no damage to the text goes unseen.
    expect(tallies["responses, stream"]?.other).toBe(0);
    for (const { failed, same } of Object.values(tallies)) {
      // A fuzz that fails everything, or nothing, would prove nothing.
      expect(failed).toBeGreaterThan(MUTANTS / 30);
      expect(same).toBeGreaterThan(MUTANTS / 200);
    }
  });
});
