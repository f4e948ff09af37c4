import { describe, expect, test, vi } from "vitest";
import { type ModelCall, modelFailureOf, type Prompt, type ReplyPart, scripted } from "vouchsafe/model";

const prompt: Prompt = { messages: [{ role: "user", content: "How long do refunds take?" }] };

async function partsOf(parts: AsyncIterable<ReplyPart>): Promise<readonly ReplyPart[]> {
  const all: ReplyPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

describe("a scripted model", () => {
  test("gives its lines in turn: texts, replies, and what functions make of the prompt", async () => {
    const reply = { text: "Two.", finish: "stop" as const, usage: { inputTokens: 3 } };
    const model = scripted(["One.", reply, ({ messages }) => `You asked: ${messages[0].content}`]);
    expect(await model.generate(prompt)).toEqual({ text: "One.", finish: "stop", usage: {}, modelId: model.id });
    expect(await model.generate(prompt)).toEqual(reply);
    expect((await model.generate(prompt)).text).toBe("You asked: How long do refunds take?");
    expect(model.prompts).toEqual([prompt, prompt, prompt]);
  });

  test("rejects with the failure or the error of its line", async () => {
    const failure = { code: "model-rate-limited", message: "429", retryable: true, retryAfterMs: 5 } as const;
    const model = scripted([failure, new RangeError("no"), () => Promise.reject(new Error("late"))]);
    const error = await model.generate(prompt).catch((caught: unknown) => caught);
    expect(modelFailureOf(error)).toEqual(failure);
    await expect(model.generate(prompt)).rejects.toThrow(RangeError);
    await expect(model.generate(prompt)).rejects.toThrow("late");
  });

  test("says when its script is over, and that cannot be retried", async () => {
    const model = scripted(["One."], { id: "scripted/short" });
    await model.generate(prompt);
    await expect(model.generate(prompt)).rejects.toMatchObject({
      code: "script-over",
      retryable: false,
      message: "The script of scripted/short is over: it has 1 line, this is call 2.",
    });
  });

  test("one function is asked every time", async () => {
    const model = scripted(() => "Always.");
    for (let call = 0; call < 3; call += 1) expect((await model.generate(prompt)).text).toBe("Always.");
  });

  test("tells every call, failed ones too, and none for a script that is over", async () => {
    const calls: ModelCall[] = [];
    const failure = { code: "model-empty", message: "nothing", retryable: true } as const;
    const model = scripted(["One.", failure, new Error("own")], { id: "scripted/a" });
    for (let call = 0; call < 4; call += 1)
      await model.generate(prompt, { onCall: (told) => calls.push(told) }).catch(() => {});
    expect(calls).toEqual([
      { model: "scripted/a", usage: {} },
      { model: "scripted/a", failure: "model-empty" },
      { model: "scripted/a", failure: "error" },
    ]);
  });

  test("streams in pieces that put together are the text, the reply last", async () => {
    const parts = await partsOf(scripted(["A refund takes thirty days."], { partLength: 10 }).stream(prompt));
    expect(parts.map((part) => (part.type === "text" ? part.text : part.reply.text))).toEqual([
      "A refund t",
      "akes thirt",
      "y days.",
      "A refund takes thirty days.",
    ]);
  });

  test("an abort rejects at once with the signal's reason, even while a function never answers", async () => {
    const controller = new AbortController();
    const model = scripted([() => new Promise<string>(() => {})]);
    const onCall = vi.fn();
    const asked = model.generate(prompt, { abortSignal: controller.signal, onCall });
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(onCall).toHaveBeenCalledExactlyOnceWith({ model: model.id, failure: "aborted" });
    await expect(model.generate(prompt, { abortSignal: controller.signal })).rejects.toBe(reason);
    expect(model.prompts).toHaveLength(1);
  });

  test("what is no script is refused", () => {
    expect(() => scripted("One." as never)).toThrow("Expected `script` to be a function or an array");
    expect(() => scripted([], { ids: "a" } as never)).toThrow(TypeError);
  });
});
