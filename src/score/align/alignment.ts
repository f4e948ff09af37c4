import type { Wording } from "../../text/wording.ts";
import type { Source } from "../../types.ts";
import { type GreedySet, greedySet } from "./greedy.ts";
import { type Hit, hitsOf } from "./hits.ts";
import { occurrencesOf } from "./occurrences.ts";
import { alignTokens, type TokenAlignment } from "./tokens.ts";
import { type Wanted, wantedOf } from "./wanted.ts";
import { bestWindow, type SentenceWindow } from "./windows.ts";

interface Placed extends SentenceWindow {
  readonly source: number;
}

/** A claim laid over the sources asked: everything that features and evidence are read from. */
export interface Alignment {
  readonly claim: string;
  readonly wanted: Wanted;
  /** Positions of the sources that were looked at. */
  readonly asked: readonly number[];
  /** Of the sources asked those that have a word of it, in their order. */
  readonly hits: readonly Hit[];
  /** For each key looked for, 1 if some source asked has it. */
  readonly found: Uint8Array;
  /** The best windows of one, two, three and five sentences, by their size; none if no word of the claim is anywhere. */
  readonly windows: ReadonlyMap<number, Placed>;
  readonly greedy: GreedySet;
  /** The words of the best window of three sentences, as a half-open range of `place.words`. */
  readonly best?: { readonly source: number; readonly wording: Wording; readonly from: number; readonly to: number };
  /** For each key looked for, 1 if the best window of three sentences has it. */
  readonly near: Uint8Array;
  readonly tokens: TokenAlignment;
}

const WINDOW_SIZES = [1, 2, 3, 5] as const;
const GREEDY = 3; // sentences: claims that join more facts are rare, and a fourth sentence finds any word somewhere

/** `undefined` if the claim has no word to look for. Linear in the claim and in the occurrences of its words. */
export function align(claim: string, sources: readonly Source[], asked: readonly number[]): Alignment | undefined {
  const wanted = wantedOf(claim);
  if (wanted.total === 0) return undefined;
  const { keys, weights } = wanted;
  const hits = hitsOf(keys, sources, asked);
  const found = new Uint8Array(keys.length);
  for (const { positions } of hits) for (const key of keys.keys()) if (positions[key] !== undefined) found[key] = 1;
  const places = hits.map((hit) => [hit.source, occurrencesOf(hit)] as const);
  const windows = new Map<number, Placed>();
  for (const size of WINDOW_SIZES) {
    for (const [source, occurrences] of places) {
      const window = bestWindow(occurrences, weights, size);
      const known = windows.get(size);
      if (window !== undefined && (known === undefined || window.weight > known.weight + 1e-9))
        windows.set(size, { ...window, source });
    }
  }
  const chosen = windows.get(3);
  const wording = chosen === undefined ? undefined : hits.find(({ source }) => source === chosen.source)?.wording;
  const best =
    chosen === undefined || wording === undefined
      ? undefined
      : {
          source: chosen.source,
          wording,
          from: wording.sentences[chosen.from]?.[0] ?? 0,
          to: wording.sentences[chosen.to]?.[1] ?? 0,
        };
  const near = new Uint8Array(keys.length);
  const positionOf = new Map(keys.map((key, at) => [key, at]));
  const stretch =
    best === undefined ? [] : best.wording.words.slice(best.from, best.to).map(({ key }) => positionOf.get(key) ?? -1);
  for (const key of stretch) if (key >= 0) near[key] = 1;
  const claimKeys = [...wanted.keyOf];
  return {
    claim,
    wanted,
    asked,
    hits,
    found,
    windows,
    greedy: greedySet(places, weights, GREEDY),
    ...(best === undefined ? {} : { best }),
    near,
    tokens: alignTokens(
      claimKeys,
      claimKeys.map((key) => (key < 0 ? 0 : (weights[key] ?? 0))),
      stretch,
    ),
  };
}
