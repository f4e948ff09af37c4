import OpenAI from "openai";
import { expect, test } from "vitest";
import { openai, type Reply } from "vouchsafe/model";
import { data, json, serve, stream } from "./server.ts";

const prompt = { messages: [{ role: "user" as const, content: "When?" }] as const };
const completion = {
  id: "c1",
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, message: { role: "assistant", content: "30 days." }, finish_reason: "stop" }],
  usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
};
const chunk = (delta: object, finish: string | null = null) => ({
  id: "c1",
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

async function all(parts: AsyncIterable<unknown>) {
  const got: unknown[] = [];
  for await (const part of parts) got.push(part);
  return got;
}

test.each(["own", "sdk"])("%s: a reply, whole and streamed", async (way) => {
  const { baseURL, seen } = await serve((response, { body }) =>
    (body as { stream?: boolean }).stream
      ? stream(
          data(chunk({ content: "30 " })),
          data(chunk({ content: "days." })),
          data(chunk({}, "stop")),
          data({ ...chunk({}), choices: [], usage: completion.usage }),
          data("[DONE]"),
        )(response)
      : json(completion)(response),
  );
  const client = way === "own" ? { baseURL, apiKey: "sk-canary" } : new OpenAI({ baseURL, apiKey: "sk-canary" });
  const model = openai(client, { model: "gpt-5-mini" });
  const calls: unknown[] = [];
  const context = { onCall: (call: unknown) => calls.push(call) };
  const reply: Reply = await model.generate(prompt, context);
  expect(reply).toEqual({
    text: "30 days.",
    finish: "stop",
    usage: { inputTokens: 7, outputTokens: 3 },
    modelId: "gpt-5-mini-2025-08-07",
    providerMetadata: { id: "c1", finishReason: "stop" },
  });
  expect(await all(model.stream(prompt, context))).toEqual([
    { type: "text", text: "30 " },
    { type: "text", text: "days." },
    { type: "reply", reply },
  ]);
  expect(calls).toEqual([
    { model: "openai/gpt-5-mini", usage: reply.usage },
    { model: "openai/gpt-5-mini", usage: reply.usage },
  ]);
  expect(seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ["/v1/chat/completions", "Bearer sk-canary"],
    ["/v1/chat/completions", "Bearer sk-canary"],
  ]);
});
