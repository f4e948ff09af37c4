/**
 * What is used of a language model of the AI SDK, by structure: specifications V2, V3 and V4 differ in how they tell
 * the finish (a word, or `{ unified, raw }`) and the usage (flat, or by kind), and nowhere else that matters here.
 */
export interface AiSdkLanguageModel {
  readonly specificationVersion: "v2" | "v3" | "v4";
  readonly provider: string;
  readonly modelId: string;
  doGenerate(call: AiSdkCall): PromiseLike<AiSdkGenerated>;
  doStream(call: AiSdkCall): PromiseLike<{ readonly stream: AiSdkStream }>;
}

export interface AiSdkCall {
  readonly prompt: readonly object[];
  readonly maxOutputTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly seed?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly responseFormat?:
    | { readonly type: string; readonly name?: string | undefined; readonly schema?: object | undefined }
    | undefined;
  readonly providerOptions?: { readonly [provider: string]: object } | undefined;
  readonly headers?: { readonly [name: string]: string | undefined } | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

interface AiSdkGenerated {
  readonly content: readonly { readonly type: string }[];
  readonly finishReason: unknown;
  readonly usage: unknown;
  readonly providerMetadata?: unknown;
  readonly response?: { readonly modelId?: string | undefined } | undefined;
}

/** What is used of a `ReadableStream`. */
interface AiSdkStream {
  getReader(): AiSdkReader;
}
interface AiSdkReader {
  read(): Promise<
    { readonly done: false; readonly value: AiSdkPart } | { readonly done: true; readonly value?: unknown }
  >;
  cancel(reason?: unknown): Promise<void>;
}
interface AiSdkPart {
  readonly type: string;
}
