import type { Leaf } from "../../text/record.ts";
import { vocabulary } from "../../text/vocabulary.ts";
import { words } from "../../text/words.ts";
import { weightOf } from "../weights.ts";
import { type Names, namedPlace } from "./names.ts";
import { deniedWords } from "./polarity.ts";

/** A property that a record affirms, denies or leaves open, under the words of its key. */
export interface Flag {
  readonly leaf: Leaf;
  readonly state: "yes" | "no" | "unknown";
  readonly name: readonly string[];
  /** The name of what holds it: "parking" over "garage" and "street". */
  readonly holder: readonly string[];
}

const NO = /^(?:no|none|false|not available|unavailable)$/iu;
const YES = /^(?:yes|true|available|free|paid|included)$/iu;

function stateOf({ type, text }: Leaf): Flag["state"] | undefined {
  if (type === "true") return "yes";
  if (type === "false") return "no";
  if (type === "null") return "unknown";
  if (type !== "string") return undefined;
  if (NO.test(text.trim())) return "no";
  return YES.test(text.trim()) ? "yes" : undefined;
}

export function flagsOf(leaves: readonly Leaf[], names: Names): readonly Flag[] {
  return leaves.flatMap((leaf): readonly Flag[] => {
    const state = stateOf(leaf);
    const name = names.of(leaf.place);
    if (state === undefined || name.length === 0) return [];
    return [{ leaf, state, name, holder: names.of(namedPlace(leaf.place)?.holder) }];
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
    return [{ flag, denied: at.some((one) => denied[one]), start, end }];
  });
}

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
