import { countRuns } from "./token-counts.ts";
import weights from "./tokens.data.json" with { type: "json" };

/** The tokeniser whose tokens are estimated: of OpenAI's models since GPT-4o, or of those before. */
export type Encoding = "o200k" | "cl100k";

/**
 * About how many tokens a text has, without a tokeniser. Measured on pages of 2,000 units that the weights have not
 * seen, by `npm run bench:tokens`. Linear time.
 */
export function estimateTokens(text: string, encoding: Encoding = "o200k"): number {
  const of = weights[encoding];
  const tokens = countRuns(text).reduce((sum, count, index) => sum + count * (of[index] ?? 0), 0);
  return text === "" ? 0 : Math.max(1, Math.round(tokens));
}
