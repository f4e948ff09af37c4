import { vi } from "vitest";
import { type Model, type ModelFailure, modelError, type Prompt, type ReplyPart } from "vouchsafe/model";

export const prompt: Prompt = { messages: [{ role: "user", content: "How long do refunds take?" }] };

export const down: ModelFailure = { code: "model-unavailable", message: "503", retryable: true, status: 503 };
export const limited: ModelFailure = { code: "model-rate-limited", message: "429", retryable: true, status: 429 };
export const timedOut: ModelFailure = { code: "model-timed-out", message: "No headers in time.", retryable: true };
export const rejected: ModelFailure = { code: "model-rejected", message: "400", retryable: false, status: 400 };
export const refused: ModelFailure = { code: "model-refused", message: "refused", retryable: false };

/** What became of a promise, as a value: its failure's code where it is a model's. */
export async function outcome(asked: Promise<{ readonly text: string }>): Promise<string> {
  return asked.then(
    ({ text }) => text,
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );
}

export async function partsOf(parts: AsyncIterable<ReplyPart>): Promise<readonly ReplyPart[]> {
  const all: ReplyPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

/** A model that gives some text and then fails; of `generate` it only fails. */
export function breakingOff(text: string, failure: ModelFailure): Model & { readonly calls: () => number } {
  let calls = 0;
  return {
    id: "test/breaking-off",
    calls: () => calls,
    async generate() {
      calls += 1;
      throw modelError(failure);
    },
    async *stream() {
      calls += 1;
      yield { type: "text", text };
      throw modelError(failure);
    },
  };
}

/** A model that never answers, and heeds its signal only if told to. */
export function hanging({ heeds = true }: { readonly heeds?: boolean } = {}): Model {
  const generate: Model["generate"] = (_, context) =>
    new Promise((_, reject) => {
      const signal = context?.abortSignal;
      if (heeds && signal?.aborted) reject(signal.reason);
      if (heeds) signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  return {
    id: "test/hanging",
    generate,
    async *stream(asked, context) {
      yield { type: "reply", reply: await generate(asked, context) };
    },
  };
}

/** A signal that knows how many listen to it. */
export function countedSignal(): { readonly controller: AbortController; readonly listeners: () => number } {
  const controller = new AbortController();
  const { signal } = controller;
  const held = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  vi.spyOn(signal, "addEventListener").mockImplementation((type, listener, options) => {
    held.add(listener);
    add(type, listener, options);
  });
  vi.spyOn(signal, "removeEventListener").mockImplementation((type, listener) => {
    held.delete(listener);
    remove(type, listener);
  });
  return { controller, listeners: () => held.size };
}

/** A store in a map, as JSON, whose entries can be looked at and spoilt. */
export function mapStore() {
  const entries = new Map<string, string>();
  const store = {
    get: async (key: string): Promise<unknown> => JSON.parse(entries.get(key) ?? "null") ?? undefined,
    set: async (key: string, value: unknown): Promise<unknown> => entries.set(key, JSON.stringify(value)),
    delete: async (key: string): Promise<unknown> => entries.delete(key),
  };
  return { store, entries };
}
