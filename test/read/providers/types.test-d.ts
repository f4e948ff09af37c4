import type { Message } from "@anthropic-ai/sdk/resources";
import type { RetrieveAndGenerateCommandOutput } from "@aws-sdk/client-bedrock-agent-runtime";
import type { GenerateContentResponse } from "@google/genai";
import type { DocumentInterface } from "@langchain/core/documents";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import type { GenerateTextResult, ToolSet, UIMessage } from "ai";
import type { Cohere } from "cohere-ai";
import type OpenAI from "openai";
import { describe, expectTypeOf, test } from "vitest";
import type { Answer } from "vouchsafe";
import {
  type fromAiSdk,
  fromAnthropic,
  fromBedrock,
  type fromCohere,
  fromGemini,
  fromLangChain,
  fromOpenAI,
} from "vouchsafe/read";

// Each `@ts-expect-error` is a control: if the line below it ever compiles, the type has become too wide.

describe("what a provider's client returns fits as it is", () => {
  test("OpenAI", () => {
    expectTypeOf<OpenAI.Responses.Response>().toExtend<Parameters<typeof fromOpenAI>[0]>();
    expectTypeOf<OpenAI.Chat.Completions.ChatCompletion>().toExtend<Parameters<typeof fromOpenAI>[0]>();
  });
  test("Anthropic", () => {
    expectTypeOf<Message>().toExtend<Parameters<typeof fromAnthropic>[0]>();
  });
  test("the AI SDK", () => {
    expectTypeOf<GenerateTextResult<ToolSet, never, never>>().toExtend<Parameters<typeof fromAiSdk>[0]>();
    expectTypeOf<UIMessage>().toExtend<Parameters<typeof fromAiSdk>[0]>();
  });
  test("LangChain", () => {
    expectTypeOf<AIMessage>().toExtend<Parameters<typeof fromLangChain>[0]>();
    expectTypeOf<AIMessageChunk>().toExtend<Parameters<typeof fromLangChain>[0]>();
    expectTypeOf<{ answer: string; context: DocumentInterface[]; input: string }>().toExtend<
      Parameters<typeof fromLangChain>[0]
    >();
  });
  test("Gemini", () => {
    expectTypeOf<GenerateContentResponse>().toExtend<Parameters<typeof fromGemini>[0]>();
  });
  test("Cohere", () => {
    expectTypeOf<Cohere.V2ChatResponse>().toExtend<Parameters<typeof fromCohere>[0]>();
  });
  test("Bedrock", () => {
    expectTypeOf<RetrieveAndGenerateCommandOutput>().toExtend<Parameters<typeof fromBedrock>[0]>();
  });
});

describe("what comes of it", () => {
  test("is an answer", () => {
    expectTypeOf(fromOpenAI).returns.toEqualTypeOf<Answer>();
    expectTypeOf(fromGemini).returns.toEqualTypeOf<Answer>();
  });
});

describe("another provider's response does not fit", () => {
  test("nor anything else", () => {
    const message = {} as Message;
    const response = {} as OpenAI.Responses.Response;
    const cohere = {} as Cohere.V2ChatResponse;
    // @ts-expect-error Anthropic's message is none of OpenAI's
    const first = () => fromOpenAI(message);
    // @ts-expect-error nor the reverse
    const second = () => fromAnthropic(response);
    // @ts-expect-error Cohere's is none of Bedrock's
    const third = () => fromBedrock(cohere);
    // @ts-expect-error OpenAI's is none of Gemini's
    const fourth = () => fromGemini(response);
    // @ts-expect-error text is no response
    const fifth = () => fromLangChain("text");
    // @ts-expect-error sources are a list
    const sixth = () => fromAnthropic(message, { sources: "text" });
    expectTypeOf([first, second, third, fourth, fifth, sixth]).not.toBeAny();
  });
});
