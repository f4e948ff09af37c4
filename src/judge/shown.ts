// What nobody sees, what turns text around, and what could break a line.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /\s+/g;

/**
 * A stranger's text as a judge is shown it: one line, of characters that a reader sees. A line of it cannot pass for a
 * line of the prompt, since it has none.
 */
export const shown = (text: string): string =>
  text.replaceAll(SPACES, " ").replaceAll(HIDDEN, "").replaceAll(SPACES, " ").trim();
