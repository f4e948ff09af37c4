import { mistake } from "../text/mistake.ts";

/** What a timer takes, over three weeks. Node fires a longer one at once, so a wait of 35 days would be none. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function assertMilliseconds(name: string, value: unknown): void {
  const fits = typeof value === "number" && value > 0 && value <= LONGEST_TIMER_MS;
  if (!fits) throw mistake(name, `be a number of milliseconds above 0 and up to ${LONGEST_TIMER_MS}`, value);
}

export function assertWhole(name: string, value: unknown, least: 0 | 1 = 1): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  throw mistake(name, `be ${least === 1 ? "a positive" : "an"} integer${least === 0 ? " from 0" : ""}`, value);
}

/** A model by what is used of it, so that one of another copy of this package is one too. */
export function assertModel(name: string, value: unknown): void {
  const is = (field: string, type: string): boolean => typeof Reflect.get(value as object, field) === type;
  const object = typeof value === "object" && value !== null;
  if (object && is("id", "string") && is("generate", "function") && is("stream", "function")) return;
  throw mistake(name, "be a model, with `id`, `generate` and `stream`", value);
}

const ROLES: readonly unknown[] = ["system", "user", "assistant"];

/** A prompt that says something: a text alone is none, and what is missing in it no provider can tell as well. */
export function assertPrompt(prompt: unknown): void {
  const messages = typeof prompt === "object" && prompt !== null && "messages" in prompt ? prompt.messages : undefined;
  if (!Array.isArray(messages) || messages.length === 0)
    throw mistake("prompt", "be an object with `messages`, at least one of { role, content }", typeof prompt);
  for (const [at, message] of messages.entries()) {
    const { role, content } = (message ?? {}) as { readonly [field: string]: unknown };
    if (!ROLES.includes(role)) throw mistake(`prompt.messages[${at}].role`, `be one of ${ROLES.join(", ")}`, role);
    if (typeof content !== "string") throw mistake(`prompt.messages[${at}].content`, "be a text", typeof content);
  }
}
