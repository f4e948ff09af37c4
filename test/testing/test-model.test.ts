import { describe, expect, test } from "vitest";
import { type Model, openai, type Prompt, type Reply, type ReplyPart, resilient, scripted } from "vouchsafe/model";
import { testModel, withFaults } from "vouchsafe/testing";
import { modelBy, served, ways } from "../faults/ways.ts";

const reply: Reply = { text: "Tea is hot.", finish: "stop", usage: { outputTokens: 4 } };

/** A model that keeps the laws, but for what is changed of it. */
function sound(change: Partial<Model> = {}): Model {
  const model: Model = {
    id: "sound/one",
    async generate(_, context = {}) {
      context.abortSignal?.throwIfAborted();
      // So that an abort can come while it is at work.
      await Promise.resolve();
      context.abortSignal?.throwIfAborted();
      context.onCall?.({ model: "sound/one", usage: reply.usage });
      return reply;
    },
    async *stream(prompt, context): AsyncGenerator<ReplyPart> {
      const whole = await model.generate(prompt, context);
      yield { type: "text", text: "Tea is " };
      yield { type: "text", text: "hot." };
      yield { type: "reply", reply: whole };
    },
  };
  return { ...model, ...change };
}
const replying = (whole: object): Partial<Model> => ({
  generate: async (_, context = {}) => {
    context.abortSignal?.throwIfAborted();
    context.onCall?.({ model: "sound/one" });
    return { ...reply, ...whole };
  },
});
async function* partsOf(...parts: readonly ReplyPart[]): AsyncGenerator<ReplyPart> {
  yield* parts;
}
const last: ReplyPart = { type: "reply", reply };
const half: ReplyPart = { type: "text", text: "Tea is " };

describe("the laws of a model", () => {
  test("are kept by a sound one, a script, the stack, chaos at rest, and every adapter", async () => {
    await testModel(sound());
    await testModel(scripted(() => "Tea is hot."));
    await testModel(resilient(sound()));
    await testModel(withFaults(sound(), { rate: 0 }));
    for (const { wire, client } of ways) {
      const server = await served({ reply: "Tea is hot." });
      await testModel(modelBy({ wire, client }, server));
      // A reply, a stream, and those of four aborted calls that were sent at all.
      expect(server.requests.length).toBeGreaterThanOrEqual(2);
    }
  });

  test.each<[string, Partial<Model>, RegExp]>([
    ["no id", { id: " " }, /identity: its id/],
    ["a reply cut off", replying({ finish: "length" }), /replies: its reply ended with "length"/],
    ["an empty reply", replying({ text: "\n" }), /replies: its reply has no text/],
    ["unknown usage as NaN", replying({ usage: { inputTokens: Number.NaN } }), /no count of tokens/],
    ["an absent key that is there", replying({ modelId: undefined }), /survive JSON/],
    ["a call untold", { generate: async () => reply }, /told 0 calls/],
    ["a call told twice", twice(), /told 2 calls/],
    ["a call of another", { id: "sound/two" }, /another model/],
    ["a changed prompt", changing(), /read only|extensible|frozen|Cannot/],
    ["a stream without its reply", { stream: () => partsOf(half) }, /streams: its stream does not end/],
    ["a reply before its end", { stream: () => partsOf(last, last) }, /before its end/],
    ["pieces that are another text", { stream: () => partsOf(half, last) }, /pieces of its stream/],
    [
      "an abort unheard",
      { generate: async (_, context) => deaf(context) },
      /aborts: with an abort before the call it gives a reply/,
    ],
    ["an abort that is heard late", late(), /aborts: with an abort during the call it takes its time/],
    ["another reason", wrapped(), /does not reject with the signal's reason/],
  ])("%s breaks one", async (_, change, message) => {
    await expect(testModel(sound(change), { patienceMs: 1_000 })).rejects.toThrow(message);
  });

  test("a listener that stays breaks one", async () => {
    const listening = sound();
    const model = sound({
      generate: (prompt, context = {}) => {
        context.abortSignal?.addEventListener("abort", () => undefined);
        return listening.generate(prompt, context);
      },
    });
    await expect(testModel(model)).rejects.toMatchObject({ code: "law-broken", message: /leaves a listener/ });
  });

  test("a model that fails is told by its own failure, one that hangs by the time", async () => {
    const server = await served();
    server.always("unavailable");
    const down = openai({ baseURL: server.url }, { model: "m" });
    await expect(testModel(down)).rejects.toMatchObject({ code: "model-unavailable" });
    const hanging = withFaults(sound(), { rate: 1, kinds: ["hang"] });
    await expect(testModel(hanging, { patienceMs: 30 })).rejects.toThrow("nothing came within 30 ms");
  });
});

function twice(): Partial<Model> {
  return {
    generate: async (_, { onCall } = {}) => {
      for (let call = 0; call < 2; call += 1) onCall?.({ model: "sound/one" });
      return reply;
    },
  };
}
function changing(): Partial<Model> {
  return {
    generate: async (prompt: Prompt) => {
      Object.assign(prompt, { temperature: 1 });
      return reply;
    },
  };
}
async function deaf({ onCall }: NonNullable<Parameters<Model["generate"]>[1]> = {}): Promise<Reply> {
  onCall?.({ model: "sound/one" });
  return reply;
}
function late(): Partial<Model> {
  const model = sound();
  return {
    generate: async (prompt, context) => {
      const aborted = context?.abortSignal?.aborted === true;
      if (context?.abortSignal !== undefined && !aborted) await new Promise((resolve) => setTimeout(resolve, 300));
      return model.generate(prompt, context);
    },
  };
}
function wrapped(): Partial<Model> {
  const model = sound();
  return {
    generate: (prompt, context) =>
      model.generate(prompt, context).catch((error: unknown) => {
        throw new Error("aborted", { cause: error });
      }),
  };
}
