import { hasLetterOrDigit } from "./script.ts";

/** A comma or semicolon with a word that begins a clause of its own, a dash, or "but" alone. */
const BOUNDARY =
  /[,;] (?=(?:and|but|which|while|whereas|although|though|however|yet|because|as|since|so|nor) |(?:under|by|in|of|for|to|with|from|on|at|after) (?:which|whom) )|[;:] | [–—] | (?=but )/gi;
/** Joints that need no comma, if a finite verb stands on both sides. */
const JOINT = /(?:(?<!\bsuch) (?=(?:and|since|as|because|so|in which|although|while) )| \(|[.!?] )/gi;
const FINITES =
  /\b(?:is|are|was|were|has|have|had|will|would|can|cannot|could|must|may|might|shall|should|does|do|did|gets?|lasts?|costs?|takes?|needs?|means?)\b|n['’]t\b/giu;
const SUBORDINATE = /^(?:while|although|though|whereas|because|since|even though|given that|as)\b/i;
const MIN_WORDS = 3; // "sorry, but", "as such": shorter than any statement

/**
 * The clauses of a sentence as offsets into it. A piece of the closed list may carry a statement in its train
 * ("I am not sure, but it is free"), so each clause is looked at by itself. One clause: nothing to split. A quotation,
 * whose offsets `isQuoted` knows, is never cut: half of it would be looked for nowhere.
 */
export function clausesOf(
  sentence: string,
  isQuoted: (at: number) => boolean = () => false,
): readonly (readonly [start: number, end: number])[] {
  const cuts = [...sentence.matchAll(BOUNDARY)].map((match) => match.index + match[0].length);
  const verbs = [...sentence.matchAll(FINITES)].map(({ index }) => index);
  const [firstVerb = sentence.length, lastVerb = -1] = [verbs[0], verbs.at(-1)];
  for (const { index, 0: joint } of sentence.matchAll(JOINT))
    if (firstVerb < index && lastVerb > index) cuts.push(index + joint.length);
  if (SUBORDINATE.test(sentence.trimStart())) {
    const comma = sentence.indexOf(", ");
    if (comma >= 0) cuts.push(comma + 2);
  }
  const clauses: (readonly [number, number])[] = [];
  let [from, counted, words] = [0, 0, 0];
  for (const cut of [...cuts.filter((at) => !isQuoted(at)).sort((a, b) => a - b), sentence.length]) {
    // No cut parts a word, so that those of the stretches between cuts add up.
    words += countWords(sentence.slice(counted, cut));
    counted = cut;
    if (cut <= from || (cut < sentence.length && words < MIN_WORDS)) continue;
    const previous = clauses.at(-1);
    if (previous !== undefined && words < MIN_WORDS) clauses[clauses.length - 1] = [previous[0], cut];
    else clauses.push([from, cut]);
    from = cut;
    words = 0;
  }
  return clauses;
}

const countWords = (text: string): number => text.split(/\s/).filter((word) => hasLetterOrDigit(word)).length;
