import { expect, test } from "vitest";
import { anthropic, limit, metered, openai, resilient, scripted } from "vouchsafe/model";
import { budget } from "vouchsafe/spend";

const model = openai({ apiKey: "k", fetch: () => expect.unreachable() }, { model: "m" });
const spare = metered(budget({ perDayCalls: 10 }))(scripted(["x"]));

test.each<[string, unknown, RegExp]>([
  ["a text", "How long?", /`prompt` to be an object with `messages`.* got "string"/],
  ["nothing", undefined, /`prompt` to be an object/],
  ["no messages", { messages: [] }, /`prompt` to be an object/],
  [
    "a message that is a text",
    { messages: ["How long?"] },
    /messages\[0\]\.role` to be one of system, user, assistant/,
  ],
  ["content in parts", { messages: [{ role: "user", content: [{ type: "text" }] }] }, /messages\[0\]\.content/],
])("a prompt that is none is told as such, and never sent: %s", async (_, prompt, message) => {
  for (const asked of [model, spare, scripted(["x"])]) {
    await expect(asked.generate(prompt as never)).rejects.toThrow(message);
    await expect(
      asked
        .stream(prompt as never)
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toThrow(TypeError);
  }
});

test.each<[string, object]>([
  ["a limit that is a number", { limit: 5 }],
  ["a limit of nothing", { limit: {} }],
  ["a limit that is off, as it is by default", { limit: false }],
  ["a retry that is on", { retry: true }],
  ["a number of retries", { retry: 3 }],
  ["a cache that is on", { cache: true }],
])("an option of `resilient` that would be overlooked is refused: %s", (_, options) => {
  expect(() => resilient(scripted(["x"]), options)).toThrow(TypeError);
});

test("a limit without a figure is refused, and a client that is missing", () => {
  expect(() => limit({ queue: 5 })).toThrow(/set one of concurrency/);
  for (const adapter of [openai, anthropic])
    expect(() => adapter(undefined as never, { model: "m" })).toThrow(/`client` to be a client/);
});

test("a budget that cannot be kept names the model and what to do", async () => {
  const asked = { messages: [{ role: "user", content: "How long?" }] } as const;
  const money = metered(budget({ perDayMicroUsd: 1_000 }));
  await expect(money(scripted(["x"], { id: "own/model" })).generate(asked)).rejects.toThrow(/own\/model .*`prices`/);
  const priced = scripted(["x"], { id: "openai/gpt-4o" });
  await expect(money(priced).generate(asked)).rejects.toThrow(/gpt-4o.*`maxOutputTokens`/);
});
