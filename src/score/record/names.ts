import type { Leaf, Place } from "../../text/record.ts";
import { words } from "../../text/words.ts";

const LONGEST_KEY = 80; // units of a key that are read as a name: a longer one is a text, or hostile

/** The words of a key: "outdoorSeating", "outdoor_seating" and "OutdoorSeating" are "outdoor Seating" to a reader. */
export const spelledOut = (key: string): string =>
  key
    .slice(0, LONGEST_KEY)
    .replaceAll(/[_.\-/:]/g, " ")
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ")
    .replaceAll(/(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ")
    .trim();

/** The nearest place that has a name: a member of an array is called as the array is. */
export function namedPlace(place: Place | undefined): Place | undefined {
  let one = place;
  while (one?.isItem === true) one = one.holder;
  return one;
}

/** The names of a record's places, as the keys of their words. */
export interface Names {
  /** Without a first word that other keys begin with too: "review_stars" beside "review_text" is "stars". */
  of(place: Place | undefined): readonly string[];
  /** Whether a word is a name of several words written as one: "takeout" for "take_out". */
  hasCompound(key: string): boolean;
}

/** Linear in the keys that differ. */
export function namesOf(leaves: readonly Leaf[]): Names {
  const lists = new Map<string, readonly string[]>();
  const seen = new Set<Place>();
  for (const { place } of leaves) {
    for (let one = place; one !== undefined && !seen.has(one); one = one.holder) {
      seen.add(one);
      if (!one.isItem && !lists.has(one.key))
        lists.set(
          one.key,
          words(spelledOut(one.key)).map(({ key }) => key),
        );
    }
  }
  const begun = new Map<string, number>();
  for (const [first = "", second] of lists.values())
    if (second !== undefined) begun.set(first, (begun.get(first) ?? 0) + 1);
  const shortened = (list: readonly string[]): readonly string[] =>
    list.length > 1 && (begun.get(list[0] ?? "") ?? 0) > 1 ? list.slice(1) : list;
  const compounds = new Set<string>();
  for (const list of lists.values())
    for (const one of [list, shortened(list)]) if (one.length > 1) compounds.add(one.join(""));
  return {
    of(place) {
      const named = namedPlace(place);
      return shortened((named === undefined ? undefined : lists.get(named.key)) ?? []);
    },
    hasCompound: (key) => compounds.has(key),
  };
}
