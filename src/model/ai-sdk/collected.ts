import type { TokenUsage } from "../../calls.ts";
import { modelError } from "../failure.ts";
import { finishWord, tokensOf } from "./ending.ts";
import type { AiSdkGenerated, AiSdkPart } from "./language-model.ts";
import { failureOfThrown } from "./thrown.ts";
import type { Ended } from "./whole-reply.ts";

/** What came of one request so far. */
export interface Collected {
  /** Takes the next part of a stream and returns its text, "" for any other. Throws for what no whole reply has. */
  take(part: AiSdkPart): string;
  takeAll(result: AiSdkGenerated): void;
  usage(): TokenUsage | undefined;
  /** Without a finish part, `finish` is not the good one. */
  ended(): Ended;
}

export function collecting({ maxBytes }: { readonly maxBytes: number }): Collected {
  const texts: string[] = [];
  let bytes = 0;
  let finish: string | undefined;
  let usage: TokenUsage | undefined;
  let modelId: string | undefined;
  let metadata: unknown;

  const add = (text: unknown): string => {
    if (typeof text !== "string") throw malformed("a part of text that holds none");
    bytes += byteLength(text);
    if (bytes > maxBytes)
      throw modelError({
        code: "model-oversized",
        message: `The reply is larger than ${maxBytes} bytes.`,
        retryable: false,
      });
    texts.push(text);
    return text;
  };
  const end = ({ finishReason, usage: told, providerMetadata }: Ending): void => {
    if (finish !== undefined) throw malformed("two ends");
    finish = finishWord(finishReason);
    usage = tokensOf(told);
    metadata = providerMetadata;
  };
  const name = (id: unknown): void => {
    if (typeof id === "string" && id !== "") modelId = id;
  };
  return {
    take: (part) => {
      const { type } = part;
      if (type === "error") throw modelError(failureOfThrown(Reflect.get(part, "error")));
      if (type === "text-delta") {
        if (finish !== undefined) throw malformed("text after its end");
        return add(Reflect.get(part, "delta"));
      }
      if (type === "tool-call") throw malformed("a call of a tool that was not given");
      if (type === "response-metadata") name(Reflect.get(part, "modelId"));
      if (type === "finish") end(part as AiSdkPart & Ending);
      return "";
    },
    takeAll: (result) => {
      if (!Array.isArray(result?.content)) throw malformed("no content");
      end(result);
      name(result.response?.modelId);
      for (const part of result.content) {
        if (part?.type === "text") add(Reflect.get(part, "text"));
        if (part?.type === "tool-call") throw malformed("a call of a tool that was not given");
      }
    },
    usage: () => usage,
    ended: () => ({
      text: texts.join(""),
      finish: finish ?? "unknown",
      usage: usage ?? {},
      ...(modelId !== undefined && { modelId }),
      ...(isPlain(metadata) && { providerMetadata: metadata }),
    }),
  };
}

interface Ending {
  readonly finishReason?: unknown;
  readonly usage?: unknown;
  readonly providerMetadata?: unknown;
}

const malformed = (what: string): Error =>
  modelError({ code: "model-malformed", message: `The model's reply has ${what}.`, retryable: true });

const isPlain = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const encoder = new TextEncoder();
const byteLength = (text: string): number => encoder.encode(text).length;
