import type { Leaf, Place } from "../../text/record.ts";
import { vocabulary } from "../../text/vocabulary.ts";
import { type Word, words } from "../../text/words.ts";
import { weightOf } from "../weights.ts";
import { timesIn } from "./clock.ts";
import { DESCRIBING } from "./describing.ts";
import { namedPlace, spelledOut } from "./names.ts";
import { isProse } from "./sentences.ts";
import { weekdayOf } from "./weekdays.ts";

/** One of several records of one kind: a member of a list of objects, or an object beside others of its shape. */
export interface Member {
  readonly place: Place;
  readonly leaves: readonly Leaf[];
  /** What it is called, as the keys of the words. */
  readonly names: readonly (readonly string[])[];
}
/** Records of one kind, wherever in a record they are held. */
export interface Group {
  readonly members: readonly Member[];
  readonly memberOf: ReadonlyMap<Leaf, Member>;
  /** The members that have a figure, a time of day or a telling word among their values. */
  readonly having: ReadonlyMap<string, ReadonlySet<Member>>;
  /** Whether the record has it outside its members, too. */
  isOutside(key: string): boolean;
}

const MOST_GROUPS = 50; // of one record: each costs a look at all leaves
/** Words of a name: a longer value is a text. */
export const LONGEST_NAME = 6;
const TELLING = 0.45; // weight of a word that tells members apart, as in `contentOf`
const NAMING = vocabulary("name title id code number no nr label sku slug host hostname flight model room");

/** The groups of a record, the largest first where there are very many. */
export function groupsOf(leaves: readonly Leaf[]): readonly Group[] {
  const held = new Map<Place | undefined, Map<Place, Leaf[]>>();
  for (const leaf of leaves) {
    const seen = leaf.place;
    for (let one = seen?.holder; one !== undefined; one = one.holder) {
      const siblings = held.get(one.holder) ?? new Map<Place, Leaf[]>();
      held.set(one.holder, siblings);
      siblings.set(one, siblings.get(one) ?? []);
      siblings.get(one)?.push(leaf);
    }
  }
  // Read once, however many groups a value is in.
  const keys = new Map<Leaf, ReadonlySet<string>>();
  const uses = new Map<string, number>();
  for (const leaf of held.size === 0 ? [] : leaves) {
    const own = new Set(tokensOf(leaf.text, isProse(leaf)).map(({ key }) => key));
    keys.set(leaf, own);
    for (const key of own) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return [...held.values()]
    .map(alike)
    .filter(({ size }) => size > 1)
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_GROUPS)
    .map((siblings) => groupOf(siblings, keys, uses));
}

/** Those of the places that share a key with another; of a week, none. */
function alike(siblings: ReadonlyMap<Place, readonly Leaf[]>): ReadonlyMap<Place, readonly Leaf[]> {
  const keys = [...siblings].map(([place, leaves]) => ({ place, leaves, own: ownKeys(place, leaves) }));
  const shared = new Map<string, number>();
  for (const { own } of keys) for (const key of own) shared.set(key, (shared.get(key) ?? 0) + 1);
  return new Map(
    keys
      .filter(
        ({ place, own }) => weekdayOf(place.key) === undefined && [...own].some((key) => (shared.get(key) ?? 0) > 1),
      )
      .map(({ place, leaves }) => [place, leaves]),
  );
}

const ownKeys = (place: Place, leaves: readonly Leaf[]): ReadonlySet<string> =>
  new Set(
    leaves.filter((leaf) => leaf.place?.holder === place && !leaf.place.isItem).map((leaf) => leaf.place?.key ?? ""),
  );

