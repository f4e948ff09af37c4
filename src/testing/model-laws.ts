import type { Model, ModelCall, Prompt, Reply, ReplyPart } from "vouchsafe/model";
import { copyOf, deepFrozen, sameData } from "./draft-copies.ts";
import { type WatchedSignal, watchedSignal } from "./watched-signal.ts";

/** How the model breaks the law, if it does. */
export type ModelLaw = (model: Model, prompt: Prompt, patienceMs: number) => Promise<string | undefined>;

/** By what each of them is about. */
export const modelLaws: { readonly [law: string]: ModelLaw } = {
  async identity({ id }) {
    return typeof id === "string" && id.trim() !== "" ? undefined : "its id is no text";
  },

  async replies(model, prompt, patienceMs) {
    const calls: ModelCall[] = [];
    const given = deepFrozen(copyOf(prompt));
    const reply = await within(model.generate(given, { onCall: (call) => void calls.push(call) }), patienceMs);
    return breaksReply(reply) ?? breaksCalls(calls, model);
  },

  async streams(model, prompt, patienceMs) {
    const calls: ModelCall[] = [];
    const parts = await within(partsOf(model, deepFrozen(copyOf(prompt)), calls), patienceMs);
    const last = parts.at(-1);
    if (last?.type !== "reply") return "its stream does not end with the reply";
    const texts = parts.slice(0, -1).map((part) => (part.type === "text" ? part.text : undefined));
    if (texts.includes(undefined)) return "its stream gives the reply before its end";
    if (texts.join("") !== last.reply.text) return "the pieces of its stream are not the text of its reply";
    return breaksReply(last.reply) ?? breaksCalls(calls, model);
  },

  async aborts(model, prompt, patienceMs) {
    for (const streams of [false, true]) {
      for (const before of [true, false]) {
        const watched = watchedSignal();
        const how = `${streams ? "in a stream, " : ""}with an abort ${before ? "before" : "during"} the call`;
        if (before) watched.abort();
        const asking = asked(model, prompt, watched, streams);
        if (!before) watched.abort();
        const left = performance.now();
        const ended = await within(asking, patienceMs).catch((error: unknown) => ({ error }));
        if (performance.now() - left > AT_ONCE_MS) return `${how} it takes its time`;
        // A reply that was there already when the abort came is no fault.
        if (ended === undefined && before) return `${how} it gives a reply`;
        if (ended !== undefined && ended.error !== watched.signal.reason)
          return `${how} it does not reject with the signal's reason`;
        if (watched.isListenedTo()) return `${how} it leaves a listener on the signal`;
      }
    }
    return undefined;
  },
};

const AT_ONCE_MS = 250; // for machines under load; a model that hears its signal needs none

async function partsOf(model: Model, prompt: Prompt, calls: ModelCall[]): Promise<readonly ReplyPart[]> {
  const parts: ReplyPart[] = [];
  for await (const part of model.stream(prompt, { onCall: (call) => void calls.push(call) })) parts.push(part);
  return parts;
}

async function asked(model: Model, prompt: Prompt, { signal }: WatchedSignal, streams: boolean): Promise<undefined> {
  if (!streams) await model.generate(prompt, { abortSignal: signal });
  else for await (const _ of model.stream(prompt, { abortSignal: signal }));
}

function breaksReply(reply: Reply): string | undefined {
  if (typeof reply?.text !== "string" || reply.text.trim() === "") return "its reply has no text";
  if (reply.finish !== "stop") return `its reply ended with ${JSON.stringify(reply.finish)}, which is no whole one`;
  if (typeof reply.usage !== "object" || reply.usage === null) return "its reply has no usage, which may be empty";
  const counts: readonly unknown[] = Object.values(reply.usage);
  if (!counts.every((count) => Number.isSafeInteger(count) && Number(count) >= 0))
    return "its usage holds what is no count of tokens; what is unknown is left out";
  return sameData(JSON.parse(JSON.stringify(reply)), reply) ? undefined : "its reply does not survive JSON";
}

function breaksCalls(calls: readonly ModelCall[], { id }: Model): string | undefined {
  if (calls.length !== 1) return `it told ${calls.length} calls of one`;
  const [call] = calls;
  if (call?.model !== id) return "it told a call of another model";
  return call.failure === undefined ? undefined : "it told a failure of a call that was answered";
}

/** Rejects where nothing comes in time. */
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
