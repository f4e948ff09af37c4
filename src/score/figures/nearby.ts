import { lowerBound } from "../../text/lower-bound.ts";
import type { Value } from "../../text/values.ts";
import type { Wording } from "../../text/wording.ts";
import type { Word } from "../../text/words.ts";
import { weightOf } from "../weights.ts";

const AROUND = 5; // words on either side that say what a figure is of
const SAYS = 0.3; // weight of a word that says something: "of", "the" and "is" are below

/** The telling words around a place, by their keys, with what each says; of `sentence`, if given, and no other. */
export function wordsAround(
  words: readonly Word[],
  start: number,
  end: number,
  sentence: readonly [from: number, to: number] = [0, words.length],
): ReadonlyMap<string, number> {
  const first = lowerBound(words.length, (at) => (words[at]?.end ?? 0) <= start);
  const last = lowerBound(words.length, (at) => (words[at]?.start ?? 0) < end);
  const around = [
    ...words.slice(Math.max(sentence[0], first - AROUND), first),
    ...words.slice(last, Math.min(sentence[1], last + AROUND)),
  ];
  return new Map(
    around
      .filter(({ kind }) => kind !== "number")
      .map((word) => [word.key, weightOf(word)] as const)
      .filter(([, weight]) => weight >= SAYS),
  );
}

/** The value of a source that stands in a claimed one's stead: of its kind, and beside most of the same words. */
export function counterpartOf(
  claimed: Value,
  around: ReadonlyMap<string, number>,
  values: readonly Value[],
  wording: Wording,
): Value | undefined {
  let best: Value | undefined;
  let most = 0;
  for (const value of values) {
    if (!isOfOneKind(claimed, value)) continue;
    let shared = 0;
    const place = lowerBound(wording.words.length, (at) => (wording.words[at]?.end ?? 0) <= value.start);
    const sentence = wording.sentences[wording.sentenceOf[place] ?? 0];
    for (const [key, weight] of wordsAround(wording.words, value.start, value.end, sentence))
      if (around.has(key)) shared += weight;
    if (shared > most) [best, most] = [value, shared];
  }
  return best;
}

function isOfOneKind(claimed: Value, value: Value): boolean {
  if (claimed.kind !== value.kind) return DATES.has(claimed.kind) && DATES.has(value.kind);
  if (claimed.kind === "money" && value.kind === "money") return true;
  if ("dimension" in claimed && "dimension" in value) return claimed.dimension === value.dimension;
  return true;
}
const DATES: ReadonlySet<string> = new Set(["date", "month", "year"]);
