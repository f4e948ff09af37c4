import type { TokenUsage } from "../../calls.ts";

type Count = number | undefined;

/** Counts as the vocabulary has them. What is not known stays away, and so does a part that is more than its whole. */
export function tokenUsage(counts: {
  readonly input: Count;
  readonly output: Count;
  readonly cached: Count;
  readonly reasoning: Count;
}): TokenUsage {
  const { input, output, cached, reasoning } = counts;
  return {
    ...(input === undefined ? {} : { inputTokens: input }),
    ...(output === undefined ? {} : { outputTokens: output }),
    ...(cached === undefined || cached > (input ?? cached) ? {} : { cachedInputTokens: cached }),
    ...(reasoning === undefined || reasoning > (output ?? reasoning) ? {} : { reasoningTokens: reasoning }),
  };
}
