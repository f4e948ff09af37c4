import { Anthropic } from "@anthropic-ai/sdk";
import OpenAI, { AzureOpenAI } from "openai";
import { expectTypeOf, test } from "vitest";
import { anthropic, type Model, openai } from "vouchsafe/model";

test("clients fit by what is used of them", () => {
  expectTypeOf(openai(new OpenAI(), { model: "m" })).toEqualTypeOf<Model>();
  expectTypeOf(openai(new AzureOpenAI(), { model: "m", api: "responses" })).toEqualTypeOf<Model>();
  expectTypeOf(anthropic(new Anthropic(), { model: "m" })).toEqualTypeOf<Model>();
  openai({ chat: { completions: { create: async () => ({}) } } }, { model: "m" });
  anthropic({ messages: { create: async (_: { model: string }) => ({}) } }, { model: "m" });
});

test("an address fits, too, with a key or a function that gives one", () => {
  openai({}, { model: "m" });
  openai({ baseURL: "http://localhost:11434/v1" }, { model: "m", output: "prompt", tokenLimit: "max_tokens" });
  anthropic({ apiKey: async () => "k", headers: { a: "b" }, fetch }, { model: "m", sameModel: "any" });
});

test("what fits not is told", () => {
  // @ts-expect-error a model has to be named
  openai({}, {});
  // @ts-expect-error no such interface
  openai({}, { model: "m", api: "completions" });
  // @ts-expect-error no such option
  anthropic({}, { model: "m", api: "chat" });
  // @ts-expect-error a client of another provider
  anthropic(new OpenAI(), { model: "m" });
  // @ts-expect-error a client without the method
  openai({ chat: { completions: {} } }, { model: "m" });
});
