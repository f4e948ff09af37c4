import { estimateTokens } from "./tokens.ts";

const encoder = new TextEncoder();

// Of 1,359 pages of `npm run bench:tokens` one had more tokens than this by o200k_base, and five by cl100k_base. And
// tokenisers differ: that of the newest Claude models counts 30 in 100 more than the one before it.
const PER_ASCII = 0.6;
const PER_FURTHER_BYTE = 1.4;
const MARGIN = 2;
const FEW = 0.05;

/**
 * How many tokens to expect of a text at most: what a budget puts aside for. In ASCII six for ten characters,
 * which is quickly told; beyond it at least one for every byte, or twice the estimate if that is less, and no less than in ASCII. What a call costs
 * beyond it is charged all the same.
 */
export function mostTokens(text: string): number {
  const further = encoder.encode(text).length - text.length;
  const most = Math.ceil(PER_ASCII * text.length + PER_FURTHER_BYTE * further);
  if (further <= FEW * text.length) return most;
  // Letters by chance, of scripts that the estimate knows by their words, are a hundred times what it says; never so few.
  return Math.min(most, Math.max(MARGIN * estimateTokens(text), Math.ceil(PER_ASCII * text.length)));
}
