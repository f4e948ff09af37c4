import type { TokenUsage } from "../../calls.ts";

/** The word for how it ended: `{ unified }` since V3, a word before. */
export function finishWord(finish: unknown): string {
  const word = typeof finish === "object" && finish !== null ? Reflect.get(finish, "unified") : finish;
  return typeof word === "string" ? word : "unknown";
}

/** Counts by kind since V3 (`inputTokens.total`), flat before. What is no count is left out. */
export function tokensOf(usage: unknown): TokenUsage {
  const [input, output] = [field(usage, "inputTokens"), field(usage, "outputTokens")];
  return {
    ...counted("inputTokens", typeof input === "object" ? field(input, "total") : input),
    ...counted("outputTokens", typeof output === "object" ? field(output, "total") : output),
    ...counted("cachedInputTokens", field(input, "cacheRead") ?? field(usage, "cachedInputTokens")),
    ...counted("reasoningTokens", field(output, "reasoning") ?? field(usage, "reasoningTokens")),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const counted = (name: keyof TokenUsage, value: unknown): TokenUsage =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? { [name]: value } : {};
