import type { Account, ModelCall } from "../calls.ts";
import type { Store } from "../store/store.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { type Book, bookOf } from "./book.ts";
import { type Cell, DIMENSIONS, type Dimension, groupedBy, type Place } from "./cells.ts";
import { chargeOf, pricedCall } from "./charge.ts";
import { DAY_MS, dayOf } from "./day.ts";
import type { Meter } from "./meter.ts";
import { assertPrices, type Price, type Prices, priceOf } from "./price.ts";
import { bothOf, NOTHING, type Totals } from "./totals.ts";

export interface LedgerOptions {
  /** Where the sums are kept. Default: in the process. Several processes may share one that has `add`. */
  readonly store?: Store;
  /** Before those of the shipped table. */
  readonly prices?: Prices;
  /** How many days are kept, today included; older ones are forgotten whole. Default: 92. */
  readonly keepDays?: number;
}
export interface ReportOptions {
  /** The columns of the rows. Default: `["day", "model"]`. */
  readonly by?: readonly Dimension[];
  /** Only calls of this place, such as one day, or one tenant's run. */
  readonly where?: Place;
}
/** Plain data. */
export interface SpendReport {
  /** The first day that is still kept. */
  readonly since: string;
  readonly total: Totals;
  /** In the order of `by`; a column is absent where it was not told. */
  readonly rows: readonly (Place & Totals)[];
}
export interface Ledger extends Meter {
  /** Writes down a request that has ended, and gives it back with its price. `atMostMicroUsd` stands for an unknown cost. */
  record(call: ModelCall, account?: Account, atMostMicroUsd?: number): ModelCall;
  /** By the ledger's own prices and the shipped ones. */
  priceOf(model: string): Price | undefined;
  /** The sums of all processes that share the store. Rejects with `store-failed`, retryable, where it cannot be read. */
  report(options?: ReportOptions): Promise<SpendReport>;
  /** The sums of one request; `undefined` where nothing is known of it. */
  request(id: string): Promise<Totals | undefined>;
  /** Resolves when all that was recorded is in the store; rejects with `store-failed`, and the next try writes it all. */
  settled(): Promise<void>;
}

const USUAL_DAYS = 92; // a quarter, which is what bills are disputed by

/**
 * What models were asked and what it cost, by day, tenant, run, guard, model and request. Never waits, never throws for
 * the store's sake, and keeps no text. Sums are whole numbers; what is unknown is counted as unknown, never as 0.
 *
 * @example
 * const spent = ledger({ store: sqlite("spend.db") });
 * const model = wrap(openai(client, { model: "gpt-5-mini" }), metered(spent));
 * console.table((await spent.report({ by: ["tenant", "model"] })).rows);
 */
export function ledger(options: LedgerOptions = {}): Ledger {
  assertKnown(options, ["store", "prices", "keepDays"]);
  const { store, prices, keepDays = USUAL_DAYS } = options;
  if (!Number.isSafeInteger(keepDays) || keepDays < 1) throw mistake("keepDays", "be a positive integer", keepDays);
  assertPrices(prices);
  const book: Book = bookOf(store, keepDays);

  const record = (call: ModelCall, account: Account = {}, atMostMicroUsd?: number): ModelCall => {
    const priced = pricedCall(call, chargeOf(call, priceOf(call.model, prices)));
    book.add(priced, account, atMostMicroUsd);
    return priced;
  };

  return {
    record,
    priceOf: (model) => priceOf(model, prices),
    settled: book.settled,
    request: book.request,
    open: async ({ account }) => ({ told: (call) => record(call, account), close() {} }),
    async report(reportOptions = {}) {
      assertKnown(reportOptions, ["by", "where"]);
      const { by = ["day", "model"], where = {} } = reportOptions;
      assertDimensions("by", by);
      assertDimensions("where", Object.keys(where));
      const since = dayOf(Date.now() - (keepDays - 1) * DAY_MS);
      const cells = (await book.cells()).filter(({ place }) => (place.day ?? "") >= since && isAt(place, where));
      return {
        since,
        total: cells.map(({ totals }) => totals).reduce(bothOf, NOTHING),
        rows: groupedBy(cells, by).map(({ place, totals }: Cell) => ({ ...place, ...totals })),
      };
    },
  };
}

function isAt(place: Place, where: Place): boolean {
  return DIMENSIONS.every((name) => where[name] === undefined || where[name] === place[name]);
}

function assertDimensions(field: string, names: readonly string[]): void {
  const known: readonly string[] = DIMENSIONS;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw mistake(field, `name some of ${known.join(", ")}`, unknown);
}
