import { hasLetterOrDigit, startsUpper } from "../text/script.ts";
import { words } from "../text/words.ts";
import type { Draft } from "../types.ts";

/** Said in place of an answer that was withheld. It promises nothing that the library does not do. */
export const FIXED_REPLY = "I could not verify an answer to this from the sources I have.";

const ADDRESS = /(?:https?:|www\.|@|\]\(|[\p{L}\d]\.(?:com|org|net|io|dev|ai|app|gov|edu|info|co)\b)/iu;
const LONGEST = 600; // an abstention is short; a long one says more than that it cannot say

/**
 * What is safe to show: the model's own abstention, if nothing in it could be an invention (no figure, no link, no
 * address, no name that the question does not have); else one fixed sentence.
 */
export function replyOf(draft: Draft, unanswered: boolean): string {
  const text = draft.answer.trim();
  if (!unanswered || !hasLetterOrDigit(text) || text.length > LONGEST) return FIXED_REPLY;
  if (/\p{N}/u.test(text) || ADDRESS.test(text)) return FIXED_REPLY;
  const asked = new Set(words(draft.question ?? "").map(({ key }) => key));
  const named = words(text).some(({ key, start, end }) => {
    const word = text.slice(start, end);
    if (!startsUpper(word) || /^(?:I|I['’]\p{L}+)$/u.test(word) || asked.has(key)) return false;
    return start > 0 && !/[.!?:]["'”’)\]]?\s+$/.test(text.slice(Math.max(0, start - 4), start));
  });
  return named ? FIXED_REPLY : text;
}
