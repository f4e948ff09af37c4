import { mistake } from "../text/mistake.ts";
import { costOf, countOf, ratesFor } from "./cost.ts";
import type { Ask } from "./meter.ts";
import { mostTokens } from "./most-tokens.ts";
import type { Price } from "./price.ts";

/** An exact count of the tokens of a text, by the tokeniser of a model. */
export type CountTokens = (text: string, model: string) => number;

// Marks around a message, three or four tokens with OpenAI; and what a provider writes around a schema or the tool that
// stands for one, up to 346 tokens by Anthropic's documentation.
const AROUND_MESSAGE = 8;
const AROUND_SCHEMA = 512;

/** What a call may cost at most, in micro-USD, every token of the output written; `undefined` if nothing bounds that. */
export function worstCaseOf(ask: Ask, price: Price, countTokens?: CountTokens): number | undefined {
  const { model, texts, schema, maxOutputTokens } = ask;
  const count = (text: string): number =>
    countTokens === undefined ? mostTokens(text) : counted(countTokens(text, model));
  const inputTokens =
    texts.reduce((sum, text) => sum + AROUND_MESSAGE + count(text), AROUND_MESSAGE) +
    (schema === undefined ? 0 : AROUND_SCHEMA + count(schema));
  if (maxOutputTokens === undefined) return undefined;
  const rates = ratesFor(inputTokens, price);
  const { inputMicroUsdPerMillion: input, cacheWriteMicroUsdPerMillion: written = 0 } = rates;
  const dearest = { ...rates, inputMicroUsdPerMillion: Math.max(input, written) };
  return costOf({ inputTokens, outputTokens: maxOutputTokens }, dearest);
}

function counted(tokens: number): number {
  const count = countOf(tokens);
  if (count === undefined) throw mistake("countTokens", "give a whole number from 0", tokens);
  return count;
}
