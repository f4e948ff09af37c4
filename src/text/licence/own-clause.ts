import { ADVERBS, BREAKERS, FOLLOWERS, OPENERS } from "./closed-lists.ts";
import { isSame, type Token } from "./spoken.ts";

const MOST_PASSED = 6; // words between two of the claim's: adjectives, no second statement

/** Whether the words stand in the sentence one after the other behind an "I" that begins a clause: the verb at once, what follows nearly so. */
export function hasOwnClause(sentence: readonly Token[], verb: readonly Token[], rest: readonly Token[]): boolean {
  return sentence.some((_, at) => beginsClause(sentence, at) && follows(sentence, at, verb, rest));
}

function beginsClause(sentence: readonly Token[], at: number): boolean {
  if (sentence[at]?.raw !== "i" && sentence[at]?.raw !== "we") return false;
  for (let before = at; before > 0 && sentence[before]?.parted !== true; before -= 1)
    if (!OPENERS.has(sentence[before - 1]?.raw ?? "")) return false;
  return true;
}

function follows(sentence: readonly Token[], subject: number, verb: readonly Token[], rest: readonly Token[]): boolean {
  let at = subject + 1;
  while (ADVERBS.has(sentence[at]?.raw ?? "") && !isSame(verb[0], sentence[at])) at += 1;
  for (const token of verb) {
    if (!isSame(token, sentence[at]) || sentence[at]?.parted === true) return false;
    at += 1;
  }
  for (const [index, token] of rest.entries()) {
    // Right behind the verb, another one would make another statement: "I have lost two lamps".
    const last = at + (index === 0 ? 0 : MOST_PASSED);
    while (!isSame(token, sentence[at])) {
      const passed = sentence[at];
      if (passed === undefined || passed.parted || at >= last || BREAKERS.has(passed.raw)) return false;
      at += 1;
    }
    if (sentence[at]?.parted === true && !token.parted) return false;
    at += 1;
  }
  // "I have a kettle lid" is no kettle.
  const next = sentence[at];
  return next === undefined || next.parted || FOLLOWERS.has(next.raw);
}
