import type { Account } from "../calls.ts";
import { bothOf, NOTHING, type Totals } from "./totals.ts";

/** By what calls are told apart. `day` is in UTC. */
export type Dimension = "day" | "tenant" | "run" | "guard" | "model";
export const DIMENSIONS: readonly Dimension[] = ["day", "tenant", "run", "guard", "model"];

/** What calls have in common, as far as it was told. */
export type Place = { readonly [Name in Dimension]?: string };
/** The sums over calls that have all of it in common. */
export interface Cell {
  readonly place: Place;
  readonly totals: Totals;
}

export function placeOf(day: string, model: string, { tenant, run, guard }: Account): Place {
  return {
    day,
    ...(tenant === undefined ? {} : { tenant }),
    ...(run === undefined ? {} : { run }),
    ...(guard === undefined ? {} : { guard }),
    model,
  };
}

/** One text for each place: what was not told is not the same as any name. */
export function keyOf(place: Place, by: readonly Dimension[] = DIMENSIONS): string {
  return JSON.stringify(by.map((name) => place[name] ?? null));
}

/** The cells put together by some dimensions, in the order of their values. */
export function groupedBy(cells: readonly Cell[], by: readonly Dimension[]): readonly Cell[] {
  const groups = new Map<string, Cell>();
  for (const { place, totals } of cells) {
    const key = keyOf(place, by);
    const before = groups.get(key)?.totals ?? NOTHING;
    const common = Object.fromEntries(by.flatMap((name) => (place[name] === undefined ? [] : [[name, place[name]]])));
    groups.set(key, { place: common, totals: bothOf(before, totals) });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}
