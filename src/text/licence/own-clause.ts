import { ADVERBS, BREAKERS, OPENERS } from "./closed-lists.ts";
import { isSame, type Token } from "./spoken.ts";

/** Where a claim's words stand in the user's sentence in a row, from the beginning of a clause of their own to an end of it. */
export function hasOwnClause(
  sentence: readonly Token[],
  claim: readonly Token[],
  mayFollow: ReadonlySet<string>,
): boolean {
  return sentence.some((_, at) => beginsClause(sentence, at) && follows(sentence, at, claim, mayFollow));
}

/** At the beginning, behind a mark, or behind "and" where the clause before it is the user's own and only one. */
function beginsClause(sentence: readonly Token[], at: number): boolean {
  let before = at;
  while (before > 0 && sentence[before]?.parted !== true && OPENERS.has(sentence[before - 1]?.raw ?? "")) before -= 1;
  if (before === 0 || sentence[before]?.parted === true) return true;
  if (sentence[before]?.raw !== "and") return false;
  let head = before - 1;
  while (head > 0 && sentence[head]?.parted !== true && !BREAKERS.has(sentence[head]?.raw ?? "")) head -= 1;
  return (
    OWN.has(sentence[head]?.raw ?? "") &&
    (head === 0 || sentence[head]?.parted === true || beginsPlainly(sentence, head))
  );
}

const OWN: ReadonlySet<string> = new Set(["i", "we", "my", "our"]);

function beginsPlainly(sentence: readonly Token[], at: number): boolean {
  for (let before = at; before > 0 && sentence[before]?.parted !== true; before -= 1)
    if (!OPENERS.has(sentence[before - 1]?.raw ?? "")) return false;
  return true;
}

function follows(
  sentence: readonly Token[],
  from: number,
  claim: readonly Token[],
  mayFollow: ReadonlySet<string>,
): boolean {
  let at = from;
  for (const [index, token] of claim.entries()) {
    // Between "I" and what the user did.
    while (index === 1 && ADVERBS.has(sentence[at]?.raw ?? "") && !isSame(token, sentence[at])) at += 1;
    if (!isSame(token, sentence[at]) || (index > 0 && sentence[at]?.parted === true && !token.parted)) return false;
    at += 1;
  }
  // "I have a kettle lid" is no kettle.
  const next = sentence[at];
  return next === undefined || mayFollow.has(next.raw) || (next.parted && !AFTERTHOUGHTS.has(next.raw));
}

/** Behind a comma, they take back what stands before it. */
const AFTERTHOUGHTS: ReadonlySet<string> = new Set(
  "when while unless only sometimes except or otherwise once until where as rarely seldom occasionally not".split(" "),
);

const NUMBERS: ReadonlySet<string> = new Set("two three four five six seven eight nine ten eleven twelve".split(" "));
const counts = ({ raw }: Token): boolean => NUMBERS.has(raw) || /^\d{1,2}$/.test(raw);

/** Whether a sentence counts one thing only, and that right behind what the user did: "I ordered two lamps". */
export function hasCounted(sentence: readonly Token[], counted: readonly Token[]): boolean {
  const at = sentence.findIndex(counts);
  if (at < 2 || sentence.filter(counts).length > 1 || !counted.every((token, by) => isSame(token, sentence[at + by])))
    return false;
  const subject = sentence.slice(0, at - 1).findLastIndex(({ raw }) => !ADVERBS.has(raw));
  return OWN.has(sentence[subject]?.raw ?? "") && beginsClause(sentence, subject);
}
