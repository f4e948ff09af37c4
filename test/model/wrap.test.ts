import { expect, test } from "vitest";
import { scripted, type Wrap, wrap } from "vouchsafe/model";
import { prompt } from "./asking.ts";

test("the first wrap is the outermost", async () => {
  const around =
    (name: string): Wrap =>
    (model) => ({
      ...model,
      generate: async (asked, context) => {
        const reply = await model.generate(asked, context);
        return { ...reply, text: `${name}(${reply.text})` };
      },
    });
  const model = wrap(scripted(["x"]), around("a"), around("b"));
  expect((await model.generate(prompt)).text).toBe("a(b(x))");
});

test("a wrap keeps the id, and what is no model is refused", () => {
  expect(wrap(scripted([], { id: "a/b" })).id).toBe("a/b");
  expect(() => wrap("openai:gpt" as never)).toThrow("Expected `model` to be a model");
});
