import type { Leaf } from "../../text/record.ts";
import { vocabulary } from "../../text/vocabulary.ts";
import { words } from "../../text/words.ts";
import { weightOf } from "../weights.ts";
import { type Names, namedPlace } from "./names.ts";
import { deniedWords } from "./polarity.ts";
import { EXCLUDING, OPPOSITE, type State, stateOf, withoutDenial } from "./states.ts";

const LONGEST_EXCLUDED = 4; // words of a value that is left out

/** A property that a record affirms, denies or leaves open, under the words of its key. */
export interface Flag {
  readonly leaf: Leaf;
  readonly state: State;
  readonly name: readonly string[];
  /** The name of what holds it: "parking" over "garage" and "street". */
  readonly holder: readonly string[];
  /** Its key denies, so that saying so denies the name: "sugar-free" of `sugarFree`. */
  readonly denial?: string;
}

export function flagsOf(leaves: readonly Leaf[], names: Names): readonly Flag[] {
  return leaves.flatMap((leaf): readonly Flag[] => {
    const full = names.of(leaf.place);
    const holder = names.of(namedPlace(leaf.place)?.holder);
    const { name, denial } = withoutDenial(full);
    const state = stateOf(leaf);
    if (state !== undefined) {
      if (full.length === 0) return [];
      return [
        denial === undefined
          ? { leaf, state, name: full, holder }
          : { leaf, state: OPPOSITE[state], name, holder, denial },
      ];
    }
    // "freeFrom": ["nuts"] says of nuts that there are none.
    const excluded = full.length > 0 && EXCLUDING.has(full.join(" ")) ? words(leaf.text).map(({ key }) => key) : [];
    const isShort = leaf.type === "string" && excluded.length > 0 && excluded.length <= LONGEST_EXCLUDED;
    return isShort ? [{ leaf, state: "no", name: excluded, holder: full, denial: full[0] ?? "" }] : [];
  });
}

/** A flag that a claim names. */
export interface Mention {
  readonly flag: Flag;
  /** The claim says that it is not so. */
  readonly denied: boolean;
  /** Where in the claim, from the first word of the name to the last. */
  readonly start: number;
  readonly end: number;
}

/** The flags that a claim names, in the order of the flags. Linear in the flags, for a claim of any one length. */
export function mentionsOf(claim: string, flags: readonly Flag[]): readonly Mention[] {
  if (flags.length === 0) return [];
  const list = words(claim);
  const keys = list.map(({ key }) => key);
  const all = new Set(keys);
  const denied = deniedWords(claim, list);
  return flags.flatMap((flag) => {
    const joined = flag.name.join("");
    if (!all.has(joined) && !flag.name.some((key) => all.has(key))) return [];
    const at = namedAt(keys, flag, joined);
    if (at === undefined) return [];
    const start = list[Math.min(...at)]?.start ?? 0;
    const end = list[Math.max(...at)]?.end ?? 0;
    const isDenied =
      at.some((one) => denied[one]) || (flag.denial !== undefined && deniesByName(keys, at, flag.denial));
    return [{ flag, denied: isDenied, start, end }];
  });
}

const BESIDE = 3; // words from a name to the word of its key that denies it: "free of any sugar"

/** Whether the word with which a key denies its name stands beside that name: "sugar-free", "free of sugar". */
const deniesByName = (keys: readonly string[], at: readonly number[], denial: string): boolean =>
  keys.slice(Math.max(0, Math.min(...at) - BESIDE), Math.max(...at) + BESIDE).includes(denial);

const NEAR = 3; // words that may stand between the words of one name
const COMMON = 0.8; // weight below which a word alone ("street", "lot") does not name a flag without its holder's name
const LIGHT = 0.5; // weight up to which a word of a name may be left out: "good for" of "good for groups"
/** Names of what only holds: they tell nothing of what is held. */
const HOLDING = vocabulary(
  "attribute feature property option amenity facility service detail flag data info setting tag value spec",
);
const AROUND = 12; // words around it in which the holder's name must stand

const weight = (key: string): number => weightOf({ key, kind: "word", start: 0, end: 0 });

/** Positions of the words of a flag's name in the claim, near each other, in any order. */
function namedAt(keys: readonly string[], { name, holder }: Flag, joined: string): readonly number[] | undefined {
  const telling = name.filter((key) => weight(key) > LIGHT);
  const wanted = telling.length > 0 ? telling : name;
  for (const [at, key] of keys.entries()) {
    if (name.length > 1 && key === joined) return [at];
    if (!wanted.includes(key)) continue;
    const found = [at];
    const end = Math.min(keys.length, at + NEAR + wanted.length + 1);
    for (let next = at + 1; next < end && found.length < wanted.length; next += 1) {
      const other = keys[next] ?? "";
      if (wanted.includes(other) && !found.some((one) => keys[one] === other)) found.push(next);
    }
    if (found.length < wanted.length) continue;
    const around = keys.slice(Math.max(0, at - AROUND), at + AROUND);
    const isTold = holder.every((one) => HOLDING.has(one));
    const needsHolder = wanted.length === 1 && !isTold && weight(key) < COMMON;
    if (!needsHolder || around.some((one) => holder.includes(one))) return found;
  }
  return undefined;
}
