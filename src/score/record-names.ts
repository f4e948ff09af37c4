import { words } from "../text/words.ts";
import { type Leaf, type Place } from "../text/record.ts";

const LONGEST_KEY = 80; // units of a key that are read as a name: a longer one is a text, or hostile

/** The words of a key: "outdoorSeating", "outdoor_seating" and "OutdoorSeating" are "outdoor Seating" to a reader. */
export const spelledOut = (key: string): string =>
  key
    .slice(0, LONGEST_KEY)
    .replaceAll(/[_.\-/:]+/g, " ")
    .replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, "$1 ")
    .replaceAll(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1 ")
    .trim();

/** The name of the nearest place that has one: a member of an array is called as the array is. */
export function namedPlace(place: Place | undefined): Place | undefined {
  let one = place;
  while (one?.isItem === true) one = one.holder;
  return one;
}

/** Names by place: the words of each key without a first word that other keys begin with too ("review_stars", "review_text"). */
export function namesOf(leaves: readonly Leaf[]): (place: Place) => readonly string[] {
  const keys = new Map<string, readonly string[]>();
  for (const { place } of leaves) {
    for (let one = place; one !== undefined && !(keys.has(one.key) && one.isItem); one = one.holder) {
      if (one.isItem) continue;
      if (keys.has(one.key)) break;
      keys.set(one.key, words(spelledOut(one.key)).map(({ key }) => key));
    }
  }
  const begun = new Map<string, number>();
  for (const list of keys.values()) {
    const [first] = list;
    if (first !== undefined && list.length > 1) begun.set(first, (begun.get(first) ?? 0) + 1);
  }
  return ({ key }) => {
    const list = keys.get(key) ?? [];
    return list.length > 1 && (begun.get(list[0] ?? "") ?? 0) > 1 ? list.slice(1) : list;
  };
}
