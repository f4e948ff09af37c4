import { expect, test } from "vitest";
import { route, scripted } from "vouchsafe/model";
import { outcome, partsOf, prompt } from "./asking.ts";

const small = scripted(() => "small", { id: "a/small" });
const large = scripted(() => "large", { id: "a/large" });

test("a model is chosen by the task or the length of the prompt", async () => {
  const model = route({ small, large }, ({ prompt: { task }, length }) =>
    task === "judge" || length < 30 ? "small" : "large",
  );
  expect(model.id).toBe("a/small|a/large");
  expect(await outcome(model.generate(prompt))).toBe("small");
  const long = { messages: [...prompt.messages, { role: "user", content: "Please." }] } as const;
  expect(await outcome(model.generate({ messages: [long.messages[0] ?? prompt.messages[0], long.messages[1]] }))).toBe(
    "large",
  );
  expect(await outcome(model.generate({ ...prompt, task: "judge" }))).toBe("small");
  expect((await partsOf(model.stream(prompt))).at(-1)).toMatchObject({ reply: { text: "small" } });
});

test("a model is chosen by whose budget it is", async () => {
  const model = route({ small, large }, ({ account }) => (account.tenant === "trial" ? "small" : "large"));
  expect(await outcome(model.generate(prompt, { account: { tenant: "trial" } }))).toBe("small");
  expect(await outcome(model.generate(prompt))).toBe("large");
  const parts = await partsOf(model.stream(prompt, { account: { tenant: "trial" } }));
  expect(parts.at(-1)).toMatchObject({ reply: { text: "small" } });
});

test("a name that is none is a mistake", async () => {
  const model = route({ small }, () => "toString" as "small");
  await expect(model.generate(prompt)).rejects.toThrow('Expected `choose` to give one of small, got "toString".');
  await expect(partsOf(model.stream(prompt))).rejects.toThrow(TypeError);
});

test.each<[object, unknown]>([
  [{}, () => "a"],
  [{ a: "gpt" }, () => "a"],
  [{ small }, "small"],
])("refuses %j", (models, choose) => {
  expect(() => route(models as never, choose as never)).toThrow(TypeError);
});
