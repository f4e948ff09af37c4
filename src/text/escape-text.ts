// Control characters, and those that reorder or hide text: shown as what they are, never sent to a terminal or a page.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115f\u1160\u2028\u2029\u3164\uffa0]/gu;

/** Text of strangers made safe to show anywhere that shows plain text: one line, nothing hidden, nothing reordered. */
export function escapeText(text: string): string {
  return text.replaceAll(HIDDEN, (character) => {
    if (character === "\n" || character === "\t" || character === "\r") return " ";
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
