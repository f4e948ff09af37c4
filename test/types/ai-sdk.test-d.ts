import { createOpenAI as createV4 } from "@ai-sdk/openai";
import type { LanguageModel } from "ai";
import { createOpenAI as createV2 } from "ai-sdk-openai-v2";
import { createOpenAI as createV3 } from "ai-sdk-openai-v3";
import { expectTypeOf, test } from "vitest";
import { aiSdk, type Model } from "vouchsafe/model";

declare const any: LanguageModel;
declare const embedding: ReturnType<ReturnType<typeof createV4>["embedding"]>;
declare const v4: ReturnType<ReturnType<typeof createV4>["chat"]>;

test("models of the AI SDK are taken as they are, of each specification", () => {
  expectTypeOf(aiSdk(createV2()("gpt-5-mini"))).toEqualTypeOf<Model>();
  expectTypeOf(aiSdk(createV3()("gpt-5-mini"))).toEqualTypeOf<Model>();
  expectTypeOf(aiSdk(createV4()("gpt-5-mini"))).toEqualTypeOf<Model>();
  expectTypeOf(aiSdk(v4)).toEqualTypeOf<Model>();
});
test("all else is not", () => {
  // @ts-expect-error the name of a model may stand there too
  aiSdk(any);
  // @ts-expect-error another kind of model
  aiSdk(embedding);
  // @ts-expect-error a specification that is not known
  aiSdk({ ...v4, specificationVersion: "v1" });
});
