import { mistake } from "../text/mistake.ts";
import table from "./prices.data.json" with { type: "json" };

/** Millionths of a dollar for a million tokens: $1.25 per million is 1,250,000. */
export interface Price {
  readonly inputMicroUsdPerMillion: number;
  /** Absent: cached input is charged as any other. */
  readonly cachedInputMicroUsdPerMillion?: number;
  readonly outputMicroUsdPerMillion: number;
}
/** A public list price, on the day it was read. */
export interface PriceRow extends Price {
  /** As in `Model.id`. */
  readonly model: string;
  /** The address of the page. */
  readonly source: string;
  /** `2026-01-31` */
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
    const { inputMicroUsdPerMillion, cachedInputMicroUsdPerMillion = 0, outputMicroUsdPerMillion } = price;
    const rates = [inputMicroUsdPerMillion, cachedInputMicroUsdPerMillion, outputMicroUsdPerMillion];
    if (!rates.every((rate) => Number.isSafeInteger(rate) && rate >= 0 && rate <= DEAREST))
      throw mistake(`prices[${JSON.stringify(model)}]`, "hold whole numbers of micro-USD from 0 to 10^11", price);
  }
}

const DEAREST = 10 ** 11; // $100,000 per million tokens: above it a slip of the unit is likelier than a price
