import { hasNegation } from "../../text/negation.ts";
import type { Leaf } from "../../text/record.ts";
import { type Flag, type Mention, mentionsOf } from "./flags.ts";
import type { KnownRecord } from "./known.ts";
import { type Group, type Member, tokensOf } from "./members.ts";
import { borrowedIn, isInName, type Stretch, stretchesOf } from "./subjects.ts";

/** Mentions that are to say one thing: those outside members, those of members that a stretch names, those of a group that it does not. */
export interface Scope {
  readonly mentions: readonly Mention[];
  readonly kind: "outside" | "named" | "unnamed";
}
export interface Scoped {
  readonly scopes: readonly Scope[];
  /** What is said of a member that only others have or say, with a leaf of it or of them. */
  readonly strange: readonly { readonly leaf: Leaf; readonly words: string; readonly name?: string }[];
}
export interface Subject {
  readonly group: Group;
  readonly stretches: readonly Stretch[];
}

const MOST_STRETCHES = 20; // of a claim that are read one by one: more are read as one, and all its members must agree

/** For each group of a record, what a claim says of which of its members. */
export const subjectsOf = (claim: string, { groups }: KnownRecord): readonly Subject[] =>
  groups.map((group) => {
    const stretches = stretchesOf(claim, group);
    return { group, stretches: stretches.length > MOST_STRETCHES ? [asOne(claim, stretches)] : stretches };
  });

const asOne = (claim: string, stretches: readonly Stretch[]): Stretch => ({
  members: new Set(stretches.flatMap(({ members }) => [...members])),
  start: 0,
  end: claim.length,
  isNamed: true,
  names: stretches.flatMap(({ names }) => names),
});

/** The flags that a claim names, by what they are said of. */
export function scoped(claim: string, flags: readonly Flag[], subjects: readonly Subject[]): Scoped {
  const isMeant = (flag: Flag): boolean =>
    subjects.every(({ group, stretches }) => {
      const member = group.memberOf.get(flag.leaf);
      return member === undefined || stretches.length === 0 || stretches.some(({ members }) => members.has(member));
    });
  const meant = flags.filter(isMeant);
  const scopes: Scope[] = [];
  const strange: { leaf: Leaf; words: string; name?: string }[] = [];
  const taken = new Set<Flag>();
  const takeFrom = ({ memberOf }: Group): readonly Flag[] => {
    const own = meant.filter((flag) => !taken.has(flag) && memberOf.has(flag.leaf));
    for (const flag of own) taken.add(flag);
    return own;
  };
  // The smallest members first: a room's before its hotel's.
  const spoken = subjects.filter(({ stretches }) => stretches.length > 0);
  for (const subject of spoken.toSorted((one, other) => depth(other.group) - depth(one.group))) {
    const own = takeFrom(subject.group);
    let before: readonly Mention[] = [];
    for (const stretch of subject.stretches) {
      const said = blankAround(claim, stretch);
      const ofThese = own.filter(({ leaf }) => isOf(stretch, subject.group.memberOf.get(leaf)));
      let mentions = mentionsOf(said, ofThese);
      if (mentions.length === 0 && stretch !== subject.stretches[0] && saysNoMore(said, stretch)) {
        const names = new Set(before.map(({ flag }) => nameOf(flag)));
        const denied = hasNegation(said);
        const { start, end } = stretch;
        mentions = ofThese.filter((flag) => names.has(nameOf(flag))).map((flag) => ({ flag, denied, start, end }));
      }
      before = mentions;
      scopes.push({ kind: stretch.isNamed ? "named" : "unnamed", mentions });
      if (stretch.isNamed) strange.push(...strangeIn(said, claim, stretch, subject.group, flags, mentions));
    }
  }
  for (const { group, stretches } of subjects)
    if (stretches.length === 0) scopes.push({ kind: "unnamed", mentions: mentionsOf(claim, takeFrom(group)) });
  const outside = meant.filter((flag) => !taken.has(flag));
  return { scopes: [...scopes, { kind: "outside", mentions: mentionsOf(claim, outside) }], strange };
}

const isOf = ({ members }: Stretch, member: Member | undefined): boolean => member !== undefined && members.has(member);

function depth({ members }: Group): number {
  let steps = 0;
  for (let one = members[0]?.place; one !== undefined; one = one.holder) steps += 1;
  return steps;
}

const nameOf = ({ name }: Flag): string => name.join(" ");

const blankAround = (claim: string, { start, end }: Stretch): string =>
  " ".repeat(start) + claim.slice(start, end) + " ".repeat(claim.length - end);

/** "…, but Room 2 does not": what was said before it is meant. */
const saysNoMore = (said: string, stretch: Stretch): boolean =>
  tokensOf(said).every(({ start, end }) => isInName(stretch, start, end));

function* strangeIn(
  said: string,
  claim: string,
  stretch: Stretch,
  group: Group,
  flags: readonly Flag[],
  mentions: readonly Mention[],
): Generator<{ leaf: Leaf; words: string; name?: string }> {
  const [member = group.members[0]] = stretch.members;
  const leaf = member?.leaves[0];
  if (leaf === undefined) return;
  const borrowed = borrowedIn(claim, stretch, group);
  if (borrowed.length > 0) yield { leaf, words: borrowed.join(", ") };
  const others = flags.filter((flag) => {
    const own = group.memberOf.get(flag.leaf);
    return own !== undefined && !stretch.members.has(own);
  });
  const known = new Set(mentions.map(({ flag }) => nameOf(flag)));
  for (const { flag } of mentionsOf(said, others))
    if (!known.has(nameOf(flag))) yield { leaf: flag.leaf, words: flag.name.join(" "), name: nameOf(flag) };
}
