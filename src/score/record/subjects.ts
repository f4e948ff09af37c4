import { lowerBound } from "../../text/lower-bound.ts";
import { type Word, words } from "../../text/words.ts";
import { type Group, LONGEST_NAME, type Member, tokensOf } from "./members.ts";

/** A stretch of a claim and the members of a group that it speaks of: none of those there are, if it names another. */
export interface Stretch {
  readonly members: ReadonlySet<Member>;
  readonly start: number;
  readonly end: number;
  /** Whether it calls them by name. */
  readonly isNamed: boolean;
  /** Where the names stand. */
  readonly names: readonly { readonly start: number; readonly end: number }[];
}

/** What parts the statement on one member from that on the next. */
const PARTED =
  /(?:[,;:.!?]|\b(?:and|but|while|whereas|though|although))\s?(?:in\s|at\s|for\s|on\s)?(?:the\s|that\s)?$/iu;
const VERB =
  /\b(?:is|are|was|were|has|have|had|does|do|did|can|may|might|will|would|costs?|offers?|provides?|takes?|features?|includes?|allows?|runs?|opens?|closes|departs?|arrives?|leaves|remains?|holds?|weighs|comes?)\b|n['’]t\b/iu;

/** The stretches of a claim by the members they speak of; none where it singles out no member. */
export function stretchesOf(claim: string, group: Group): readonly Stretch[] {
  const found = namedIn(words(claim), group);
  const [first] = found;
  if (first === undefined) return byValues(claim, group);
  const stretches: { members: Set<Member>; start: number; names: { start: number; end: number }[] }[] = [];
  for (const { members, start, end } of found) {
    const last = stretches.at(-1);
    const gap = last === undefined ? "" : claim.slice(last.names.at(-1)?.end, start);
    if (last === undefined || (PARTED.test(gap) && VERB.test(gap)))
      stretches.push({ members: new Set(members), start: last === undefined ? 0 : start, names: [{ start, end }] });
    else {
      for (const member of members) last.members.add(member);
      if (members.size === 0) last.members.clear();
      last.names.push({ start, end });
    }
  }
  return stretches.map((one, at) => ({ ...one, end: stretches[at + 1]?.start ?? claim.length, isNamed: true }));
}

interface Named {
  readonly members: ReadonlySet<Member>;
  readonly start: number;
  readonly end: number;
}

interface Calls {
  /** The members by name, its words joined. */
  readonly byName: ReadonlyMap<string, ReadonlySet<Member>>;
  /** Words behind which a figure numbers a member: "room" of "Room 2". */
  readonly numbered: ReadonlySet<string>;
}

const calls = new WeakMap<Group, Calls>();

function callsOf(group: Group): Calls {
  const known = calls.get(group);
  if (known !== undefined) return known;
  const byName = new Map<string, Set<Member>>();
  const numbered = new Set<string>();
  for (const member of group.members)
    for (const name of member.names) {
      const joined = name.join(" ");
      const members = byName.get(joined) ?? new Set<Member>();
      byName.set(joined, members.add(member));
      if (name.length > 1 && NUMBER.test(name.at(-1) ?? "")) numbered.add(name.at(-2) ?? "");
    }
  const made = { byName, numbered };
  calls.set(group, made);
  return made;
}

const NUMBER = /^\d/;

/** Where a claim calls members by name; "Room 9" among numbered rooms that lack it names none of them. */
function namedIn(list: readonly Word[], group: Group): readonly Named[] {
  const { byName, numbered } = callsOf(group);
  const found: Named[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const word = list[at];
    if (word === undefined) break;
    let joined = "";
    let longest: { readonly members: ReadonlySet<Member>; readonly length: number } | undefined;
    for (let length = 1; length <= LONGEST_NAME && at + length <= list.length; length += 1) {
      joined += `${length > 1 ? " " : ""}${list[at + length - 1]?.key}`;
      const members = byName.get(joined);
      if (members !== undefined) longest = { members, length };
    }
    const next = list[at + 1];
    if (numbered.has(word.key) && next?.kind === "number" && (longest?.length ?? 0) < 2)
      longest = { members: new Set(), length: 2 };
    if (longest === undefined) continue;
    at += longest.length - 1;
    found.push({ members: longest.members, start: word.start, end: list[at]?.end ?? word.end });
  }
  return found;
}

/** The members that have all that only some have: "the blue kettle" is the one that is blue. */
function byValues(claim: string, { members, having, isOutside }: Group): readonly Stretch[] {
  let left: ReadonlySet<Member> | undefined;
  for (const { key } of tokensOf(claim)) {
    const some = having.get(key);
    if (some === undefined || some.size === members.length || isOutside(key)) continue;
    left = left === undefined ? some : new Set([...left].filter((member) => some.has(member)));
  }
  if (left === undefined || left.size === 0) return [];
  return [{ members: left, start: 0, end: claim.length, isNamed: false, names: [] }];
}

/** Whether a place of the claim is in one of the names, which are in order. */
export function isInName({ names }: Stretch, start: number, end: number): boolean {
  const name = names[lowerBound(names.length, (at) => (names[at]?.end ?? 0) < end)];
  return name !== undefined && name.start <= start;
}

/** What a stretch says of the members it names that only others have, as written. */
export function borrowedIn(claim: string, stretch: Stretch, { having, isOutside }: Group): readonly string[] {
  if (!stretch.isNamed) return [];
  return tokensOf(claim.slice(stretch.start, stretch.end)).flatMap(({ key, start, end }) => {
    const from = start + stretch.start;
    const isName = isInName(stretch, from, end + stretch.start);
    const some = having.get(key);
    if (isName || some === undefined || isOutside(key)) return [];
    return [...stretch.members].some((member) => some.has(member)) ? [] : claim.slice(from, end + stretch.start);
  });
}
