import { mistake } from "../text/mistake.ts";
import table from "./prices.data.json" with { type: "json" };

/** Millionths of a dollar for a million tokens: $1.25 per million is 1,250,000. */
export interface Rates {
  readonly inputMicroUsdPerMillion: number;
  /** Absent: cached input is charged as any other. */
  readonly cachedInputMicroUsdPerMillion?: number;
  /** Of input that the provider puts into its cache, where that is dearer. Usage does not tell of it: only worst cases count with it. */
  readonly cacheWriteMicroUsdPerMillion?: number;
  readonly outputMicroUsdPerMillion: number;
}
export interface Price extends Rates {
  /** The rates of a whole call, output included, whose input is longer than so many tokens. */
  readonly longPrompt?: Rates & { readonly aboveInputTokens: number };
}
/** A public list price, for the usual service: no batch, no region. */
export interface PriceRow extends Price {
  /** As in `Model.id`. */
  readonly model: string;
  /** The address of the page that says so: the provider's own, or one that quotes it. */
  readonly source: string;
  /** The day on which the page was read, in a copy that may be older; or that the page itself names. `2026-01-31` */
  readonly date: string;
}
/** Prices by model id, before those of the table; `undefined` takes one out of it. */
export type Prices = { readonly [model: string]: Price | undefined };

/** The table that is shipped. Prices change: look at the date of a row, and hand in your own where it matters. */
export const prices: readonly PriceRow[] = table;

const byModel: ReadonlyMap<string, Price> = new Map(prices.map((row) => [row.model, row]));

/** What a model costs, by its id or else by the alias that it is a dated snapshot of; `undefined` is unknown, not free. */
export function priceOf(model: string, own: Prices = {}): Price | undefined {
  const alias = aliasOf(model);
  for (const id of alias === undefined ? [model] : [model, alias]) {
    if (Object.hasOwn(own, id)) return own[id];
    const listed = byModel.get(id);
    if (listed !== undefined) return listed;
  }
  return undefined;
}

const SNAPSHOT = /[-@](?:\d{4}-\d{2}-\d{2}|\d{8})$/;

/** `openai/gpt-4o` of `openai/gpt-4o-2024-08-06`; `undefined` for what ends in no date. */
function aliasOf(model: string): string | undefined {
  const alias = model.replace(SNAPSHOT, "");
  return alias === model ? undefined : alias;
}

/** Throws `TypeError` for prices that are none. */
export function assertPrices(own: Prices | undefined): void {
  for (const [model, price] of Object.entries(own ?? {})) {
    if (price === undefined) continue;
    const field = `prices[${JSON.stringify(model)}]`;
    if (![price, price.longPrompt ?? price].every(areRates))
      throw mistake(field, "hold whole numbers of micro-USD from 0 to 10^11", price);
    const above = price.longPrompt?.aboveInputTokens;
    if (above !== undefined && !(Number.isSafeInteger(above) && above >= 0))
      throw mistake(`${field}.longPrompt.aboveInputTokens`, "be a whole number from 0", above);
  }
}

function areRates(rates: Rates): boolean {
  const { inputMicroUsdPerMillion: input, outputMicroUsdPerMillion: output } = rates;
  const { cachedInputMicroUsdPerMillion: cached = 0, cacheWriteMicroUsdPerMillion: written = 0 } = rates;
  return [input, output, cached, written].every((rate) => Number.isSafeInteger(rate) && rate >= 0 && rate <= DEAREST);
}

const DEAREST = 10 ** 11; // $100,000 per million tokens: above it a slip of the unit is likelier than a price
