import type { CalibrationCase } from "./case.ts";

/** What stands at and above a score: how many groups have a claim there, and of how many the one drawn is wrong. */
export interface Released {
  readonly score: number;
  readonly groups: number;
  readonly wrong: number;
}

interface Group {
  readonly random: () => number;
  claims: number;
  /** Whether the claim that was drawn is wrong. */
  isWrong: boolean;
}

/**
 * For each score that occurs, from the highest: the groups with a claim at or above it, each counted once, by one claim
 * drawn of those. Claims of one answer are right and wrong together, so all of them are no more than one observation;
 * drawn ones are independent as long as the groups are. What is drawn depends on the group's name alone, so that the
 * order of the cases changes nothing.
 */
export function releasedFrom(cases: readonly CalibrationCase[]): readonly Released[] {
  const sorted = [...cases].sort((a, b) => b.score - a.score || Number(a.supported) - Number(b.supported));
  const named = new Map<string, Group>();
  const released: Released[] = [];
  let groups = 0;
  let wrong = 0;
  for (const [at, { score, supported, group }] of sorted.entries()) {
    const own = group === undefined ? undefined : groupOf(named, group);
    if (own === undefined || own.claims === 0) groups += 1;
    if (own === undefined) wrong += supported ? 0 : 1;
    else {
      const before = own.isWrong;
      own.claims += 1;
      // The newest of n with a chance of one in n: so each is as likely as any other.
      if (own.random() * own.claims < 1) own.isWrong = !supported;
      wrong += Number(own.isWrong) - Number(before);
    }
    if (sorted[at + 1]?.score !== score) released.push({ score, groups, wrong });
  }
  return released;
}

function groupOf(named: Map<string, Group>, name: string): Group {
  const known = named.get(name) ?? { random: randomOf(name), claims: 0, isWrong: false };
  named.set(name, known);
  return known;
}

/** Numbers 0..1, the same for the same name: the name hashed (FNV-1a), then a mixer of 32 bits (splitmix). */
function randomOf(name: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) state = Math.imul(state ^ name.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
