import { expect, test } from "vitest";
import { route, scripted } from "vouchsafe/model";
import { outcome, partsOf, prompt } from "./asking.ts";

const small = scripted(() => "small", { id: "a/small" });
const large = scripted(() => "large", { id: "a/large" });

test("a model is chosen by the task, the length of all messages, or the account", async () => {
  const isSmall = (task: string | undefined, length: number, tenant: string | undefined) =>
    task === "judge" || length < 30 || tenant === "trial";
  const model = route([small, large], ({ task }, { account }, length) =>
    isSmall(task, length, account?.tenant) ? small : large,
  );
  expect(model.id).toBe("a/small|a/large");
  expect(await outcome(model.generate(prompt))).toBe("small");
  const long = { messages: [...prompt.messages, { role: "user", content: "Please." }] } as const;
  expect(await outcome(model.generate(long as never))).toBe("large");
  expect(await outcome(model.generate({ ...long, task: "judge" } as never))).toBe("small");
  expect(await outcome(model.generate(long as never, { account: { tenant: "trial" } }))).toBe("small");
  expect((await partsOf(model.stream(prompt))).at(-1)).toMatchObject({ reply: { text: "small" } });
});

test("a model that is not in the list is a mistake", async () => {
  const model = route([small], () => large);
  await expect(model.generate(prompt)).rejects.toThrow("Expected `choose` to give one of the models, got an object.");
  await expect(partsOf(model.stream(prompt))).rejects.toThrow(TypeError);
});

test.each<[unknown, unknown]>([
  [[], () => small],
  [{ small }, () => small],
  [["gpt"], () => small],
  [[small], "small"],
])("refuses what makes no sense", (models, choose) => {
  expect(() => route(models as never, choose as never)).toThrow(TypeError);
});
