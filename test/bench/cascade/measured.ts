import { middle, resampled } from "../support/resampled.ts";
import { cascaded, judgingAll, type Route } from "./cascade.ts";
import { type JudgeOptions, verdictsOf } from "./judge.ts";
import { ERROR, type Method, mean, seeds } from "./methods.ts";
import type { CascadeSet } from "./sets.ts";

export interface Measured {
  readonly set: string;
  readonly rows: number;
  readonly routes: readonly Route[];
  /** Shares 0..1; all but `free` are means over the seeds of the judge. */
  readonly free: number;
  readonly balanced: number;
  readonly all: number;
  readonly loss: number;
  /** Of each resample of whole sources, each with the verdicts of one seed. */
  readonly drawn: readonly { readonly free: number; readonly loss: number }[];
}

/** Each set left out, under one method and one judge. */
export function measured(
  sets: readonly CascadeSet[],
  method: Method,
  judge: Omit<JudgeOptions, "seed"> = { error: ERROR },
): readonly Measured[] {
  return sets.map((set, at) => {
    const { claims } = set;
    const routes = method(set)(claims);
    const sent = judgingAll(claims);
    const verdicts = seeds().map((seed) => verdictsOf(claims, { ...judge, seed: 100 * (at + 1) + seed }));
    const figures = verdicts.map((own) => ({
      cascade: cascaded(claims, routes, own),
      all: cascaded(claims, sent, own).balanced,
    }));
    const drawn = [...resampled(claims, { seed: at + 1 })].map((counts, draw) => {
      const own = verdicts[draw % verdicts.length] ?? new Uint8Array();
      const cascade = cascaded(claims, routes, own, counts);
      return { free: cascade.free, loss: cascaded(claims, sent, own, counts).balanced - cascade.balanced };
    });
    const balanced = mean(figures.map(({ cascade }) => cascade.balanced));
    const all = mean(figures.map((one) => one.all));
    const free = routes.filter((route) => route !== "sent").length / routes.length;
    return { set: set.set, rows: claims.length, routes, free, balanced, all, loss: all - balanced, drawn };
  });
}

export interface Summary {
  readonly free: number;
  readonly least: number;
  readonly balanced: number;
  readonly all: number;
  readonly loss: number;
  readonly worst: Measured | undefined;
  readonly freeInterval: Interval;
  readonly lossInterval: Interval;
}
export type Interval = readonly [low: number, high: number];

/** The mean of the sets, each of which counts the same. */
export function summed(sets: readonly Measured[]): Summary {
  const over = (of: (one: Measured) => number): number => mean(sets.map(of));
  const draws = (sets[0]?.drawn ?? []).map((_, draw) => sets.flatMap(({ drawn }) => drawn[draw] ?? []));
  const interval = (of: (one: Measured["drawn"][number]) => number): Interval =>
    middle(draws.map((ones) => mean(ones.map(of).filter((value) => !Number.isNaN(value)))));
  return {
    free: over(({ free }) => free),
    least: Math.min(...sets.map(({ free }) => free)),
    balanced: over(({ balanced }) => balanced),
    all: over(({ all }) => all),
    loss: over(({ loss }) => loss),
    worst: sets.toSorted((a, b) => b.loss - a.loss)[0],
    freeInterval: interval(({ free }) => free),
    lossInterval: interval(({ loss }) => loss),
  };
}
