import { isNegation } from "../../text/negation.ts";
import type { Word } from "../../text/words.ts";

/** What a negation before it does not reach, nor one behind it. English. */
const CONTRAST =
  /[.;:!?()]|\b(?:but|however|although|though|while|whereas|yet|except|despite|with|which|making|instead)\b/giu;
/** What parts a list, and a statement from the next where each has a verb of its own. */
const JOINT = /,|\b(?:and|or)\b/giu;
const VERB =
  /\b(?:is|are|was|were|has|have|had|does|do|did|can|may|might|will|would|offers?|provides?|accepts?|takes?|features?|includes?|allows?|serves?|operates?|opens?|remains?|there|it|they)\b/iu;
const LACKING = /^(?:lack|lacks|lacking|lacked|unavailable|absence|absent|excluding|nor)$/u;
/** "Reservations are not accepted": the negation is of what stands before it. */
const OF_SUBJECT =
  /\b(?:is|are|was|were)\s(?:also\s|currently\s)?(?:not\b|unavailable\b)|\b(?:isn|aren|wasn|weren)['’]t\b|\bcannot\b/iu;
/** "Access is disabled" denies the access, and "is not disabled" does not. */
const OFF =
  /\b(?:is|are|was|were|has been|have been)(?<not>\s?n(?:o|['’])t)?\s(?:also\s|currently\s)?(?:disabled|deactivated|prohibited|forbidden|banned|unsupported|excluded|(?:switched|turned)\soff)\b/iu;

/** Of each word of a claim, whether it stands under a negation: "has no X or Y" denies both, "X is not taken" denies X. */
export function deniedWords(claim: string, list: readonly Word[]): readonly boolean[] {
  const denied = list.map(() => false);
  let word = 0;
  for (const [start, end] of statements(claim)) {
    const first = word;
    let negation: number | undefined;
    for (; word < list.length && (list[word]?.start ?? 0) < end; word += 1) {
      if (negation !== undefined) denied[word] = true;
      else if (negates(claim, list, word)) negation = word;
    }
    const off = OFF.exec(claim.slice(start, end));
    if (off !== null) {
      const until = start + off.index;
      for (let at = first; at < word && (list[at]?.start ?? 0) < until; at += 1)
        denied[at] = off.groups?.not === undefined;
    } else if (negation !== undefined && OF_SUBJECT.test(claim.slice(start, end))) denied.fill(true, first, negation);
  }
  return denied;
}

/** "Not only X" affirms X. */
function negates(claim: string, list: readonly Word[], at: number): boolean {
  const { start, end } = list[at] ?? { start: 0, end: 0 };
  const written = claim.slice(start, end).toLowerCase();
  return (isNegation(written) || LACKING.test(written)) && list[at + 1]?.key !== "onli";
}

/** The stretches over which a negation may reach, in order; together they are the claim. */
function* statements(claim: string): Generator<readonly [from: number, to: number]> {
  const cuts = [
    ...[...claim.matchAll(CONTRAST)].map(({ index }) => ({ index, parts: true })),
    ...[...claim.matchAll(JOINT)].map(({ index }) => ({ index, parts: false })),
  ].sort((a, b) => a.index - b.index);
  let start = 0;
  // Whether the statement so far has a verb: each piece between two cuts is read once.
  let hasVerb = VERB.test(claim.slice(0, cuts[0]?.index));
  for (const [at, { index, parts }] of cuts.entries()) {
    const hasNext = VERB.test(claim.slice(index, cuts[at + 1]?.index));
    if (parts || (hasVerb && hasNext)) {
      yield [start, index];
      start = index;
      hasVerb = hasNext;
    } else hasVerb ||= hasNext;
  }
  yield [start, claim.length];
}
