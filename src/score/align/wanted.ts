import { type Word, words } from "../../text/words.ts";
import { weightOf } from "../weights.ts";

/** What is looked for of a claim: its words in order, and each key that says something once. */
export interface Wanted {
  readonly words: readonly Word[];
  readonly keys: readonly string[];
  /** 0..1 each: how much a key says. */
  readonly weights: readonly number[];
  /** Each key as the claim writes it. */
  readonly written: readonly string[];
  readonly total: number;
  /** For each word the position of its key in `keys`, or -1 where it says nothing. */
  readonly keyOf: Int32Array;
}

/** Weight of a word that is worth naming: "while" and "to" are below. */
export const TELLING = 0.45;

export function wantedOf(claim: string): Wanted {
  const list = words(claim);
  const places = new Map<string, number>();
  const weights: number[] = [];
  const written: string[] = [];
  const keyOf = new Int32Array(list.length).fill(-1);
  for (const [at, word] of list.entries()) {
    const known = places.get(word.key);
    if (known !== undefined) {
      keyOf[at] = known;
      continue;
    }
    const weight = weightOf(word);
    if (weight <= 0) continue;
    keyOf[at] = places.size;
    places.set(word.key, places.size);
    weights.push(weight);
    written.push(claim.slice(word.start, word.end));
  }
  return {
    words: list,
    keys: [...places.keys()],
    weights,
    written,
    total: weights.reduce((sum, weight) => sum + weight, 0),
    keyOf,
  };
}
