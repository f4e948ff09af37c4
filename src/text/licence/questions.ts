import { FOLLOWERS, OPENERS } from "./closed-lists.ts";
import { isSame, type Spoken, type Token } from "./spoken.ts";

/** They change their place between a question and the report of it: "Where is my order?", "where your order is". */
const MOVED: ReadonlySet<string> = new Set("do does did is are am was were have has had".split(" "));
const ASKS = /\?["')\s]{0,4}$/;
const withoutMoved = (tokens: readonly Token[]): readonly Token[] => tokens.filter(({ raw }) => !MOVED.has(raw));

/** Whether the sentence is the question reported: of the same question word, with the same words in a row. */
export function isAskedBy(sentence: Spoken, word: string, asked: readonly Token[]): boolean {
  if (!ASKS.test(sentence.text)) return false;
  const tokens = withoutOpeners(sentence.tokens);
  if (word === "about") return tokens.some((_, at) => begins(tokens.slice(at), asked));
  const isYesNo = word === "whether" || word === "if";
  const [head, ...rest] = tokens;
  if (head === undefined || (isYesNo ? !MOVED.has(head.raw) : head.raw !== word)) return false;
  const said = withoutMoved(rest);
  const told = withoutMoved(asked);
  if (begins(said, told)) return true;
  // "How do I descale it?": how to descale it.
  return (
    told[0]?.raw === "to" && (said[0]?.raw === "i" || said[0]?.raw === "we") && begins(said.slice(1), told.slice(1))
  );
}

function withoutOpeners(tokens: readonly Token[]): readonly Token[] {
  const from = tokens.findIndex(({ raw }) => !OPENERS.has(raw));
  return from < 0 ? [] : tokens.slice(from);
}

function begins(sentence: readonly Token[], claim: readonly Token[]): boolean {
  if (claim.length === 0 || !claim.every((token, at) => isSame(token, sentence[at]))) return false;
  const next = sentence[claim.length];
  return next === undefined || next.parted || FOLLOWERS.has(next.raw);
}
