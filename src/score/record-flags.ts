import { type Leaf } from "../text/record.ts";
import { type Word, words } from "../text/words.ts";
import { deniedWords } from "./polarity.ts";
import { namedPlace, namesOf } from "./record-names.ts";
import { weightOf } from "./weights.ts";

export type FlagState = "yes" | "no" | "unknown";
/** A property that a record affirms, denies or leaves open, under the words of its key. */
export interface Flag {
  readonly name: readonly string[];
  /** The words of the key above, where that holds nothing but flags ("parking" over "garage" and "street"). */
  readonly group: readonly string[];
  readonly state: FlagState;
  readonly leaf: Leaf;
}

const NO = /^\s*(?:no|none|false|not available|unavailable)\s*$/iu;
const YES = /^\s*(?:yes|true|available|free|paid)\s*$/iu;

export function stateOf({ type, text }: Leaf): FlagState | undefined {
  if (type === "true") return "yes";
  if (type === "false") return "no";
  if (type === "null") return "unknown";
  if (type !== "string") return undefined;
  if (NO.test(text)) return "no";
  return YES.test(text) ? "yes" : undefined;
}

export function flagsOf(leaves: readonly Leaf[]): readonly Flag[] {
  const nameOf = namesOf(leaves);
  return leaves.flatMap((leaf): readonly Flag[] => {
    const state = stateOf(leaf);
    const own = namedPlace(leaf.place);
    if (state === undefined || own === undefined) return [];
    const above = namedPlace(own.holder);
    return [{ name: nameOf(own), group: above === undefined ? [] : nameOf(above), state, leaf }];
  });
}

export interface FlagMention {
  readonly flag: Flag;
  readonly denied: boolean;
  /** Positions of the words of the claim that name it. */
  readonly at: readonly number[];
}

const NEAR = 3; // words between the words of one name
const TELLING = 0.8;

export function mentions(claim: string, flags: readonly Flag[]): readonly FlagMention[] {
  const list = words(claim);
  const denied = deniedWords(claim, list);
  const keys = list.map(({ key }) => key);
  return flags.flatMap((flag) => {
    const at = namedAt(claim, list, keys, flag);
    return at === undefined ? [] : [{ flag, denied: at.some((one) => denied[one]), at }];
  });
}

function namedAt(claim: string, list: readonly Word[], keys: readonly string[], { name, group }: Flag): readonly number[] | undefined {
  if (name.length === 0) return undefined;
  const telling = name.filter((key) => weightOf({ key, kind: "word", start: 0, end: 0 }) > 0.5);
  const wanted = telling.length > 0 ? telling : name;
  const joined = name.join("");
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? "";
    if (name.length > 1 && (key === joined)) return [at];
    if (key !== wanted[0] && !wanted.includes(key)) continue;
    const found = [at];
    for (let next = at + 1; next < keys.length && next <= at + NEAR + wanted.length && found.length < wanted.length; next += 1) {
      const other = keys[next] ?? "";
      if (wanted.includes(other) && !found.some((one) => keys[one] === other)) found.push(next);
    }
    if (found.length < wanted.length) continue;
    // "State Street" is a name, and "a lot of" a phrase: a common word needs the word that the key above has.
    if (wanted.length === 1 && weightOf({ key, kind: "word", start: 0, end: 0 }) < TELLING && group.length > 0 && !near(keys, at, group)) continue;
    return found;
  }
  return undefined;
}

const near = (keys: readonly string[], at: number, group: readonly string[]): boolean =>
  keys.slice(Math.max(0, at - 12), at + 12).some((key) => group.includes(key));