function groupOf(
  siblings: ReadonlyMap<Place, readonly Leaf[]>,
  keys: ReadonlyMap<Leaf, ReadonlySet<string>>,
  uses: ReadonlyMap<string, number>,
): Group {
  const names = namesOfMembers(siblings);
  const members = [...siblings].map(([place, leaves]): Member => ({ place, leaves, names: names.get(place) ?? [] }));
  const memberOf = new Map(members.flatMap((member) => member.leaves.map((leaf): [Leaf, Member] => [leaf, member])));
  const having = new Map<string, Set<Member>>();
  const within = new Map<string, number>();
  for (const [leaf, member] of memberOf)
    for (const key of keys.get(leaf) ?? []) {
      having.set(key, (having.get(key) ?? new Set<Member>()).add(member));
      within.set(key, (within.get(key) ?? 0) + 1);
    }
  const isOutside = (key: string): boolean => (uses.get(key) ?? 0) > (within.get(key) ?? 0);
  return { members, memberOf, having, isOutside };
}

/** A figure, a time of day or a telling word, and where it stands. */
export interface Token {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** What tells one value from another. Of prose only its figures and times. */
export function tokensOf(text: string, isText = false): readonly Token[] {
  const times = timesIn(text);
  const found: Token[] = times.map(({ minutes, start, end }) => ({ key: `at ${minutes}`, start, end }));
  let time = 0;
  for (const word of words(text)) {
    while ((times[time]?.end ?? Number.POSITIVE_INFINITY) <= word.start) time += 1;
    if ((times[time]?.start ?? Number.POSITIVE_INFINITY) <= word.start) continue;
    if (word.kind === "number" || (!isText && isTelling(word))) found.push(word);
  }
  return found;
}

const isTelling = (word: Word): boolean => weightOf(word) >= TELLING && !DESCRIBING.has(word.key);

const keysOf = (text: string): readonly string[] => words(text).map(({ key }) => key);

/** The key of an object, and the values under keys that name; of a list, at least the first value that differs in all. */
function namesOfMembers(
  siblings: ReadonlyMap<Place, readonly Leaf[]>,
): ReadonlyMap<Place, readonly (readonly string[])[]> {
  const names = new Map([...siblings.keys()].map((place) => [place, [] as (readonly string[])[]]));
  const byKey = new Map<string, Map<Place, Leaf>>();
  for (const [place, leaves] of siblings) {
    if (!place.isItem) names.get(place)?.push(keysOf(spelledOut(place.key)));
    for (const leaf of leaves) {
      const { key, holder, isItem } = leaf.place ?? { key: "", isItem: true };
      if (holder !== place || isItem || !canName(leaf)) continue;
      byKey.set(key, (byKey.get(key) ?? new Map<Place, Leaf>()).set(place, leaf));
    }
  }
  let isNamed = [...siblings.keys()].some(({ isItem }) => !isItem);
  for (const [key, values] of byKey) {
    const differs = values.size > 1 && new Set([...values.values()].map(({ text }) => text)).size === values.size;
    if (!differs || (isNamed && !NAMING.has(keysOf(spelledOut(key)).at(-1) ?? ""))) continue;
    isNamed = true;
    const lists = new Map([...values].map(([place, leaf]) => [place, keysOf(leaf.text)]));
    const uses = new Map<string, number>();
    for (const list of lists.values()) for (const one of new Set(list)) uses.set(one, (uses.get(one) ?? 0) + 1);
    for (const [place, list] of lists) {
      const own = names.get(place);
      if (values.get(place)?.type === "number") {
        // A bare figure names only behind what it numbers: "room 12".
        for (const before of [key, namedPlace(place.holder)?.key ?? ""])
          own?.push([...keysOf(spelledOut(before)).slice(-1), ...list]);
        continue;
      }
      own?.push(list);
      const hasLetters = words(values.get(place)?.text ?? "").some(({ kind }) => kind !== "number");
      for (const { key: word, kind } of words(values.get(place)?.text ?? ""))
        if (
          uses.get(word) === 1 &&
          hasLetters &&
          (kind === "number" ? word.length > 2 : isTelling({ key: word, kind, start: 0, end: 0 }))
        )
          own?.push([word]);
    }
  }
  return names;
}

const WHOLE = /^\d{1,9}$/;
const canName = (leaf: Leaf): boolean =>
  (leaf.type === "number" && WHOLE.test(leaf.text)) ||
  (leaf.type === "string" && !isProse(leaf) && leaf.text.trim() !== "" && words(leaf.text).length <= LONGEST_NAME);
