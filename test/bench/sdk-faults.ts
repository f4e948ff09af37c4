// What the SDKs of the providers make of each fault, as they come: `npm run bench:faults [-- --kinds a,b]`.
// Time limits are what a careful caller sets; retries are the SDK's own. A reply that is none of the model's is marked.
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { modelFailureOf, openai as openaiModel, type Prompt } from "vouchsafe/model";
import { type Fault, type FaultKind, faultKinds, faultServer } from "vouchsafe/testing";
import { table } from "./markdown.ts";

const REPLY = "Opened items are exchanged, not refunded, unless they arrived damaged. [1]";
const TIMEOUT_MS = 1_000;
const PATIENCE_MS = 8_000;

type Ask = (url: { readonly openai: string; readonly anthropic: string }, signal: AbortSignal) => Promise<unknown>;

const messages = [{ role: "user" as const, content: "Are opened items refunded?" }];
const openai = (baseURL: string): OpenAI =>
  new OpenAI({ baseURL, apiKey: "sk-test", timeout: TIMEOUT_MS, logLevel: "off" });
const anthropic = (baseURL: string): Anthropic =>
  new Anthropic({ baseURL, apiKey: "sk-ant-test", timeout: TIMEOUT_MS, logLevel: "off" });

const clients: { readonly [name: string]: Ask } = {
  "openai, plain": async ({ openai: url }, signal) => {
    const reply = await openai(url).chat.completions.create({ model: "gpt-5-mini", messages }, { signal });
    return reply.choices?.[0]?.message.content;
  },
  "openai, stream": async ({ openai: url }, signal) => {
    const body = { model: "gpt-5-mini", messages, stream: true as const };
    let text = "";
    for await (const chunk of await openai(url).chat.completions.create(body, { signal }))
      text += chunk.choices[0]?.delta.content ?? "";
    return text;
  },
  "anthropic, plain": async ({ anthropic: url }, signal) => {
    const body = { model: "claude-haiku-4-5", messages, max_tokens: 100 };
    const [block] = (await anthropic(url).messages.create(body, { signal })).content ?? [];
    return block?.type === "text" ? block.text : undefined;
  },
  "anthropic, stream": async ({ anthropic: url }, signal) => {
    const body = { model: "claude-haiku-4-5", messages, max_tokens: 100, stream: true as const };
    let text = "";
    for await (const event of await anthropic(url).messages.create(body, { signal }))
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") text += event.delta.text;
    return text;
  },
};

const own = (baseURL: string) => openaiModel({ baseURL }, { model: "gpt-5-mini", timeoutMs: TIMEOUT_MS });
const prompt: Prompt = { messages: [{ role: "user", content: "Are opened items refunded?" }] };
/** The adapter of this library, under the same limit and without a retry around it. */
const ours: typeof clients = {
  "vouchsafe, plain": async ({ openai: url }, abortSignal) => (await own(url).generate(prompt, { abortSignal })).text,
  "vouchsafe, stream": async ({ openai: url }, abortSignal) => {
    for await (const part of own(url).stream(prompt, { abortSignal }))
      if (part.type === "reply") return part.reply.text;
    return undefined;
  },
};

/** Where the default does not fit the limit. */
const DETAILS: { readonly [Kind in FaultKind]?: Fault } = {
  "rate-limited": { kind: "rate-limited", retryAfter: "120" },
  slow: { kind: "slow", ms: 2 * TIMEOUT_MS },
  // No more than a busy machine reads in that time.
  oversized: { kind: "oversized", bytes: 3 * 2 ** 20 },
  "many-events": { kind: "many-events", count: 10_000 },
};

async function madeOf(kind: FaultKind, ask: Ask): Promise<string> {
  const server = await faultServer({ reply: REPLY });
  server.always(DETAILS[kind] ?? kind);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort("patience"), PATIENCE_MS);
  try {
    const ended = await ask({ openai: server.url, anthropic: server.anthropicUrl }, patience.signal).then(
      (text) => resolvedWith(text),
      (error: unknown) => (patience.signal.aborted ? undefined : `rejects: ${nameOf(error)}`),
    );
    const pending =
      ended === undefined || patience.signal.aborted ? `still waits after ${PATIENCE_MS / 1000} s` : ended;
    return server.requests.length === 1 ? pending : `${pending} (${server.requests.length} requests)`;
  } finally {
    clearTimeout(timer);
    await server.close();
  }
}

function resolvedWith(text: unknown): string {
  if (text === REPLY) return "resolves: the reply";
  if (typeof text !== "string") return `**resolves: ${text === null ? "null" : typeof text}**`;
  if (text.trim() === "") return "**resolves: an empty text**";
  if (REPLY.startsWith(text)) return `**resolves: ${text.length} of ${REPLY.length} characters**`;
  return `**resolves: another text, ${text.length} characters**`;
}

const nameOf = (error: unknown): string =>
  modelFailureOf(error)?.code ?? (error instanceof Error ? error.constructor.name : typeof error);

const asked = process.argv[process.argv.indexOf("--kinds") + 1]?.split(",");
const kinds = process.argv.includes("--kinds") ? faultKinds.filter((kind) => asked?.includes(kind)) : faultKinds;
const all = { ...clients, ...ours };
const names = Object.keys(all);
const cells: string[][] = [];
// One fault after the other: whoever waits for a busy machine would be timed out by it.
for (const kind of kinds) cells.push(await Promise.all(Object.values(all).map((ask) => madeOf(kind, ask))));
console.log(
  table(
    ["fault", ...names],
    kinds.map((kind, row) => [kind, ...(cells[row] ?? [])]),
  ),
);
const summary = (of: typeof clients): string => {
  const own = cells.flatMap((row) => row.filter((_, column) => (names[column] ?? "") in of));
  const count = (start: string): number => own.filter((cell) => cell.startsWith(start)).length;
  return `of ${own.length} calls ${count("**")} resolve with what is not the reply (bold), ${count("still")} still wait, ${count("rejects")} reject, ${count("resolves")} resolve with the reply`;
};
console.log(`\n${kinds.length} faults, a time limit of ${TIMEOUT_MS} ms.`);
console.log(`The SDKs: ${summary(clients)}.`);
console.log(`This library: ${summary(ours)}.`);
