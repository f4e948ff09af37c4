import type { Account, ModelCall } from "../calls.ts";
import { memory } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { type Cell, keyOf, type Place, placeOf } from "./cells.ts";
import { DAY_MS, dayOf } from "./day.ts";
import { journalOf } from "./journal.ts";
import { bothOf, NOTHING, type Totals, totalsOf } from "./totals.ts";

/** The sums of a ledger, and where they lie. */
export interface Book {
  add(call: ModelCall, account: Account, atMostMicroUsd: number | undefined): void;
  /** Those of all writers. */
  cells(): Promise<readonly Cell[]>;
  request(id: string): Promise<Totals | undefined>;
  settled(): Promise<void>;
}

interface OpenCell {
  readonly number: number;
  readonly place: Place;
  totals: Totals;
}
interface OpenRequest {
  /** Of what this writer had written before the request came back; fetched once. */
  before?: Totals;
  totals: Totals;
}

const AT_HAND = 10_000; // requests; they end in minutes, and one that comes back later is read from the store

/** Without a store: all cells of the days that are kept, and the last 10,000 requests. */
export function bookOf(store: Store | undefined, keepDays: number): Book {
  const ttlMs = keepDays * DAY_MS;
  const cells = journalOf(store ?? memory({ maxEntries: Number.MAX_SAFE_INTEGER }), "spend", ttlMs);
  const requests = journalOf(store ?? memory({ maxEntries: AT_HAND }), "spend-requests", ttlMs);
  const openCells = new Map<string, OpenCell>();
  const openRequests = new Map<string, OpenRequest>();
  let today = "";
  let last = 0;

  const cellAt = (place: Place, day: string): OpenCell => {
    // A day that is over gets no more calls: what stays open is bounded by the places of one day.
    if (day !== today) openCells.clear();
    today = day;
    const key = keyOf(place);
    const open = openCells.get(key);
    if (open !== undefined) return open;
    last += 1;
    const cell = { number: last, place, totals: NOTHING };
    openCells.set(key, cell);
    return cell;
  };

  const requestOf = (id: string): OpenRequest => {
    const open = openRequests.get(id) ?? { totals: NOTHING };
    openRequests.delete(id);
    openRequests.set(id, open);
    // What is not written yet stays at hand. Two for each that comes, so that what had to stay is caught up with.
    let looked = 0;
    for (const oldest of openRequests.keys()) {
      if (openRequests.size <= AT_HAND || looked === 2) break;
      if (!requests.isWaiting(rowOf(oldest))) openRequests.delete(oldest);
      looked += 1;
    }
    return open;
  };

  return {
    add(call, account, atMostMicroUsd) {
      const added = totalsOf(call, atMostMicroUsd);
      const day = dayOf(Date.now());
      const cell = cellAt(placeOf(day, call.model, account), day);
      const isNew = cell.totals === NOTHING;
      cell.totals = bothOf(cell.totals, added);
      cells.save(`cell:${cell.number}`, () => ({ place: cell.place, totals: cell.totals }));
      // After its cell, so that nobody counts one that is not there.
      if (isNew) cells.save("last", () => cell.number);
      if (account.request === undefined) return;
      const request = requestOf(account.request);
      request.totals = bothOf(request.totals, added);
      requests.save(rowOf(account.request), async (written) => {
        request.before ??= ((await written()) as Totals | undefined) ?? NOTHING;
        return bothOf(request.before, request.totals);
      });
    },
    async cells() {
      const found: Cell[] = [];
      for (const row of await cells.writers()) {
        const count = Number((await row("last")) ?? 0);
        for (let number = 1; number <= count; number += 1) {
          const cell = (await row(`cell:${number}`)) as Cell | undefined;
          if (cell !== undefined) found.push(cell);
        }
      }
      return found;
    },
    async request(id) {
      const rows = await requests.writers();
      const totals = await Promise.all(rows.map(async (row) => (await row(rowOf(id))) as Totals | undefined));
      const known = totals.filter((one) => one !== undefined);
      return known.length === 0 ? undefined : known.reduce(bothOf);
    },
    async settled() {
      await cells.settled();
      await requests.settled();
    },
  };
}

function rowOf(request: string): string {
  return `request:${request}`;
}
