import { isNegation } from "../text/negation.ts";
import type { Word } from "../text/words.ts";

/** What begins a statement of its own, so that a negation before it no longer reaches. */
const CONTRAST = /[.;:!?()]|\b(?:but|however|although|though|while|whereas|yet|except|despite|with|which|making|instead)\b/giu;
const JOINT = /,|\b(?:and|or)\b/giu;
const FINITE =
  /\b(?:is|are|was|were|has|have|had|does|do|did|can|may|might|will|would|offers?|provides?|accepts?|takes?|features?|includes?|allows?|serves?|operates?|opens?|remains?|there|it|they)\b/iu;
const LACKING = /^(?:lack|lacks|lacking|lacked|unavailable|absence|absent|excluding|nor)$/iu;

/** Which words of a claim stand under a negation: "has no X or Y" denies both, "X is not available" denies X. */
export function deniedWords(claim: string, list: readonly Word[]): readonly boolean[] {
  const denied = list.map(() => false);
  let word = 0;
  for (const [start, end] of statements(claim)) {
    let active = false;
    const from = word;
    let negation = -1;
    while (word < list.length && (list[word]?.start ?? 0) < end) {
      const { start: a, end: b } = list[word] ?? { start, end };
      const written = claim.slice(a, b);
      if (!active && (isNegation(written.toLowerCase()) || LACKING.test(written)) && !/^only\b/i.test(claim.slice(b + 1, b + 5))) {
        active = true;
        negation = word;
      } else if (active) denied[word] = true;
      word += 1;
    }
    // "Reservations are not accepted": the subject of a negated verb.
    if (negation > from && /\b(?:is|are|was|were)\s+(?:not\s+\p{L}+\s*|unavailable|n[o']t)|\b(?:isn['’]t|aren['’]t|cannot|unavailable)\b/iu.test(claim.slice(start, end)))
      for (let at = from; at < negation; at += 1) denied[at] = true;
  }
  return denied;
}

function* statements(claim: string): Generator<readonly [number, number]> {
  const cuts = [...claim.matchAll(CONTRAST)].map(({ index }) => ({ index, hard: true }));
  for (const { index } of claim.matchAll(JOINT)) cuts.push({ index, hard: false });
  cuts.sort((a, b) => a.index - b.index);
  let start = 0;
  for (const [at, { index, hard }] of cuts.entries()) {
    const next = cuts[at + 1]?.index ?? claim.length;
    if (!hard && !FINITE.test(claim.slice(index, next))) continue;
    yield [start, index];
    start = index;
  }
  yield [start, claim.length];
}
