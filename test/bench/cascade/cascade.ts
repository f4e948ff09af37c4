import type { Claim } from "./sets.ts";

export type Band = readonly [from: number, to: number];
/** What becomes of a claim: decided for free, or sent to the judge. */
export type Route = "fails" | "passes" | "sent";
export type Router = (claims: readonly Claim[]) => readonly Route[];

/** Sent is what no check decides and whose score lies in the band; below it a claim fails, above it passes. */
export const byBand =
  ([from, to]: Band): Router =>
  (claims) =>
    claims.map(({ free, score }) => free ?? (score < from ? "fails" : score > to ? "passes" : "sent"));

export const judgingAll: Router = (claims) => claims.map(() => "sent");

export interface Cascaded {
  /** The share of claims that are never sent. */
  readonly free: number;
  /** Balanced accuracy, each claim counted as often as it says; `NaN` without both labels. */
  readonly balanced: number;
}

/** What comes of a set, its verdicts being those of the judge on what is sent. */
export function cascaded(
  claims: readonly Claim[],
  routes: readonly Route[],
  verdicts: Uint8Array,
  counts?: ArrayLike<number>,
): Cascaded {
  const [of, right] = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]];
  let free = 0;
  for (const [at, { label }] of claims.entries()) {
    const count = counts?.[at] ?? 1;
    const route = routes[at];
    const isRight = route === "sent" ? verdicts[at] === 1 : (route === "passes") === (label === 1);
    of[label] += count;
    if (isRight) right[label] += count;
    if (route !== "sent") free += count;
  }
  return { free: free / (of[0] + of[1]), balanced: (right[0] / of[0] + right[1] / of[1]) / 2 };
}
