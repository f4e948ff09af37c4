// What nobody sees, what turns text around, and what could break a line; space is not.
const HIDDEN = /(?!\s)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const SPACES = /\s+/g;

/** A text without the characters that a judge is not shown: what looks for words in it has to see the words that the judge will. */
export const unhidden = (text: string): string => text.replaceAll(HIDDEN, "");

/**
 * A stranger's text as a judge is shown it: one line, of characters that a reader sees. A line of it cannot pass for a
 * line of the prompt, since it has none.
 */
export const shown = (text: string): string => unhidden(text.replaceAll(SPACES, " ")).replaceAll(SPACES, " ").trim();
